using Attribution.Domain.Channels;
using Attribution.Domain.Channels.Hygiene;
using FsCheck;
using FsCheck.Fluent;

namespace Attribution.Tests.Channels.Hygiene;

public class HygieneCheckTests
{
    [Theory]
    [InlineData("utm_source", "facebok", "facebook")]
    [InlineData("utm_source", "Instgram", "instagram")]
    [InlineData("utm_source", "link-edin", "linkedin")]
    [InlineData("utm_source", "newsleter", "newsletter")] // what this store writes a hundred times
    [InlineData("utm_medium", "emial", "email")]
    [InlineData("utm_medium", "socail", "social")]
    [InlineData("utm_medium", "refferal", "referral")]
    [InlineData("utm_campaign", "sumer-sale-2026", "summer-sale-2026")]
    [InlineData("utm_campaign", "Black-Firday", "black-friday")]
    public void A_slip_of_the_finger_is_found_with_what_was_meant(string field, string value, string fix)
    {
        var finding = Findings(field, value).Single(found => found.Kind == HygieneKinds.Misspelt);

        (finding.Field, finding.Value, finding.Fix, finding.Touches).ShouldBe((field, value, fix, 3));
    }

    [Theory]
    [InlineData("utm_source", "acme")]
    [InlineData("utm_source", "bong")] // too short to tell from bing
    [InlineData("utm_source", "bing")]
    [InlineData("utm_source", "partner-blog.example")]
    [InlineData("utm_medium", "cpm")] // near cpc, and known
    [InlineData("utm_medium", "paid-social")]
    [InlineData("utm_campaign", "summer-sale-2025")]
    [InlineData("utm_campaign", "summer-sale-2026-q2")]
    [InlineData("utm_campaign", "brand-us")]
    [InlineData("utm_campaign", "brand-uk")]
    [InlineData("utm_campaign", "womens-shoes")]
    [InlineData("utm_campaign", "simmer-dale-2026")] // two words off
    [InlineData("utm_campaign", "testb")]
    [InlineData("utm_campaign", "winter-sale-2026")]
    public void A_name_of_its_own_is_no_slip(string field, string value) =>
        Findings(field, value).Where(found => found.Kind is HygieneKinds.Misspelt or HygieneKinds.Variant && found.Value == value).ShouldBeEmpty();

    [Fact]
    public void One_campaign_written_in_three_ways_is_told_how_it_is_written()
    {
        var findings = HygieneCheck.Of([Of("crm", "email", "Summer_Sale", 5), Of("crm", "email", "summer-sale", 40), Of("crm", "email", "SummerSale", 1)], NamingConvention.Default);

        findings.Select(found => (found.Kind, found.Value, found.Fix)).ShouldBe([("variant", "Summer_Sale", "summer-sale"), ("variant", "SummerSale", "summer-sale")]);
    }

    [Fact]
    public void Where_nothing_was_chosen_the_most_frequent_spelling_is_the_right_one() =>
        HygieneCheck.Of([Of("crm", "Paid_Social", "x", 5), Of("crm", "paid_social", "x", 40)], convention: null)
            .Select(found => (found.Kind, found.Value, found.Fix)).ShouldBe([("variant", "Paid_Social", "paid_social")]);

    [Fact]
    public void A_value_that_is_only_written_one_way_is_left_alone() =>
        HygieneCheck.Of([Of("Facebook", "Paid_Social", "Spring Sale", 9)], NamingConvention.Default).ShouldBeEmpty();

    [Fact]
    public void A_tagged_link_on_the_stores_own_pages_is_found() =>
        Kinds(Of("homepage", "banner", "teaser", 7) with { Flags = ["self_referral"] }).ShouldBe(["internal_link"]);

    [Fact]
    public void An_untagged_return_is_no_tagged_link() => Kinds(Of("", "", "", 7) with { Flags = ["self_referral"] }).ShouldBeEmpty();

    [Fact]
    public void A_medium_that_no_rule_knows_is_found() =>
        Kinds(Of("acme", "blurb", "x", 7) with { Channel = "other", Reason = "unrecognised" }).ShouldBe(["unknown_medium"]);

    [Fact]
    public void A_link_that_says_too_little_is_found() =>
        Kinds(Of("", "", "spring", 7) with { Channel = "other", Reason = "unrecognised" }).ShouldBe(["unknown_tags"]);

