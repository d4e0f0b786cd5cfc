using Attribution.Domain.Channels;

namespace Attribution.Tests.Channels;

public class LandingReadingTests
{
    [Fact]
    public void A_stated_tag_beats_the_address()
    {
        var answer = Resolve("?utm_source=google&utm_medium=cpc&utm_campaign=Brand", tags: CampaignTags.None with { Source = "Newsletter", Medium = "email" });

        (answer.Source, answer.Medium, answer.Campaign, answer.Channel).ShouldBe(("newsletter", "email", "Brand", "email"));
    }

    [Fact]
    public void A_stated_click_id_counts_as_the_last_of_the_address()
    {
        var answer = Resolve("?gclid=Cj0&fbclid=IwAR", clickIds: [KeyValuePair.Create("GCLID", "CjStated")]);

        (answer.ClickIdType, answer.ClickId, answer.Channel).ShouldBe(("gclid", "CjStated", "paid_search"));
    }

    [Fact]
    public void Raw_tags_are_kept_as_they_arrived()
    {
        var answer = Resolve("?UTM_Source=Face%2562ook&utm_campaign=+Summer%20Sale+&utm_medium={medium}");

        answer.Raw.ShouldBe(CampaignTags.None with { Source = "Face%2562ook", Medium = "{medium}", Campaign = "+Summer%20Sale+" });
        (answer.Source, answer.Campaign).ShouldBe(("facebook", "Summer Sale"));
        answer.Flags.ShouldBe(["double_encoded", "unexpanded_macro"]);
    }

    [Theory]
    [InlineData("?utm_id=7&campaign_id=8", "7")]
    [InlineData("?mtm_cid=7", "7")]
    [InlineData("?gclid=x&gad_campaignid=9", "9")]
    [InlineData("?hsa_cam=5", "5")]
    public void The_campaign_id_has_many_names(string query, string id) => Resolve(query).CampaignId.ShouldBe(id);

    [Theory]
    [InlineData("?ad_id=1")]
    [InlineData("?utm_ad=1")]
    [InlineData("?hsa_ad=1")]
    public void The_ad_id_has_many_names(string query) => Resolve(query).AdId.ShouldBe("1");

    [Theory]
    [InlineData("?page=1?gclid=x", "paid_search")] // a tracking template that forgot the page's own question mark
    [InlineData("?a=1&amp;amp;utm_source=google", "organic_search")]
    [InlineData("#/shoes?utm_source=google", "organic_search")]
    [InlineData("?utm_medium=email#utm_source=google", "email")]
    [InlineData("?utm_content=x#utm_source=google", "organic_search")] // content decides nothing, so the fragment is read
    [InlineData("?source=newsletter", "direct")] // the catalogue knows no such source
    [InlineData("?source=hn", "organic_social")]
    [InlineData("?utm_source=face%252562ook", "organic_social")] // encoded three times
    [InlineData("?utm_content=banner", "direct")]
    [InlineData("?utm_id=77", "other")]
    public void Tags_are_found_where_links_put_them(string query, string channel) => Resolve(query).Channel.ShouldBe(channel);

    [Theory]
    [InlineData("an-post", "an-post", "other")] // the alias "an" is too short for a prefix
    [InlineData("gdn_uk", "google-ads", "display")]
    [InlineData("paid-tiktok", "tiktok", "paid_social")]
    [InlineData("hacker news", "hacker-news", "organic_social")]
    [InlineData("com.google.android.gm", "gmail", "email")]
    [InlineData("cnn.com", "cnn.com", "referral")] // a search engine only with its keyword in the address
    [InlineData("x (twitter)", "x", "organic_social")]
    [InlineData("e-mail", "e-mail", "email")]
    public void A_source_is_known_by_many_spellings(string source, string known, string channel)
    {
        var answer = Resolve($"?utm_source={Uri.EscapeDataString(source)}");

        (answer.Source, answer.Channel).ShouldBe((known, channel));
    }

    [Theory]
    [InlineData("post-purchase-email", "email", "")]
    [InlineData("direct mail", "offline", "direct_mail")]
    [InlineData("qrcode", "offline", "qr")]
    [InlineData("tv", "offline", "tv")]
    [InlineData("readme", "other", "")] // no "ad" in it
    [InlineData("retargeting_email", "email", "retargeting")]
    public void A_medium_is_read_by_its_words(string medium, string channel, string subChannel)
    {
        var answer = Resolve($"?utm_source=acme&utm_medium={Uri.EscapeDataString(medium)}");

        (answer.Channel, answer.SubChannel).ShouldBe((channel, subChannel));
    }

    [Fact]
    public void A_tag_is_cut_at_255_code_points_and_a_click_id_at_512()
    {
        var shoes = string.Concat(Enumerable.Repeat("👟", 600));

        var answer = Resolve($"?utm_campaign={Uri.EscapeDataString(shoes)}&gclid={Uri.EscapeDataString(shoes)}");

        answer.Campaign.ShouldBe(shoes[..(255 * 2)]);
        answer.ClickId.ShouldBe(shoes[..(512 * 2)]);
        answer.Flags.ShouldBe(["truncated"]);
    }

    [Theory]
    [InlineData("?gad_source=1", "gad_source")] // a companion is no id
    [InlineData("?mc_eid=99", "mc_eid")] // names a person
    public void Some_click_parameters_are_known_by_name_only(string query, string type)
    {
        var answer = Resolve(query);

        (answer.ClickIdType, answer.ClickId, answer.HasClickId).ShouldBe((type, "", true));
    }

    private static Resolution Resolve(string query, CampaignTags? tags = null, IReadOnlyList<KeyValuePair<string, string>>? clickIds = null) =>
        ChannelResolver.BuiltIn.Resolve(
            new Landing { Url = $"https://shop.example/{query}", Tags = tags ?? CampaignTags.None, ClickIds = clickIds ?? [] },
            ChannelCase.Store);
}
