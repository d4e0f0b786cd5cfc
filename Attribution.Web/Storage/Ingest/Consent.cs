namespace Attribution.Web.Storage.Ingest;

/// <summary>What a visitor allowed: granted, limited or denied, the only words for it.</summary>
internal static class Consent
{
    public const string Granted = "granted";
    public const string Limited = "limited";
    public const string Denied = "denied";

    public static bool IsKnown(string word) => word is Granted or Limited or Denied;

    /// <summary>What holds for a hit: what it states, else the store's default; at most limited where the browser objects and nobody was asked.</summary>
    public static string Of(StoreSettings store, Hit hit, Caller caller)
    {
        var consent = hit.Consent.Length > 0 ? hit.Consent : store.ConsentDefault;
        return hit.Consent.Length == 0 && consent == Granted && Objects(hit, caller) ? Limited : consent;
    }

    /// <summary>Whether click ids are not kept: the browser objects, and the visitor did not agree in so many words.</summary>
    public static bool DropsClickIds(Hit hit, Caller caller) => Objects(hit, caller) && hit.Consent != Granted;

    /// <summary>An address with its campaign tags alone.</summary>
    public static string WithoutClickIds(string url)
    {
        if (url.IndexOf('?') is not (>= 0 and var at))
        {
            return url;
        }

        var kept = url[(at + 1)..].Split('&').Where(pair => pair.StartsWith("utm_", StringComparison.OrdinalIgnoreCase)).ToList();
        return kept.Count == 0 ? url[..at] : $"{url[..at]}?{string.Join('&', kept)}";
    }

    private static bool Objects(Hit hit, Caller caller) => hit.Gpc || (!caller.IsServer && caller.Gpc);
}