    [Fact]
    public void Encodings_and_placeholders_are_found_with_their_fix()
    {
        var findings = HygieneCheck.Of([Of("google", "cpc", "{campaignid}", 2), Of("google", "cpc", "summer%2520sale", 3)], NamingConvention.Default);

        findings.Select(found => (found.Kind, found.Value, found.Fix)).ShouldBe([("double_encoded", "summer%20sale", "summer sale"), ("unexpanded_macro", "{campaignid}", "")]);
    }

    [Theory]
    [InlineData("jane%40mail.example")]
    [InlineData("jane%2540mail.example")]
    public void A_tag_that_names_a_person_is_found_and_not_repeated(string content)
    {
        var finding = HygieneCheck.Of([Of("crm", "email", "spring", 2) with { Raw = new CampaignTags("crm", "email", content, content, "", "") }], NamingConvention.Default);

        finding.Select(found => found.Kind).Distinct().ShouldBe(["personal_data"]);
        System.Text.Json.JsonSerializer.Serialize(finding).ShouldNotContain("jane");
    }

    [Fact]
    public void A_medium_outside_the_convention_is_found_with_the_one_that_was_near()
    {
        var convention = NamingConvention.Default with { Mediums = ["email", "paid_social"] };

        HygieneCheck.Of([Of("crm", "E-Mail", "x", 5), Of("crm", "newsletter", "x", 3)], convention).Select(found => (found.Kind, found.Value)).ShouldBe([("not_allowed", "newsletter")]);
    }

    [Fact]
    public void Findings_come_by_touches_with_pages_and_campaigns()
    {
        var findings = HygieneCheck.Of(
            [
                Of("acme", "blurb", "one", 2, "shop.example/a") with { Channel = "other" },
                Of("acme", "blurb", "two", 9, "shop.example/b") with { Channel = "other" },
                Of("home", "banner", "x", 30) with { Flags = ["self_referral"] },
            ],
            NamingConvention.Default);

        findings.Select(found => (found.Kind, found.Touches)).ShouldBe([("internal_link", 30L), ("unknown_medium", 11L)]);
        (findings[1].Pages[0], findings[1].Campaigns[0]).ShouldBe(("shop.example/b", "two"));
    }

    [Fact]
    public void Any_tags_can_be_checked() =>
        Prop.ForAll(ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "").ArrayOf(4).NonEmptyListOf().ToArbitrary(), rows =>
        {
            var touches = rows.Select((row, place) => Of(row[0], row[1], row[2], place + 1) with { Channel = "other", Flags = ["self_referral", row[3]] }).ToList();
            return HygieneCheck.Of(touches, NamingConvention.Default).SequenceEqual(HygieneCheck.Of(touches, NamingConvention.Default), new SameFinding());
        }).QuickCheckThrowOnFailure();

    private static IReadOnlyList<HygieneFinding> Findings(string field, string value)
    {
        var odd = field switch { "utm_source" => Of(value, "social", "x", 3), "utm_medium" => Of("crm", value, "x", 3), _ => Of("crm", "email", value, 3) };
        return HygieneCheck.Of(
            [Of("newsletter", "email", "summer-sale-2026", 100), Of("facebook", "paid_social", "black-friday", 90), Of("google", "cpc", "brand-uk", 60), Of("google", "cpc", "testa", 80), Of("google", "cpc", "mens-shoes", 80), odd],
            NamingConvention.Default);
    }

    private static IEnumerable<string> Kinds(TaggedTouches link) => HygieneCheck.Of([link], NamingConvention.Default).Select(found => found.Kind);

    private static TaggedTouches Of(string source, string medium, string campaign, long touches, string page = "shop.example/") =>
        new(CampaignTags.None with { Source = source, Medium = medium, Campaign = campaign }, "email", "medium_kind", [], page, touches);

    private sealed class SameFinding : IEqualityComparer<HygieneFinding>
    {
        public bool Equals(HygieneFinding? one, HygieneFinding? other) => (one?.Kind, one?.Value, one?.Fix, one?.Touches) == (other?.Kind, other?.Value, other?.Fix, other?.Touches);

        public int GetHashCode(HygieneFinding finding) => finding.Value.GetHashCode(StringComparison.Ordinal);
    }
}
