using System.Collections.Frozen;
using Attribution.Domain.Touches;

namespace Attribution.Domain.Channels;

/// <summary>How a source's kind is known.</summary>
internal enum SourceProof
{
    /// <summary>There is no source, or nobody knows it.</summary>
    None,

    /// <summary>The catalogue knows it.</summary>
    Catalogue,

    /// <summary>A word in it tells.</summary>
    Word,

    /// <summary>It is a host that the catalogue does not know.</summary>
    Host,
}

/// <summary>What a source tag says.</summary>
/// <param name="Id">The catalogue's id, else the source as cleaned; empty for none.</param>
/// <param name="Kind">What sort of place it is; unknown where <paramref name="Proof"/> is none or a host.</param>
/// <param name="SubChannel">The source's own; empty for none.</param>
/// <param name="Proof">How the kind is known.</param>
/// <param name="IsPaid">Whether the way it is written says that somebody paid.</param>
/// <param name="Words">The source's words, for what is told by them alone.</param>
internal sealed record SourceMeaning(string Id, TrafficKind Kind, string SubChannel, SourceProof Proof, bool IsPaid, string Words)
{
    public static SourceMeaning None { get; } = new("", TrafficKind.Unknown, "", SourceProof.None, false, "");
}

/// <summary>Reads <c>utm_source</c> (CHANNELS §2, Source lookup).</summary>
internal sealed class SourceLookup(
    FrozenDictionary<string, (KnownSource Source, bool IsPaid)> aliases,
    FrozenDictionary<string, KnownSource> names,
    FrozenDictionary<string, KnownSource> apps,
    HostIndex hosts,
    KindWords[] words)
{
    // "an" is an alias too: as a prefix it would make an ad network of every "an-…".
    private const int ShortestPrefix = 3;

    private static readonly FrozenSet<string> PaidWords = FrozenSet.Create("ad", "ads", "paid", "cpc", "ppc");

    private Memo<SourceMeaning>? seen;

    /// <summary>A source as aliases and names are keyed: space, underscore and hyphen are one.</summary>
    public static string KeyOf(string source) =>
        source.AsSpan().ContainsAny(' ', '_') || source.Contains("--", StringComparison.Ordinal)
            ? string.Join('-', source.Split([' ', '_', '-'], StringSplitOptions.RemoveEmptyEntries))
            : source;

    /// <param name="source">Cleaned and lower case; empty for none.</param>
    public SourceMeaning Read(string source) => source.Length == 0 ? SourceMeaning.None : (seen ??= new(ReadWords)).Read(source);

    private SourceMeaning ReadWords(string source)
    {
        var key = KeyOf(source);
        return Named(key) ?? Prefixed(key) ?? Hosted(source, key) ?? PaidName(key) ?? Told(source, key)
            ?? SourceMeaning.None with { Id = source, Words = key };
    }

    private SourceMeaning? Named(string key) =>
        aliases.TryGetValue(key, out var alias) ? Known(alias.Source, alias.IsPaid, key)
        : names.TryGetValue(key, out var source) ? Known(source, isPaid: false, key)
        : null;

    private SourceMeaning? Prefixed(string key)
    {
        for (var end = key.LastIndexOf('-'); end >= ShortestPrefix; end = key.LastIndexOf('-', end - 1))
        {
            if (aliases.TryGetValue(key[..end], out var alias) && alias.IsPaid)
            {
                return Known(alias.Source, isPaid: true, key);
            }
        }

        return null;
    }

    private SourceMeaning? Hosted(string source, string key)
    {
        var address = AddressOf(source);
        var known = apps.GetValueOrDefault(address?.Host ?? source) ?? (address is { } page ? hosts.Find(page.BareHost, page.Path, page.Query) : null);
        if (address is null && known is null)
        {
            return null;
        }

        return known is null
            ? SourceMeaning.None with { Id = source, Proof = SourceProof.Host, Words = key }
            : Known(known, isPaid: false, key);
    }

    private SourceMeaning? PaidName(string key)
    {
        var last = key.LastIndexOf('-');
        var first = key.IndexOf('-', StringComparison.Ordinal);
        var name = last > 0 && PaidWords.Contains(key[(last + 1)..]) ? key[..last]
            : first > 0 && PaidWords.Contains(key[..first]) ? key[(first + 1)..]
            : "";
        return Named(name) is { } found ? found with { IsPaid = true, Words = key } : null;
    }

    private SourceMeaning? Told(string source, string key) =>
        KindWords.First(words, new WordForms(source)) is { } told
            ? new SourceMeaning(source, told.Kind, told.SubChannel, SourceProof.Word, IsPaid: false, key)
            : null;

    private static SourceMeaning Known(KnownSource source, bool isPaid, string key) =>
        new(source.Id, source.Kind, source.SubChannel, SourceProof.Catalogue, isPaid, key);

    private static WebAddress? AddressOf(string source)
    {
        if (!source.Contains('.'))
        {
            return null;
        }

        if (source.Contains("://", StringComparison.Ordinal))
        {
            return WebAddress.Read(source);
        }

        // Without a scheme an address is one only if it ends like a domain: "v1.2" and "jane@shop.example" are none.
        var address = source.AsSpan().ContainsAny('@', ' ') ? null : WebAddress.Read("https", source);
        return address is { } read && EndsInLetters(read.Host) ? address : null;
    }

    private static bool EndsInLetters(string host)
    {
        var top = host.AsSpan(host.LastIndexOf('.') + 1);
        return host.Contains('.') && top.Length >= 2
            && (top.StartsWith("xn--") || !top.ContainsAnyExceptInRange('a', 'z'));
    }
}
