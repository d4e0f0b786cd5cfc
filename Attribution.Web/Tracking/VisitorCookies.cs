using Attribution.Web.Storage;
using Attribution.Web.Storage.Ingest;

namespace Attribution.Web.Tracking;

/// <summary>The two cookies of a visitor who agreed: set by the server, out of a script's reach, on the shop's domain where it can be.</summary>
internal static class VisitorCookies
{
    public const string Session = "mk_session";
    public const string Visitor = "mk_visitor";

    private static readonly TimeSpan VisitorAge = TimeSpan.FromDays(400);

    public static string Read(HttpRequest request, string name) =>
        request.Cookies[name] is { } value && IngestIds.IsPlain(value) && !(name == Visitor && IngestIds.IsDerived(value)) ? value : "";

    /// <summary>Sets the ids of the newest granted answer, or takes them off the device where consent ended.</summary>
    public static void Write(HttpContext context, StoreSettings store, IReadOnlyList<Hit> hits, IReadOnlyList<HitAnswer> answers)
    {
        var ended = Enumerable.Range(0, answers.Count).LastOrDefault(i => Ends(hits[i], answers[i]), -1);
        var newest = answers.Where((answer, i) => i > ended && answer.Consent == Consent.Granted && answer.VisitorId.Length > 0 && !IngestIds.IsDerived(answer.VisitorId))
            .MaxBy(answer => (answer.SessionId.Length > 0, answer.OccurredAt));
        if (newest is not null)
        {
            context.Response.Cookies.Append(Visitor, newest.VisitorId, Options(context, store, VisitorAge));
            if (newest.SessionId.Length > 0)
            {
                context.Response.Cookies.Append(Session, newest.SessionId, Options(context, store, store.SessionTimeout));
            }
        }
        else if (ended >= 0)
        {
            context.Response.Cookies.Append(Visitor, "", Options(context, store, TimeSpan.Zero));
            context.Response.Cookies.Append(Session, "", Options(context, store, TimeSpan.Zero));
        }
    }

    // A hit that merely goes by the store's default takes nothing away: the consent tool may speak a moment later.
    private static bool Ends(Hit hit, HitAnswer answer) =>
        (hit.Kind == HitKind.Consent && answer.Consent == Consent.Limited) || (hit.Consent == Consent.Denied && answer.Consent == Consent.Denied);

    private static CookieOptions Options(HttpContext context, StoreSettings store, TimeSpan age) => new()
    {
        HttpOnly = true,
        Secure = context.Request.IsHttps,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        MaxAge = age,
        Expires = age == TimeSpan.Zero ? DateTimeOffset.UnixEpoch : null,
        Domain = DomainFor(context.Request.Host.Host, store.CookieDomain.TrimStart('.')),
    };

    private static string? DomainFor(string host, string domain) =>
        domain.Length > 0 && (host.Equals(domain, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase)) ? domain : null;
}
