using Attribution.Domain.Channels.Rules;
using Attribution.Web.Channels;
using Attribution.Web.Http;
using static Attribution.Tests.Channels.Settings.ChannelRuleSamples;

namespace Attribution.Tests.Channels.Settings;

public class RuleImportTests
{
    private const string Head = "utm_source_pattern,utm_medium_pattern,channel,sub_channel,platform,priority\n";

    [Fact]
    public void A_row_of_the_table_is_a_rule()
    {
        var import = RuleImport.Read(Head + "^fb|^ig,paid|cpc,Paid Social,retargeting,meta_ads,5\n", []);

        import.Refused.ShouldBeEmpty();
        RuleJson.Write(import.Rules).ShouldBe(RuleJson.Write(
        [
            new ChannelRule("row-1", "^fb|^ig, paid|cpc", 5, true,
                [new("source", RuleOperators.Regex, ["^fb|^ig"]), new("medium", RuleOperators.Regex, ["paid|cpc"])],
                new("paid_social", "retargeting", "meta_ads")),
        ]));
    }

    [Fact]
    public void Older_names_of_channels_are_understood_and_semicolons_too() =>
        RuleImport.Read("utm_source_pattern;utm_medium_pattern;channel\nx;;social_media\ny;;organic\n", []).Rules.Select(rule => rule.Then.Channel)
            .ShouldBe(["organic_social", "organic_search"]);

    [Fact]
    public void Lines_that_cannot_be_taken_are_named_and_the_others_are_taken()
    {
        var import = RuleImport.Read(Head + "(?=a),,email,,,1\nb,,email,,,soon\nc,,my_channel,,,3\n,,email,,,4\nd,,email,,,5\n", ["campus"]);

        import.Rules.Select(rule => rule.Name).ShouldBe(["d"]);
        import.Refused.Select(line => line[..7]).ShouldBe(["Line 3:", "Line 2:", "Line 4:", "Line 5:"]);
        import.Refused[1].ShouldContain("Lookarounds");
        import.Refused[2].ShouldContain("no channel 'my_channel'");
    }

    [Theory]
    [InlineData("a,b\n1,2\n", "The first line should name the columns")]
    [InlineData("[{", "This is no JSON")]
    [InlineData("[{\"id\":\"a\"}]", "Rule 1: `when` should be a list of conditions")]
    public void A_file_that_is_no_table_of_rules_says_what_it_should_be(string text, string why)
    {
        var import = RuleImport.Read(text, []);

        import.Rules.ShouldBeEmpty();
        import.Refused.Single().ShouldStartWith(why);
    }

    [Fact]
    public void What_is_exported_as_json_comes_back_the_same()
    {
        ChannelRule[] rules = [Rule("a", "fb"), new("b", "Köln", 20, false, [new("landing_path", RuleOperators.Glob, ["/x*"], true)], new("campus", "x"))];

        RuleJson.Write(RuleImport.Read(RuleJson.Write(rules, indented: true), ["campus"]).Rules).ShouldBe(RuleJson.Write(rules));
    }

    [Fact]
    public void What_is_exported_as_csv_decides_the_same_when_it_comes_back()
    {
        var (table, leftOut) = RuleCsv.Write([Rule("a", "+fb"), Rule("b", "x") with { When = [new("landing_path", RuleOperators.IsSet, [])] }]);

        leftOut.ShouldBe(["b, named"]);
        var back = RuleImport.Read(Csv.Write(table), []).Rules.Single();
        back.When.Single().Values.ShouldBe(["^\\+fb"]);
        back.Then.Channel.ShouldBe("audio");
    }
}
