using System.Text.Json;
using Attribution.Domain.Channels;
using Attribution.Web.Storage.Tables;

namespace Attribution.Web.Channels;

/// <summary>What is kept of a touch, as the landing it was: rules of another version can be asked about it.</summary>
/// <param name="LandingUrl">As kept.</param>
/// <param name="ReferrerUrl">As kept.</param>
/// <param name="RawTags">JSON of the raw tags; empty where cleaning changed none and the address has them all.</param>
/// <param name="Parameters">JSON of the parameters that the store keeps.</param>
/// <param name="ClickIdType">Name of the click id; its value decides nothing.</param>
/// <param name="CampaignId">Campaign id.</param>
/// <param name="AdId">Ad id.</param>
/// <param name="Partner">Partner code as sent.</param>
internal sealed record StoredLanding(
    string LandingUrl, string ReferrerUrl, string RawTags, string Parameters, string ClickIdType, string CampaignId, string AdId, string Partner)
{
    /// <summary>The landing, ready to be resolved.</summary>
    public Landing ToLanding() => new()
    {
        Url = WithParameters(LandingUrl),
        Referrer = ReferrerUrl,
        Tags = RawTags.Length == 0 || HasTags(LandingUrl) ? CampaignTags.None : JsonSerializer.Deserialize<CampaignTags>(RawTags, JsonSerializerOptions.Web)!,
        ClickIds = ClickIdType.Length == 0 ? [] : [KeyValuePair.Create(ClickIdType, "kept")],
        CampaignId = CampaignId,
        AdId = AdId,
        Partner = Partner,
    };

    /// <summary>The landing without what no rule can see: many touches share one.</summary>
    public static StoredLanding Of(TouchRow touch) => new(
        WithoutClickIds(touch.LandingUrl), touch.ReferrerUrl, touch.RawTags, touch.Parameters, touch.ClickIdType, touch.CampaignId, "", touch.Partner);

    // Every click has its own id, so that with them no two landings would be the same; the touch says which one counted.
    private static string WithoutClickIds(string url)
    {
        if (url.IndexOf('?') is not (>= 0 and var mark))
        {
            return url;
        }

        var kept = url[(mark + 1)..].Split('&').Where(pair => pair.IndexOf('=') is var equals && (equals < 0 || !SourceCatalog.BuiltIn.IsClickId(pair[..equals]))).ToList();
        return kept.Count == 0 ? url[..mark] : $"{url[..mark]}?{string.Join('&', kept)}";
    }

    // Tags that stood in the address are there still; else a server stated them beside it.
    private static bool HasTags(string url) =>
        url.Contains("utm_", StringComparison.OrdinalIgnoreCase) || url.Contains("mtm_", StringComparison.OrdinalIgnoreCase) || url.Contains("pk_", StringComparison.OrdinalIgnoreCase);

    private string WithParameters(string url)
    {
        if (Parameters.Length == 0)
        {
            return url;
        }

        var kept = JsonSerializer.Deserialize<Dictionary<string, string>>(Parameters)!
            .Select(one => $"{Uri.EscapeDataString(one.Key)}={Uri.EscapeDataString(one.Value)}");
        return $"{url}{(url.Contains('?') ? '&' : '?')}{string.Join('&', kept)}";
    }
}
