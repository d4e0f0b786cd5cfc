using Attribution.Domain.Channels;
using Attribution.Domain.Channels.Rules;
using FsCheck;
using FsCheck.Fluent;

namespace Attribution.Tests.Channels.Rules;

public class StoreRulesTests
{
    private static readonly string[] Columns = ["reason", "channel", "sub_channel", "source"];

    public static TheoryData<int> Cases { get; } = [.. Enumerable.Range(0, RuleCases.Cases.Count)];

    public static TheoryData<string> RefusedPatterns { get; } = [.. RuleCases.RefusedPatterns];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_landing_of_the_case_file_has_its_known_answer_under_the_stores_rules(int index)
    {
        var known = RuleCases.Cases[index];

        var answer = Resolve(known.GetProperty("url").GetString()!, known.GetProperty("referrer").GetString()!);

        string.Join(" | ", answer.Reason, answer.Channel, answer.SubChannel, answer.Source)
            .ShouldBe(string.Join(" | ", Columns.Select(column => known.GetProperty(column).GetString())));
    }

    [Fact]
    public void A_rules_platform_and_partner_stand_in_the_answer_and_the_version_is_noted()
    {
        var paid = Resolve("https://shop.example/?utm_source=FB&utm_medium=Paid", "");
        var partner = Resolve("https://shop.example/", "https://partner-a.example/x");

        (paid.Platform, paid.RuleVersion).ShouldBe(("meta_ads", 3));
        partner.Partner.ShouldBe("P-7");
    }

    [Fact]
    public void No_rule_outranks_the_type_a_server_stated() =>
        ChannelResolver.BuiltIn.Resolve(new Landing { TouchType = "phone_call", Tags = new("facebook", "paid", "", "", "", "") }, RuleCases.Store)
            .Reason.ShouldBe("touch_type");

    [Fact]
    public void Rules_of_one_priority_are_asked_by_id()
    {
        ChannelRule[] rules = [Rule("b", 1, "email"), Rule("a", 1, "sms"), Rule("c", 0, "push")];

        new ChannelRuleSet(1, rules).All.Select(rule => rule.Id).ShouldBe(["c", "a", "b"]);
    }

    [Theory]
    [MemberData(nameof(RefusedPatterns))]
    public void A_pattern_that_is_wrong_too_slow_or_too_large_is_refused_at_its_field(string pattern)
    {
        var faults = RuleCheck.FaultsOf(Rule("a", 1, "email", new RuleCondition("source", "regex", [pattern])), []);

        faults.Keys.ShouldBe(["when[0].value"]);
        faults["when[0].value"].Length.ShouldBeGreaterThan(20);
    }

    [Theory]
    [InlineData("unattributed", "No touch is unattributed")]
    [InlineData("brand_tv", "no channel 'brand_tv'")]
    [InlineData("Brand!", "write an id")]
    public void A_channel_that_a_touch_cannot_have_is_refused(string channel, string why) =>
        RuleCheck.FaultsOf(Rule("a", 1, channel), RuleCases.OwnChannels)["then.channel"].ShouldContain(why);

    [Fact]
    public void The_limits_are_told_field_by_field()
    {
        var crowded = Rule("a", 1, "email", [.. Enumerable.Repeat(new RuleCondition("source", "is_set", []), 11)]);
        var wrong = Rule("a", 1, "email", new("colour", "equals", ["x"]), new("source", "like", ["x"]), new("source", "one_of", [.. Enumerable.Repeat("x", 51)]), new("source", "contains", [""]));

        RuleCheck.FaultsOf(crowded, []).Keys.ShouldBe(["when"]);
        RuleCheck.FaultsOf(wrong, []).Keys.ShouldBe(["when[0].field", "when[1].op", "when[2].value", "when[3].value"]);
        RuleCheck.FaultOf([.. Enumerable.Range(0, 201).Select(i => Rule($"r{i}", i, "email"))])!.ShouldContain("at most 200");
        RuleCheck.FaultOf([Rule("a", 1, "email"), Rule("a", 2, "sms")])!.ShouldContain("Two rules have the id 'a'");
    }

    [Theory]
    [InlineData("brand_*", "BRAND_summer", true)]
    [InlineData("brand_*", "my_brand_x", false)]
    [InlineData("*sale*", "summer-sale-2026", true)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData("*", "", true)]
    [InlineData("**a", "bca", true)]
    public void A_glob_matches_the_whole_value(string pattern, string campaign, bool holds) =>
        (Resolve($"https://shop.example/?utm_source=acme&utm_campaign={campaign}", "", Rule("g", 1, "sms", new RuleCondition("campaign", "glob", [pattern]))).Channel == "sms").ShouldBe(holds);

