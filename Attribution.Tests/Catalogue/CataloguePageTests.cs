using System.Net;
using Attribution.Domain.Channels;
using Attribution.Domain.Touches;
using Attribution.Tests.Accounts;
using Attribution.Web.Catalogue;

namespace Attribution.Tests.Catalogue;

public class CataloguePageTests
{
    [Fact]
    public async Task The_page_lists_every_channel_touch_type_and_file_with_the_version()
    {
        await using var app = await TestApp.Start();
        using var client = await app.SignedIn("analyst@shop.example", "analyst");

        var page = WebUtility.HtmlDecode(await client.GetStringAsync("/settings/channels"));

        MarketingChannel.All.ShouldAllBe(channel => page.Contains($">{channel.Id}<", StringComparison.Ordinal));
        TouchTypes.All.ShouldAllBe(type => page.Contains($">{type.Id}<", StringComparison.Ordinal));
        page.ShouldContain(CatalogueFacts.BuiltIn.Version);
        page.ShouldContain("CC0-1.0");
    }

    [Theory]
    [InlineData("paid_social", "fbads")]
    [InlineData("organic_social", "fb")]
    [InlineData("organic_search", "googlesearch")]
    public void A_shorthand_stands_at_the_channel_it_leads_to(string channel, string shorthand) =>
        ChannelGuide.Lines.Single(line => line.Id == channel).Shorthands.ShouldContain(shorthand);

    [Theory]
    [InlineData("email", "newsletter")]
    [InlineData("offline", "qr")]
    [InlineData("paid_other", "cpc")]
    public void A_medium_stands_at_the_channel_it_leads_to(string channel, string medium) =>
        ChannelGuide.Lines.Single(line => line.Id == channel).Mediums.ShouldContain(medium);

    [Fact]
    public void Older_names_lead_to_channels_that_are_known()
    {
        ChannelGuide.DemoChannels.Count.ShouldBe(7);
        ChannelGuide.DemoChannels.ShouldAllBe(name => MarketingChannel.IsKnown(name.Channel));
    }
}
