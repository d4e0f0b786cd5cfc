using Attribution.Domain.Channels;
using FsCheck;
using FsCheck.Fluent;

namespace Attribution.Tests.Channels;

/// <summary>Hosts of the catalogue match at label borders, never by substring.</summary>
public class HostBorderTests
{
    private static readonly List<string> Patterns = [.. Rows("sources.csv").Concat(Rows("excluded_referrers.csv")).Where(pattern => !pattern.Contains('*') && !pattern.Contains('/'))];

    private static readonly Gen<string> Listed = Gen.Elements(Patterns.Select(pattern => pattern.TrimStart('.')).Distinct());

    private static readonly Gen<string> Labels = Gen.Elements("x", "my", "not", "evil", "a-b", "xn--a", "0");

    [Fact]
    public void A_name_that_only_ends_like_a_listed_host_is_another_site() =>
        Check((host, label) => $"{label}{host}");

    [Fact]
    public void A_name_that_only_starts_like_a_listed_host_is_another_site() =>
        Check((host, label) => $"{host}.{label}.example");

    [Fact]
    public void A_name_that_holds_a_listed_host_within_a_label_is_another_site() =>
        Check((host, label) => $"{label}-{host.Replace('.', '-')}.example");

    [Fact]
    public void What_lies_under_a_host_is_its_own_only_where_the_catalogue_says_so()
    {
        var cases = from pattern in Gen.Elements<string>(Patterns.Where(pattern => pattern.StartsWith('.'))) from label in Labels select (pattern, label);

        Prop.ForAll(cases.ToArbitrary(), sample => Resolve($"{sample.label}{sample.pattern}").Reason is "referrer_kind" or "direct")
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    // Another site: what nobody listed is a referral of its own name. Where such a name is listed too, nothing is to be learned from it.
    private static void Check(Func<string, string, string> name)
    {
        var cases = from host in Listed from label in Labels select name(host, label);

        Prop.ForAll(cases.Where(host => !IsListed(host)).ToArbitrary(), host =>
        {
            var answer = Resolve(host);
            return answer.Source == host && answer.Channel == (answer.SubChannel == "webmail" ? "email" : "referral");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    private static bool IsListed(string host) =>
        Patterns.Any(pattern => pattern.TrimStart('.') == host || (pattern.StartsWith('.') && host.EndsWith(pattern, StringComparison.Ordinal)));

    private static Resolution Resolve(string host) =>
        ChannelResolver.BuiltIn.Resolve(new Landing { Url = "https://shop.example/", Referrer = $"https://{host}/" }, ChannelCase.Store);

    private static IEnumerable<string> Rows(string file)
    {
        using var stream = typeof(SourceCatalog).Assembly.GetManifestResourceStream(file)!;
        return [.. CsvRows.Of(stream).Where(row => !row.TryGetValue("needs_keyword", out var needs) || needs != "1").Select(row => row["match"])];
    }
}
