using System.Text;
using System.Text.RegularExpressions;
using Attribution.Domain.Touches;

namespace Attribution.Domain.Channels.Hygiene;

/// <summary>What somebody enters to make a link.</summary>
/// <param name="Url">The page it leads to.</param>
/// <param name="Source">Who sends the visitors, such as <c>newsletter</c>.</param>
/// <param name="Medium">By which means, such as <c>email</c>.</param>
/// <param name="Campaign">The campaign; may be empty.</param>
/// <param name="Content">What tells two links of a campaign apart; may be empty.</param>
/// <param name="Term">The keyword; may be empty.</param>
/// <param name="Id">The campaign's id; may be empty.</param>
public sealed record LinkDraft(string Url, string Source, string Medium, string Campaign = "", string Content = "", string Term = "", string Id = "");

/// <summary>A link that was made, or why none was.</summary>
/// <param name="Url">The finished link; empty where there is a fault.</param>
/// <param name="Faults">What has to be changed, by field name in lower case, such as <c>medium</c>.</param>
/// <param name="Corrections">What was changed for the store's naming convention, by field.</param>
public sealed record BuiltLink(string Url, IReadOnlyDictionary<string, string> Faults, IReadOnlyDictionary<string, string> Corrections);

/// <summary>Makes tagged links by a store's naming convention.</summary>
public static partial class CampaignLink
{
    private const int LongestUrl = 2_000;

    /// <summary>The link of a draft.</summary>
    /// <param name="draft">As entered.</param>
    /// <param name="convention">How the store writes its tags.</param>
    public static BuiltLink Build(LinkDraft draft, NamingConvention convention)
    {
        var faults = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var corrections = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var tags = new List<(string Key, string Value)>();
        foreach (var (field, value, isNeeded) in Fields(draft))
        {
            if (Written(field, value.Trim(), isNeeded, convention, faults) is { Length: > 0 } written)
            {
                tags.Add(($"utm_{field}", written));
                Note(field, value, written, corrections);
            }
        }

        var page = PageOf(draft.Url.Trim(), faults, corrections);
        var url = page.Length == 0 || faults.Count > 0 ? "" : With(page, tags);
        if (url.Length > LongestUrl)
        {
            faults["url"] = $"The finished link is {url.Length:N0} characters long; some mail programs cut links above {LongestUrl:N0}. Shorten it.";
        }

        return new BuiltLink(faults.Count > 0 ? "" : url, faults, corrections);
    }

    private static IEnumerable<(string Field, string Value, bool IsNeeded)> Fields(LinkDraft draft) =>
    [
        ("source", draft.Source, true), ("medium", draft.Medium, true), ("campaign", draft.Campaign, false),
        ("content", draft.Content, false), ("term", draft.Term, false), ("id", draft.Id, false),
    ];

    private static string Written(string field, string value, bool isNeeded, NamingConvention convention, SortedDictionary<string, string> faults)
    {
        var written = field == "medium" && value.Length > 0 ? convention.Medium(value) : convention.Apply(value);
        var fault = value.Length == 0 ? isNeeded ? $"Enter a {field}." : null
            : TagText.HoldsMail(value) ? "Leave e-mail addresses out: links are copied, logged and seen by others."
            : value.Length > NamingConvention.LongestValue ? $"Write at most {NamingConvention.LongestValue} characters."
            : written is null ? NotAllowed(value, convention)
            : TagText.IsMacro(written) && EncodedCharacter().Match(written) is { Success: true } encoded ? $"Write the placeholder without “{encoded.Value}”: it would be read as an encoded character."
            : written.Length == 0 || (TagText.Clean(Uri.EscapeDataString(Whole(written))).Length == 0 && !TagText.IsMacro(written)) ? "This says nothing: write at least one letter or digit, and not none or direct."
            : null;
        if (fault is not null)
        {
            faults[field] = fault;
        }

        return written ?? "";
    }

    private static string NotAllowed(string value, NamingConvention convention)
    {
        var near = Spellings.Meant(value, 0, [], convention.Mediums);
        var hint = near is null ? "" : $" Did you mean {near}?";
        return $"“{value}” is not one of your mediums.{hint} Allowed: {string.Join(", ", convention.Mediums)}.";
    }

    private static void Note(string field, string value, string written, SortedDictionary<string, string> corrections)
    {
        if (written != value)
        {
            corrections[field] = $"Written as {written}.";
        }
        else if (TagText.IsMacro(written))
        {
            corrections[field] = "A placeholder: your ad platform has to fill it in.";
        }
    }

    // The page without tags it had already, its fragment apart.
    private static string PageOf(string text, SortedDictionary<string, string> faults, SortedDictionary<string, string> corrections)
    {
        var url = text.Length > 0 && !text.Contains("://", StringComparison.Ordinal) ? $"https://{text}" : text;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || WebAddress.Read(url) is not { } address || !address.Host.Contains('.') || uri.UserInfo.Length > 0)
        {
            faults["url"] = "Enter the page's full address, such as https://shop.example/sale.";
            return "";
        }

        var hash = url.IndexOf('#', StringComparison.Ordinal);
        var (page, fragment) = hash < 0 ? (url, "") : (url[..hash], url[hash..]);
        var mark = page.IndexOf('?', StringComparison.Ordinal);
        var parameters = mark < 0 ? [] : page[(mark + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries);
        var kept = parameters.Where(parameter => !TagNames.IsTagLike(parameter)).ToList();
        if (kept.Count < parameters.Length)
        {
            corrections["url"] = "The tags it had already were taken out.";
        }

        var path = mark < 0 ? page : page[..mark];
        return $"{(uri.AbsolutePath == "/" && !path.EndsWith('/') ? path + "/" : path)}{(kept.Count > 0 ? "?" + string.Join('&', kept) : "")}{fragment}";
    }

    private static string With(string page, List<(string Key, string Value)> tags)
    {
        var hash = page.IndexOf('#', StringComparison.Ordinal);
        var url = new StringBuilder(hash < 0 ? page : page[..hash]);
        var separator = page.AsSpan(0, url.Length).Contains('?') ? '&' : '?';
        foreach (var (key, value) in tags)
        {
            url.Append(separator).Append(key).Append('=').Append(Encoded(value));
            separator = '&';
        }

        return url.Append(hash < 0 ? "" : page[hash..]).ToString();
    }

    // An ad platform looks for its placeholder as it is written.
    private static string Encoded(string value)
    {
        var encoded = new StringBuilder(Uri.EscapeDataString(Whole(value)));
        return TagText.IsMacro(value)
            ? encoded.Replace("%7B", "{").Replace("%7D", "}").Replace("%5B", "[").Replace("%5D", "]").Replace("%24", "$").ToString()
            : encoded.ToString();
    }

    [GeneratedRegex("%[0-9A-Fa-f]{2}")]
    private static partial Regex EncodedCharacter();

    // Half a surrogate can't be encoded.
    private static string Whole(string value) => string.Concat(value.EnumerateRunes());
}
