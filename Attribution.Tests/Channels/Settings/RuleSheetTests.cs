using Attribution.Domain.Channels;
using Attribution.Domain.Channels.Rules;
using Attribution.Web.Channels;
using static Attribution.Tests.Channels.Settings.ChannelRuleSamples;

namespace Attribution.Tests.Channels.Settings;

public class RuleSheetTests
{
    [Fact]
    public void Rules_are_numbered_in_tens_once_their_order_is_another()
    {
        var sheet = Sheet(Rule("a", "a", priority: 1), Rule("b", "b", priority: 2), Rule("c", "c", priority: 7));
        sheet.ToDraft("").Rules.Select(rule => rule.Priority).ShouldBe([1, 2, 7]);

        sheet.Move("c", 0);

        sheet.ToDraft("").Rules.Select(rule => (rule.Id, rule.Priority)).ShouldBe([("c", 10), ("a", 20), ("b", 30)]);
    }

    [Fact]
    public void A_rule_that_moved_there_and_back_is_no_change()
    {
        var sheet = Sheet(Rule("a", "a", priority: 1), Rule("b", "b", priority: 2));

        sheet.Move("a", 1);
        sheet.IsChanged.ShouldBeTrue();
        sheet.Move("a", 0);

        sheet.IsChanged.ShouldBeFalse();
    }

    [Fact]
    public void Whatever_changes_what_is_decided_changes_the_fingerprint()
    {
        var sheet = Sheet(Rule("a", "a"));
        var tried = sheet.Fingerprint;

        sheet.Toggle("a");
        sheet.Fingerprint.ShouldNotBe(tried);
        sheet.Toggle("a");
        sheet.Fingerprint.ShouldBe(tried);
        sheet.SetClickId("fbclid", ClickProof.Ad);
        sheet.Fingerprint.ShouldNotBe(tried);
        sheet.SetClickId("fbclid", null);
        sheet.Fingerprint.ShouldBe(tried);
    }

    [Fact]
    public void A_copy_stands_right_after_its_rule_and_is_off_under_an_id_nobody_had()
    {
        var sheet = Sheet(Rule("a", "a"), Rule("b", "b"));

        sheet.Duplicate("a", ["a-named-copy"]);

        sheet.Rules.Select(rule => (rule.Id, rule.IsEnabled)).ShouldBe([("a", true), ("a-named-copy-2", false), ("b", true)]);
    }

    [Fact]
    public void Imported_rules_come_behind_in_the_order_of_their_priorities_under_ids_of_their_own()
    {
        var sheet = Sheet(Rule("a", "a"));

        sheet.Import([Rule("z", "z", priority: 90), Rule("a", "other", priority: 5), Rule("row-1", "r", priority: 1)], replace: false, taken: []);

        sheet.Rules.Select(rule => rule.Id).ShouldBe(["a", "row-1-named", "a-named", "z"]);
    }

    [Theory]
    [InlineData("Brand search", "brand-search")]
    [InlineData("  Größe: XL!  ", "gro-e-xl")]
    [InlineData("Café", "cafe")]
    [InlineData("日本", "rule")]
    public void An_id_is_made_of_the_name(string name, string id) => Sheet().NewId(name, []).ShouldBe(id);

    [Fact]
    public void Changes_are_told_in_words()
    {
        var sheet = Sheet(Rule("a", "fb"), Rule("b", "ig"), Rule("c", "x"));
        var before = sheet.Rules.ToList();

        sheet.Toggle("a");
        sheet.Move("b", 0);
        sheet.Remove("c");
        sheet.Put(Rule("d", "pod"));
        sheet.SetClickId("fbclid", ClickProof.Ad);

        RuleChanges.Between(before, sheet.Rules, AsUsual, sheet.ClickIds, MarketingChannel.NameOf).ShouldBe(
        [
            "Added “d, named”: Source starts with pod → Audio.",
            "Removed “c, named”.",
            "Switched “a, named” off.",
            "Order: b, named, a, named.",
            "Click id fbclid means a paid ad; before, what it usually does.",
        ]);
    }

    [Fact]
    public void What_a_form_is_given_it_gives_back()
    {
        ChannelRule rule = new(
            "a", "All of it", 5, false,
            [new("query:via", RuleOperators.OneOf, ["x", "y"]), new("source", RuleOperators.Contains, ["z"], IsNegated: true), new("medium", RuleOperators.IsNotSet, [])],
            new("email", "newsletter", "mailer", "letters", "P-1"));

        var read = RuleForm.Of(rule).ToRule(rule.Priority);

        RuleJson.Write([read]).ShouldBe(RuleJson.Write([rule]));
    }

    private static RuleSheet Sheet(params ChannelRule[] rules) => RuleSheet.Of(rules, AsUsual, 1);
}