    [Fact]
    public void A_hostile_expression_answers() =>
        Resolve($"https://shop.example/?utm_source=acme&utm_campaign={new string('a', 254)}!", "", Rule("g", 1, "sms", new RuleCondition("campaign", "regex", ["^(a+)+$"])))
            .Channel.ShouldBe("other");

    [Fact]
    public void A_negated_rule_and_its_plain_twin_part_all_landings_between_them() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), ArbMap.Default.ArbFor<NonNull<string>>(), (campaign, pattern) =>
        {
            var condition = new RuleCondition("campaign", "contains", [pattern.Get.Length == 0 ? "x" : pattern.Get]);
            var url = $"https://shop.example/?utm_source=acme&utm_campaign={Uri.EscapeDataString(campaign.Get)}";
            var plain = Resolve(url, "", Rule("p", 1, "sms", condition)).Channel == "sms";
            var negated = Resolve(url, "", Rule("n", 1, "sms", condition with { IsNegated = true })).Channel == "sms";
            return plain != negated;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_explanation_names_the_rules_that_were_passed_over_and_why()
    {
        var why = ChannelResolver.BuiltIn.Explain(new Landing { Url = "https://shop.example/?utm_source=facebook&utm_medium=post" }, RuleCases.Store);

        why.ByDefault.Reason.ShouldBe("source_kind");
        why.Asked.Single(rule => rule.Decided).Rule.Id.ShouldBe("r2");
        why.Asked[0].FirstToFail.ShouldBe(1);
        why.Asked.Select(rule => rule.Rule.Id).ShouldNotContain("r10", "a rule that is off is not asked");
    }

    [Theory]
    [InlineData(ClickProof.Ad, "paid_social", "ad_click_id", "meta_ads")]
    [InlineData(ClickProof.Network, "organic_social", "network_click_id", "")]
    public void A_store_may_give_a_click_id_another_meaning(ClickProof meaning, string channel, string reason, string platform)
    {
        var store = StoreSites.Of("shop.example") with { ClickIds = new Dictionary<string, ClickProof> { ["fbclid"] = meaning } };

        var answer = ChannelResolver.BuiltIn.Resolve(new Landing { Url = "https://shop.example/?fbclid=Iw" }, store);

        (answer.Channel, answer.Reason, answer.Platform).ShouldBe((channel, reason, platform));
    }

    [Fact]
    public void Rules_written_as_json_are_read_back_as_they_were()
    {
        var again = RuleJson.Read(RuleJson.Write(RuleCases.Rules, indented: true));

        RuleJson.Write(again).ShouldBe(RuleJson.Write(RuleCases.Rules));
        again.Select(rule => rule.When.Count).ShouldBe(RuleCases.Rules.Select(rule => rule.When.Count));
    }

    [Theory]
    [InlineData("{", "This is no JSON: line 1")]
    [InlineData("{}", "The file: expected a list.")]
    [InlineData("""[{ "id": "a", "when": [], "then": {} }]""", "Rule 1, then: `channel` should be a text.")]
    [InlineData("""[{ "id": "a", "when": [{ "field": "source", "op": "one_of", "value": [1] }], "then": { "channel": "email" } }]""", "Rule 1, condition 1: `value` should be texts.")]
    [InlineData("""[{ "id": "a", "priority": 1.5, "when": [], "then": { "channel": "email" } }]""", "Rule 1: `priority` should be a whole number.")]
    public void A_file_of_another_shape_is_refused_with_its_place(string file, string why) =>
        Should.Throw<FormatException>(() => RuleJson.Read(file)).Message.ShouldContain(why);

    private static Resolution Resolve(string url, string referrer, params ChannelRule[] rules) => ChannelResolver.BuiltIn.Resolve(
        new Landing { Url = url, Referrer = referrer },
        rules.Length == 0 ? RuleCases.Store : RuleCases.Store with { Rules = new ChannelRuleSet(1, rules) });

    private static ChannelRule Rule(string id, int priority, string channel, params RuleCondition[] when) =>
        new(id, "A rule", priority, true, when.Length == 0 ? [new RuleCondition("source", "is_set", [])] : when, new RuleOutcome(channel));
}
