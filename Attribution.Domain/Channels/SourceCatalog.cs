using System.Collections.Frozen;
using Attribution.Domain.Touches;

namespace Attribution.Domain.Channels;

/// <summary>What attribution knows of the web: sources, their names, apps and shorthands, click ids, hosts that are no source.</summary>
public sealed class SourceCatalog
{
    private static readonly Lazy<SourceCatalog> Embedded = new(() => new SourceCatalog());

    private readonly FrozenDictionary<string, KnownSource> sources;

    private SourceCatalog()
    {
        var words = EmbeddedData.Json<MediumWords>("medium_words.json");
        sources = Table("source_names.csv", "source", Named);
        var apps = Table("source_apps.csv", "package", row => sources[row["source"]] with { SubChannel = row["sub"] });
        var hosts = new HostIndex(EmbeddedData.Csv("sources.csv").Select(Host));
        var clickIds = Table("click_ids.csv", "param", ClickId);
        UsualSources = [.. EmbeddedData.Csv("source_aliases.csv").Select(row => row["source"]).Distinct()];
        SourceNames = [.. sources.Values.Select(source => KeyValuePair.Create(source.Id, source.Name)).OrderBy(source => source.Key, StringComparer.Ordinal)];
        SourceShorthands = [.. EmbeddedData.Csv("source_aliases.csv").Select(row => KeyValuePair.Create(row["utm_source"], row["source"])).OrderBy(alias => alias.Key, StringComparer.Ordinal)];
        MediumNames = [.. words.Kinds.Concat(words.Weak).SelectMany(list => list.Exact.Concat(list.Tokens).Concat(list.Joined).Concat(list.JoinedContains).Concat(list.Contains)).Concat(words.PaidTokens).Distinct()];
        Cleaner = new TagCleaner(words.Absent.ToFrozenSet(StringComparer.OrdinalIgnoreCase));
        QueryKeys = new QueryKeys(clickIds.Keys);
        Sources = new SourceLookup(Aliases(), Names(), apps, hosts, [.. words.SourceWords.Select(list => new KindWords(list))]);
        Mediums = new MediumLookup(words);
        Campaigns = new CampaignLookup(words.CampaignShoppingRegex);
        ClickIds = new ClickIdLookup(clickIds, Cleaner);
        Referrers = new ReferrerLookup(hosts, new HostIndex(EmbeddedData.Csv("excluded_referrers.csv").Select(Excluded)), apps, words.WebmailLabels.ToFrozenSet());
        Platforms = new AdPlatforms(EmbeddedData.Json<PlatformsFile>("platforms.json"));
    }

    /// <summary>The catalogue this version carries; read once.</summary>
    public static SourceCatalog BuiltIn => Embedded.Value;

    /// <summary>Sources that many links name, by id and by shorthand.</summary>
    public IReadOnlyList<string> UsualSources { get; }

    /// <summary>Every source by id with its name, in the order of ids.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> SourceNames { get; }

    /// <summary>Every shorthand of a source, such as <c>fb</c>, with the source's id, in their order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> SourceShorthands { get; }

    /// <summary>Every word that tells a medium, in the order of the lists.</summary>
    public IReadOnlyList<string> MediumNames { get; }

    internal TagCleaner Cleaner { get; }

    internal QueryKeys QueryKeys { get; }

    internal SourceLookup Sources { get; }

    internal MediumLookup Mediums { get; }

    internal CampaignLookup Campaigns { get; }

    internal ClickIdLookup ClickIds { get; }

    internal ReferrerLookup Referrers { get; }

    internal AdPlatforms Platforms { get; }

    /// <summary>How a source is shown: <c>google</c> is "Google"; a source nobody knows is its own name.</summary>
    public string NameOf(string source) => sources.TryGetValue(source, out var known) ? known.Name : source;

    /// <summary>Whether a name, in any case, is a click id's parameter: <c>gclid</c>.</summary>
    public bool IsClickId(string name) => ClickIds.IsKnown(name);

    /// <summary>Whether a source, as written in a tag, tells what sort of place it is, or is an address.</summary>
    public bool KnowsSource(string source)
    {
        var flags = LandingFlags.None;
        return Sources.Read(Cleaner.Word(source, encoded: false, ref flags)).Proof != SourceProof.None;
    }

    /// <summary>Whether a medium, as written in a tag, says what it is or that somebody paid.</summary>
    public bool KnowsMedium(string medium)
    {
        var flags = LandingFlags.None;
        return Mediums.Read(Cleaner.Word(medium, encoded: false, ref flags)) is { IsPaid: true } or { Strong: not null } or { Weak: not null };
    }

    /// <summary>The click ids that are known, by name: what a store may give another meaning.</summary>
    public IReadOnlyList<KnownClickId> KnownClickIds =>
        [.. ClickIds.All.OrderBy(param => param.Param, StringComparer.Ordinal).Select(param => new KnownClickId(param.Param, param.Source.Name, param.Proof))];

    private static FrozenDictionary<string, T> Table<T>(string file, string key, Func<IReadOnlyDictionary<string, string>, T> value) =>
        EmbeddedData.Csv(file).ToFrozenDictionary(row => row[key], value);

    private static KnownSource Named(IReadOnlyDictionary<string, string> row) =>
        new(row["source"], row["name"], TrafficKinds.Parse(row["kind"]), row["sub"]);

    private static (string Pattern, KnownSource Source, IReadOnlyList<string>? Keywords) Host(IReadOnlyDictionary<string, string> row) =>
        (row["match"], Named(row), row["needs_keyword"] == "1" ? row["keyword_params"].Split(' ', StringSplitOptions.RemoveEmptyEntries) : null);

    private static (string Pattern, KnownSource Source, IReadOnlyList<string>? Keywords) Excluded(IReadOnlyDictionary<string, string> row) =>
        (row["match"], new KnownSource(row["kind"], row["name"], TrafficKind.Unknown, ""), null);

    private FrozenDictionary<string, (KnownSource Source, bool IsPaid)> Aliases() =>
        Table("source_aliases.csv", "utm_source", row => (sources[row["source"]], row["paid"] == "1"));

    private FrozenDictionary<string, KnownSource> Names()
    {
        // An id wins over another source's name.
        var names = sources.ToDictionary(source => source.Key, source => source.Value);
        foreach (var source in sources.Values.OrderBy(source => source.Id, StringComparer.Ordinal))
        {
            names.TryAdd(SourceLookup.KeyOf(CampaignLookup.KeyOf(source.Name)), source);
        }

        return names.ToFrozenDictionary();
    }

    private ClickIdParam ClickId(IReadOnlyDictionary<string, string> row)
    {
        var source = sources[row["source"]];
        var kind = TrafficKinds.Parse(row["kind"]);
        var proof = row["paid"] switch { "yes" => ClickProof.Ad, "affiliate" => ClickProof.Affiliate, _ => ClickProof.Network };
        var subChannel = row["platform"] == "google_merchant" ? "merchant_listing" : kind == TrafficKind.Display ? source.SubChannel : "";
        return new ClickIdParam(
            row["param"], source, kind, proof, row["medium"], row["platform"], row["companion"] == "1", row["personal"] == "1", subChannel);
    }
}
