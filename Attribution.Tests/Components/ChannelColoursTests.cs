using Attribution.Domain.Channels;
using Attribution.Web.Components;

namespace Attribution.Tests.Components;

public sealed class ChannelColoursTests
{
    [Fact]
    public void No_two_channels_look_the_same()
    {
        var own = Enumerable.Range(0, 12).Select(number => Own($"own_{number}")).ToList();
        var colours = new ChannelColours(own);

        MarketingChannel.All.Select(channel => channel.Id).Append(MarketingChannel.Unattributed).Concat(own.Select(channel => channel.Id))
            .Select(colours.Of).ShouldBeUnique();
    }

    [Fact]
    public void An_own_channel_keeps_its_look_when_another_is_added() =>
        new ChannelColours([Own("podcast"), Own("radio")]).Of("podcast").ShouldBe(new ChannelColours([Own("podcast")]).Of("podcast"));

    [Fact]
    public void More_own_channels_than_pairs_start_over() =>
        new ChannelColours([.. Enumerable.Range(0, 200).Select(number => Own($"own_{number}"))]).Of("own_199").Hue.ShouldNotBe("other");

    [Fact]
    public void The_look_an_own_channel_was_given_is_its_look_and_no_other_takes_it()
    {
        var colours = new ChannelColours([Own("podcast"), Own("radio", ChannelColours.ForOwn[0].Text)]);

        colours.Of("radio").ShouldBe(ChannelColours.ForOwn[0]);
        colours.Of("podcast").ShouldBe(ChannelColours.ForOwn[1]);
        colours.Next.ShouldBe(ChannelColours.ForOwn[2]);
    }

    [Fact]
    public void An_own_channel_is_called_by_its_name() =>
        new ChannelColours([Own("podcast")]).NameOf("podcast").ShouldBe("podcast, named");

    [Fact]
    public void A_texture_lies_on_its_familys_hue() =>
        ChannelColours.Default.Of("paid_shopping").ShouldBe(new ChannelLook("paid_search", "stripes"));

    private static OwnChannel Own(string id, string look = "") => new(id, $"{id}, named", look);
}
