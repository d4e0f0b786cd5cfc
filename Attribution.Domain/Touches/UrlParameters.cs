using System.Text.RegularExpressions;
using Attribution.Domain.Channels;

namespace Attribution.Domain.Touches;

/// <summary>Reads the parameters of a landing's address that a store has named.</summary>
public sealed partial class UrlParameters
{
    /// <summary>Most names a store may list.</summary>
    public const int MostNames = 20;

    /// <summary>Longest value that is kept, in code points.</summary>
    public const int LongestValue = 255;

    private readonly IReadOnlyList<string> names;
    private readonly QueryKeys keys;

    /// <summary>A reader of these names; their case does not matter.</summary>
    public UrlParameters(IReadOnlyList<string> names)
    {
        this.names = names;
        keys = QueryKeys.Only(names);
    }

    /// <summary>A reader of nothing.</summary>
    public static UrlParameters None { get; } = new([]);

    /// <summary>
    /// What an address says under these names, in their order: cleaned as tags are, cut, and without what looks like an e-mail address. Of
    /// a parameter given twice the first value that is not empty counts.
    /// </summary>
    /// <param name="url">The landing's address, as sent.</param>
    /// <param name="limit">Longest value, in code points.</param>
    public IReadOnlyList<KeyValuePair<string, string>> Read(string url, int limit = LongestValue)
    {
        if (names.Count == 0 || string.IsNullOrEmpty(url))
        {
            return [];
        }

        var query = LandingQuery.Read(url, keys);
        var found = new List<KeyValuePair<string, string>>();
        foreach (var name in names)
        {
            var flags = LandingFlags.None;
            if (query.Raw(name) is { Length: > 0 } raw && SourceCatalog.BuiltIn.Cleaner.Text(raw, encoded: true, limit, ref flags) is { Length: > 0 } value && !value.Contains('@'))
            {
                found.Add(KeyValuePair.Create(name, value));
            }
        }

        return found;
    }

    /// <summary>The first value under these names; empty for none.</summary>
    /// <param name="url">The landing's address, as sent.</param>
    /// <param name="limit">Longest value, in code points.</param>
    public string First(string url, int limit) => Read(url, limit) is { Count: > 0 } found ? found[0].Value : "";

    /// <summary>Whether a parameter may be called that: 1 to 40 of a–z, 0–9 and <c>_ - .</c></summary>
    public static bool IsName(string name) => NameShape().IsMatch(name);

    /// <summary>Whether a parameter's name says that it carries a secret or names a person: such a one is never kept.</summary>
    public static bool IsPrivate(string name) => Private().IsMatch(name);

    [GeneratedRegex(@"\A[a-z0-9_.-]{1,40}\z", RegexOptions.CultureInvariant)]
    private static partial Regex NameShape();

    [GeneratedRegex("token|passw|pwd|secret|session|mail([^i]|$)|code|auth([^o]|$)|jwt|phone|(^|[^a-z])(sid|phpsessid|pass|pin|otp|user|login)([^a-z]|$)|key([^a-z]|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Private();
}
