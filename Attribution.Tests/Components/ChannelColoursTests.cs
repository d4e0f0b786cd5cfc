using Attribution.Domain.Channels;
using Attribution.Web.Components;

namespace Attribution.Tests.Components;

public sealed class ChannelColoursTests
{
    [Fact]
    public void No_two_channels_look_the_same()
    {
        var own = Enumerable.Range(0, 12).Select(number => $"own_{number}").ToList();
        var colours = new ChannelColours(own);

        MarketingChannel.All.Select(channel => channel.Id).Append(MarketingChannel.Unattributed).Concat(own)
            .Select(colours.Of).ShouldBeUnique();
    }

    [Fact]
    public void An_own_channel_keeps_its_look_when_another_is_added() =>
        new ChannelColours(["podcast", "radio"]).Of("podcast").ShouldBe(new ChannelColours(["podcast"]).Of("podcast"));

    [Fact]
    public void More_own_channels_than_pairs_start_over() =>
        new ChannelColours(Enumerable.Range(0, 200).Select(number => $"own_{number}")).Of("own_199").Hue.ShouldNotBe("other");

    [Fact]
    public void A_texture_lies_on_its_familys_hue() =>
        ChannelColours.Default.Of("paid_shopping").ShouldBe(new ChannelLook("paid_search", "stripes"));
}
