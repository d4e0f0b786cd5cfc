using System.Globalization;
using System.Text.RegularExpressions;

namespace Attribution.Web.Storage.Ingest;

/// <summary>A visitor handed over by a link from another of the store's sites: <c>_attr={visitorId}.{Unix seconds}</c>.</summary>
internal static partial class HandedOver
{
    private static readonly TimeSpan Validity = TimeSpan.FromSeconds(120);

    /// <summary>The visitor; empty where none was handed over, too long ago, or not by a site of the store.</summary>
    public static string VisitorOf(StoreSettings store, Hit hit)
    {
        if (!Uri.TryCreate(hit.Landing.Referrer, UriKind.Absolute, out var referrer) || !store.Owns(referrer.Host)
            || Parameter().Match(hit.Landing.Url) is not { Success: true } match || !IngestIds.IsPlain(match.Groups["visitor"].Value)
            || IngestIds.IsDerived(match.Groups["visitor"].Value))
        {
            return "";
        }

        // The link was stamped by the same clock, so its own word counts, be it hours off.
        var age = (hit.StatedAt ?? hit.OccurredAt) - DateTimeOffset.FromUnixTimeSeconds(long.Parse(match.Groups["seconds"].ValueSpan, CultureInfo.InvariantCulture));
        return age.Duration() <= Validity ? match.Groups["visitor"].Value : "";
    }

    [GeneratedRegex(@"[?&#]_attr=(?<visitor>[\w.:~-]{1,64})\.(?<seconds>[0-9]{1,10})(?=[&#]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();
}

/// <summary>Visits of the store's own people.</summary>
internal static partial class OwnVisit
{
    /// <summary>Whether the page's address switches counting off, which a script also remembers on the device.</summary>
    public static bool IsSwitchedOff(string url) => url.Contains("attribution=off", StringComparison.OrdinalIgnoreCase) && Switch().IsMatch(url);

    [GeneratedRegex(@"[?&]attribution=off(?=[&#]|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Switch();
}
