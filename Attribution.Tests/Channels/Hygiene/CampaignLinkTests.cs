using Attribution.Domain.Channels;
using Attribution.Domain.Channels.Hygiene;
using FsCheck;
using FsCheck.Fluent;

namespace Attribution.Tests.Channels.Hygiene;

public class CampaignLinkTests
{
    private static readonly NamingConvention Listed = NamingConvention.Default with { Mediums = ["email", "paid_social", "cpc"] };

    [Fact]
    public void Tags_are_written_by_the_convention_and_say_so()
    {
        var link = Build("https://shop.example/sale", "Face Book", "Paid-Social", "Spring  Sale_2026!");

        link.Url.ShouldBe("https://shop.example/sale?utm_source=face-book&utm_medium=paid_social&utm_campaign=spring-sale-2026");
        link.Corrections.ShouldBe(new Dictionary<string, string> { ["campaign"] = "Written as spring-sale-2026.", ["medium"] = "Written as paid_social.", ["source"] = "Written as face-book." }, ignoreOrder: true);
    }

    [Theory]
    [InlineData("shop.example", "https://shop.example/?utm_source=crm&utm_medium=email")]
    [InlineData("https://shop.example?page=2#top", "https://shop.example/?page=2&utm_source=crm&utm_medium=email#top")]
    [InlineData("https://shop.example/a?utm_source=old&x=1&utm_id=7", "https://shop.example/a?x=1&utm_source=crm&utm_medium=email")]
    public void The_page_keeps_what_is_no_tag(string page, string url) => Build(page, "crm", "email").Url.ShouldBe(url);

    [Theory]
    [InlineData("", "crm", "email", "", "url")]
    [InlineData("ftp://shop.example/", "crm", "email", "", "url")]
    [InlineData("https://shop/", "crm", "email", "", "url")]
    [InlineData("https://shop.example/", "", "email", "", "source")]
    [InlineData("https://shop.example/", "none", "email", "", "source")]
    [InlineData("https://shop.example/", "crm", "", "", "medium")]
    [InlineData("https://shop.example/", "crm", "telegram", "", "medium")]
    [InlineData("https://shop.example/", "crm", "email", "jane@mail.example", "campaign")]
    [InlineData("https://shop.example/", "crm", "email", "!!", "campaign")]
    [InlineData("https://shop.example/", "crm", "email", "{ad%9aid}", "campaign")]
    public void What_cannot_be_a_link_is_refused_at_its_field(string page, string source, string medium, string campaign, string field)
    {
        var link = Build(page, source, medium, campaign);

        link.Url.ShouldBeEmpty();
        link.Faults.Keys.ShouldBe([field]);
    }

    [Fact]
    public void A_medium_that_is_not_listed_is_told_which_one_was_near() =>
        Build("https://shop.example/", "crm", "emial").Faults["medium"].ShouldContain("Did you mean email?");

    [Fact]
    public void An_ad_platforms_placeholder_stays_as_it_is()
    {
        var link = Build("https://shop.example/", "google", "cpc", "{campaignid}");

        link.Url.ShouldEndWith("utm_campaign={campaignid}");
        link.Corrections["campaign"].ShouldContain("placeholder");
    }

    [Fact]
    public void A_finished_link_is_read_as_it_was_meant() =>
        Prop.ForAll(ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "").ArrayOf(3).ToArbitrary(), values =>
        {
            var link = CampaignLink.Build(new LinkDraft("https://shop.example/a", values[0], values[1], values[2]), NamingConvention.Default);
            var answer = ChannelResolver.BuiltIn.Resolve(new Landing { Url = link.Url }, ChannelCase.Store);
            return link.Faults.Count > 0
                ? link.Url.Length == 0
                : answer.HasTags && !answer.Flags.Contains("double_encoded") && CampaignLink.Build(new LinkDraft(link.Url, values[0], values[1], values[2]), NamingConvention.Default).Url == link.Url;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static BuiltLink Build(string page, string source, string medium, string campaign = "") =>
        CampaignLink.Build(new LinkDraft(page, source, medium, campaign), Listed);
}
