using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Attribution.Domain.Touches;

namespace Attribution.Domain.Channels;

/// <summary>Reads the referrer (CHANNELS §2, Referrer).</summary>
internal sealed class ReferrerLookup(
    HostIndex sources,
    HostIndex excluded,
    FrozenDictionary<string, KnownSource> apps,
    FrozenSet<string> webmailLabels)
{
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> webmail = webmailLabels.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="text">As the browser told it; empty for none.</param>
    /// <param name="landingHost">The landing's own host; empty for none.</param>
    /// <param name="store">Whose landing it is.</param>
    public Referrer Read(string text, string landingHost, StoreSites store)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Referrer.None;
        }

        return WebAddress.Read(text) switch
        {
            null => Referrer.Bad,
            { IsWeb: true } page => OfPage(page, text, landingHost, store),
            { } app => OfApp(app, text, landingHost, store),
        };
    }

    private Referrer OfApp(WebAddress app, string text, string landingHost, StoreSites store)
    {
        var known = apps.GetValueOrDefault(app.Host);
        if (known is null && PageIn(app) is { } page)
        {
            return OfPage(page, text, landingHost, store);
        }

        return new Referrer(app.Host, $"{app.Scheme}://{app.Host}{app.PlainPath}", IsApp: true, known, LandingFlags.None);
    }

    // android-app://package/https/host/path
    private static WebAddress? PageIn(WebAddress app)
    {
        foreach (var scheme in (string[])["https", "http"])
        {
            if (app.Path.StartsWith($"/{scheme}/", StringComparison.OrdinalIgnoreCase))
            {
                return WebAddress.Read(scheme, $"{app.Path[(scheme.Length + 2)..]}?{app.Query}");
            }
        }

        return null;
    }

    private Referrer OfPage(WebAddress page, string text, string landingHost, StoreSites store)
    {
        var host = page.BareHost;
        var flags = Refusal(page, landingHost, store);
        var source = flags == LandingFlags.None ? sources.Find(host, page.Path, page.Query) ?? Webmail(host) : null;
        return new Referrer(host, Kept(page, text), IsApp: false, source, flags);
    }

    private static string Kept(WebAddress page, string text)
    {
        var url = new DefaultInterpolatedStringHandler(0, 0, null, stackalloc char[256]);
        url.AppendLiteral(page.Scheme);
        url.AppendLiteral("://");
        url.AppendLiteral(page.Site);
        url.AppendLiteral(page.PlainPath);
        var kept = LandingPage.Kept(url.Text, text);
        url.Clear();
        return kept;
    }

    private LandingFlags Refusal(WebAddress page, string landingHost, StoreSites store) => page.BareHost switch
    {
        var host when host == landingHost || IsAtOrUnderAny(host, store.Domains) => LandingFlags.SelfReferral,
        var host when HostName.IsPrivate(host) => LandingFlags.PrivateReferrer,
        var host when excluded.Find(host, page.Path, page.Query) is not null => LandingFlags.ExcludedReferrer,
        var host when IsAtOrUnderAny(host, store.IgnoredReferrers) || IsCardCheck(host) => LandingFlags.ExcludedReferrer,
        _ => LandingFlags.None,
    };

    private static bool IsAtOrUnderAny(string host, IReadOnlyList<string>? domains)
    {
        for (var index = 0; index < (domains?.Count ?? 0); index++)
        {
            if (HostName.IsAtOrUnder(host, domains![index] ?? ""))
            {
                return true;
            }
        }

        return false;
    }

    // Banks run their 3-D Secure pages on hosts of their own.
    private static bool IsCardCheck(string host) =>
        host.StartsWith("3ds", StringComparison.Ordinal) && HostName.Labels(host) >= 3;

    private KnownSource? Webmail(string host)
    {
        var isWebmail = host.StartsWith("deref-", StringComparison.Ordinal)
            || (HostName.Labels(host) >= 3 && webmail.Contains(host.AsSpan(0, host.IndexOf('.', StringComparison.Ordinal))));
        return isWebmail ? new KnownSource(host, host, TrafficKind.Email, "webmail") : null;
    }
}
