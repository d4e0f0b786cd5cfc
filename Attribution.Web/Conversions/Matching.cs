using Attribution.Web.Storage.Tables;

namespace Attribution.Web.Conversions;

/// <summary>How an order found its person.</summary>
/// <param name="By">session, visitor, hint, user, email or none.</param>
/// <param name="Person">The person; null for none.</param>
/// <param name="HintConflict">Whether browsers of two visitors claimed the order, so that neither got it.</param>
internal sealed record Match(string By, Person? Person, bool HintConflict)
{
    public const string Hint = "hint";
    public const string None = "none";
}

/// <summary>Finds the person of an order in the evidence: the first of session, visitor, hint, user and e-mail that leads to one.</summary>
internal static class Matching
{
    private static readonly TimeSpan HintReach = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ActiveReach = TimeSpan.FromMinutes(30);

    /// <param name="order">The order with the ids it was sent with.</param>
    /// <param name="evidence">What is known.</param>
    public static Match Find(OrderRow order, Evidence evidence)
    {
        if (evidence.Sessions.GetValueOrDefault(order.SessionId) is { } session)
        {
            return new("session", Of(session, order, evidence), false);
        }

        if (order.VisitorId.Length > 0 && evidence.IsKnownVisitor(order.VisitorId))
        {
            return new("visitor", Browser(order.VisitorId, "", order, evidence), false);
        }

        return ByHint(order, evidence, DateTimeOffset.MaxValue, out var conflict) ?? ByNames(order, evidence) with { HintConflict = conflict };
    }

    /// <summary>The match of an order that came without ids, by what browsers have said since; null where they said nothing, or contradict each other.</summary>
    /// <param name="order">The order.</param>
    /// <param name="evidence">What is known.</param>
    /// <param name="until">A hint that came later does not count.</param>
    /// <param name="conflict">Whether two visitors claim the order.</param>
    public static Match? ByHint(OrderRow order, Evidence evidence, DateTimeOffset until, out bool conflict)
    {
        var claims = Claims(order, evidence, until);
        var visitors = claims.DistinctBy(claim => claim.VisitorId).Count();
        conflict = visitors > 1;
        return visitors == 1 ? new(Match.Hint, Of(claims[^1], order, evidence), false) : null;
    }

    // The sessions whose browsers credibly said that they saw the order, the latest word last.
    private static IReadOnlyList<SessionRow> Claims(OrderRow order, Evidence evidence, DateTimeOffset until) =>
        [.. evidence.Hints
            .Where(hint => hint.OrderId == order.OrderId || (order.CartToken.Length > 0 && hint.CartToken == order.CartToken))
            .Where(hint => (hint.ReceivedAt - order.OccurredAt).Duration() <= HintReach && hint.ReceivedAt <= until)
            .OrderBy(hint => hint.ReceivedAt)
            .Select(hint => evidence.Sessions.GetValueOrDefault(hint.SessionId))
            .OfType<SessionRow>()
            .Where(session => session.StartedAt - ActiveReach <= order.OccurredAt && order.OccurredAt <= session.LastActivityAt + ActiveReach)];

    private static Match ByNames(OrderRow order, Evidence evidence)
    {
        if (order.UserId.Length > 0 && evidence.IsKnownUser(order.UserId))
        {
            return new("user", new Person(order.UserId, "", ""), false);
        }

        return order.EmailHmac.Length > 0 && SeenWith(order, evidence) is { } seen
            ? new("email", seen.UserId.Length > 0 ? new Person(seen.UserId, "", "") : Browser(seen.VisitorId, "", order, evidence), false)
            : new(Match.None, null, false);
    }

    private static PersonEmailRow? SeenWith(OrderRow order, Evidence evidence)
    {
        var rows = evidence.Emails.Where(row => row.EmailHmac == order.EmailHmac).OrderBy(row => row.From).ThenBy(row => row.UserId, StringComparer.Ordinal).ToList();
        return rows.FindLast(row => row.From <= order.OccurredAt) ?? rows.FirstOrDefault();
    }

    private static Person Of(SessionRow session, OrderRow order, Evidence evidence) => session.VisitorId.Length > 0
        ? Browser(session.VisitorId, session.SessionId, order, evidence)
        : new Person(session.UserId, "", session.SessionId);

    private static Person Browser(string visitorId, string sessionId, OrderRow order, Evidence evidence) =>
        new(evidence.UserAt(visitorId, order.OccurredAt) ?? "", visitorId, sessionId);
}
