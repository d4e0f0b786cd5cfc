using Attribution.Domain.Channels;

namespace Attribution.Tests.Channels;

public class CatalogDataTests
{
    [Theory]
    [InlineData("sources.csv")]
    [InlineData("source_aliases.csv")]
    [InlineData("source_apps.csv")]
    [InlineData("click_ids.csv")]
    public void Every_source_of_the_catalogue_has_a_name(string file)
    {
        var names = Rows("source_names.csv").Select(row => row["source"]).ToHashSet();

        Rows(file).Select(row => row["source"]).Where(source => !names.Contains(source)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("sources.csv", "match")]
    [InlineData("excluded_referrers.csv", "match")]
    [InlineData("source_names.csv", "source")]
    [InlineData("source_aliases.csv", "utm_source")]
    [InlineData("source_apps.csv", "package")]
    [InlineData("click_ids.csv", "param")]
    public void No_key_occurs_twice(string file, string key) =>
        Rows(file).CountBy(row => row[key]).Where(count => count.Value > 1).ShouldBeEmpty();

    [Theory]
    [InlineData("sources.csv", 1265)]
    [InlineData("excluded_referrers.csv", 277)]
    public void No_host_of_the_catalogue_is_lost_on_reading(string file, int rows) => Rows(file).Count.ShouldBe(rows);

    [Fact]
    public void Every_channel_is_reached_by_a_case() =>
        MarketingChannel.All.Select(channel => channel.Id)
            .Except(ChannelCase.All.Select(known => ChannelResolver.BuiltIn.Resolve(known.Landing, ChannelCase.Store).Channel))
            .ShouldBeEmpty();

    [Theory]
    [InlineData("google", "Google")]
    [InlineData("x", "X (Twitter)")]
    [InlineData("blog.example", "blog.example")]
    public void A_source_is_shown_by_its_name(string source, string name) => SourceCatalog.BuiltIn.NameOf(source).ShouldBe(name);

    private static List<IReadOnlyDictionary<string, string>> Rows(string file)
    {
        using var stream = typeof(SourceCatalog).Assembly.GetManifestResourceStream(file)!;
        return [.. CsvRows.Of(stream)];
    }
}
