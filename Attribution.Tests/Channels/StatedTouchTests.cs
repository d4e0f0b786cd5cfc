using Attribution.Domain.Channels;
using Attribution.Domain.Touches;

namespace Attribution.Tests.Channels;

public class StatedTouchTests
{
    [Theory]
    [InlineData("organic_search", "organic_search", "", "organic")]
    [InlineData("paid_search", "paid_search", "", "cpc")]
    [InlineData("social_media", "organic_social", "", "referral")]
    [InlineData("email", "email", "", "email")]
    [InlineData("display_ad", "display", "", "display")]
    [InlineData("referral", "referral", "", "referral")]
    [InlineData("direct", "direct", "", "(none)")]
    [InlineData("partner_referral", "partner", "partner", "partner")]
    [InlineData("broker_referral", "partner", "broker", "partner")]
    [InlineData("affiliate", "affiliate", "", "affiliate")]
    [InlineData("webinar", "event", "webinar", "event")]
    [InlineData("event", "event", "event", "event")]
    [InlineData("phone_call", "phone", "call", "phone")]
    [InlineData("chat", "chat", "live_chat", "chat")]
    [InlineData("other", "other", "", "(not set)")]
    public void A_stated_type_decides(string type, string channel, string subChannel, string medium)
    {
        var answer = Resolve(new Landing { TouchType = type });

        (answer.Channel, answer.SubChannel, answer.Medium, answer.Reason).ShouldBe((channel, subChannel, medium, "touch_type"));
    }

    [Fact]
    public void There_are_fifteen_types_and_no_others()
    {
        TouchTypes.All.Count.ShouldBe(15);
        TouchTypes.All.ShouldAllBe(type => TouchTypes.IsKnown(type.Id) && MarketingChannel.IsKnown(type.Channel));
        TouchTypes.IsKnown("click").ShouldBeFalse();
    }

    [Fact]
    public void Social_media_is_paid_where_a_tag_says_so() =>
        Resolve(new Landing { TouchType = "social_media", Url = "https://shop.example/?utm_medium=cpc" }).Channel.ShouldBe("paid_social");

    [Theory]
    [InlineData("phone_call", "event", "event", "")]
    [InlineData("phone_call", "phone", "phone", "call")]
    [InlineData("phone_call", "trade_desk", "trade_desk", "")] // a channel of the store's own
    [InlineData("", "offline", "offline", "")]
    public void A_stated_channel_beats_the_types_own(string type, string stated, string channel, string subChannel)
    {
        var answer = Resolve(new Landing { TouchType = type, Channel = stated });

        (answer.Channel, answer.SubChannel, answer.Reason).ShouldBe((channel, subChannel, "touch_type"));
    }

    [Fact]
    public void A_call_keeps_the_source_of_the_click_behind_it()
    {
        var answer = Resolve(new Landing { TouchType = "phone_call", Url = "https://shop.example/?gclid=x" });

        (answer.Source, answer.Medium, answer.Channel).ShouldBe(("google", "cpc", "phone"));
    }

    [Theory]
    [InlineData("phone_call", "", true)]
    [InlineData("chat", "", true)]
    [InlineData("event", "", true)]
    [InlineData("webinar", "", true)]
    [InlineData("partner_referral", "", true)]
    [InlineData("broker_referral", "", true)]
    [InlineData("other", "offline", true)]
    [InlineData("phone_call", "paid_search", true)]
    [InlineData("other", "", false)]
    [InlineData("email", "", false)]
    [InlineData("", "", false)]
    public void Some_contacts_open_no_session(string type, string channel, bool isOffline) =>
        TouchTypes.IsOfflineContact(type, channel).ShouldBe(isOffline);

    [Theory]
    [InlineData("partner=P-7", "partner", "partner_code")]
    [InlineData("ref_code=P-7", "partner", "partner_code")]
    [InlineData("partner=p-7", "direct", "direct")] // kept as sent, and not the store's
    public void A_partner_code_counts_where_the_store_lists_it(string query, string channel, string reason)
    {
        var store = ChannelCase.Store with { PartnerCodes = new HashSet<string> { "P-7" } };

        var answer = ChannelResolver.BuiltIn.Resolve(new Landing { Url = $"https://shop.example/?{query}" }, store);

        (answer.Channel, answer.Reason, answer.Partner).ShouldBe((channel, reason, query.Split('=')[1]));
        answer.HasTags.ShouldBe(channel == "partner");
    }

    private static Resolution Resolve(Landing landing) => ChannelResolver.BuiltIn.Resolve(landing, ChannelCase.Store);
}
