using Attribution.Web.Storage.Tables;

namespace Attribution.Web.Conversions;

/// <summary>How an order found its person.</summary>
/// <param name="By">session, visitor, hint, user, email or none.</param>
/// <param name="Person">The person; null for none.</param>
/// <param name="HintConflict">Whether browsers of two visitors claimed the order, or one that claims many, so that nobody got it.</param>
internal sealed record Match(string By, Person? Person, bool HintConflict)
{
    public const string Hint = "hint";
    public const string None = "none";
}

/// <summary>Finds the person of an order in the evidence: the first of session, visitor, hint, user and e-mail that leads to one.</summary>
internal static class Matching
{
    /// <summary>A hint counts only if it arrives this near to the order, before or after.</summary>
    public static readonly TimeSpan HintReach = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan ActiveReach = TimeSpan.FromMinutes(30);

    // Who sees more thank-you pages in twenty minutes is no customer but guesses numbers.
    private const int MostClaims = 3;

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
    /// <param name="conflict">Whether two visitors claim the order, or one that claims many.</param>
    public static Match? ByHint(OrderRow order, Evidence evidence, DateTimeOffset until, out bool conflict)
    {
        var claims = Claims(order, evidence, until);
        var visitors = claims.DistinctBy(claim => claim.VisitorId).Count();
        conflict = visitors > 1 || claims.Any(claim => ClaimsMany(claim.VisitorId, order, evidence));
        return visitors == 1 && !conflict ? new(Match.Hint, Of(claims[^1], order, evidence), false) : null;
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

    private static bool ClaimsMany(string visitorId, OrderRow order, Evidence evidence)
    {
        var near = evidence.ClaimsByVisitor[visitorId].Where(hint => (hint.ReceivedAt - order.OccurredAt).Duration() <= HintReach).ToList();
        return Count(near, hint => hint.OrderId) > MostClaims || Count(near, hint => hint.CartToken) > MostClaims;
    }

    private static int Count(List<ConversionHintRow> hints, Func<ConversionHintRow, string> id) => hints.Select(id).Where(value => value.Length > 0).Distinct().Count();

    private static Match ByNames(OrderRow order, Evidence evidence)
    {
        if (order.UserId.Length > 0 && evidence.IsKnownUser(order.UserId))
        {
            return new("user", new Person(order.UserId, "", ""), false);
        }

        return order.EmailHmac.Length > 0 && SeenWith(order, evidence) is { } seen
            ? new("email", SeenPerson(seen, order, evidence), false)
            : new(Match.None, null, false);
    }

    private static PersonEmailRow? SeenWith(OrderRow order, Evidence evidence)
    {
        // An address that two users gave as theirs is nobody's: one of them may have made it up to be credited with the other's orders.
        if (evidence.Emails.Where(row => row.EmailHmac == order.EmailHmac && row.UserId.Length > 0).DistinctBy(row => row.UserId).Count() > 1)
        {
            return null;
        }

        var rows = evidence.Emails.Where(row => row.EmailHmac == order.EmailHmac).OrderBy(row => row.From).ThenBy(row => row.UserId, StringComparer.Ordinal).ToList();
        return rows.FindLast(row => row.From <= order.OccurredAt) ?? rows.FirstOrDefault();
    }

    // Who used the browser when the address was given, not who uses it now.
    private static Person SeenPerson(PersonEmailRow seen, OrderRow order, Evidence evidence) =>
        (seen.UserId.Length > 0 ? seen.UserId : evidence.UserAt(seen.VisitorId, seen.From)) is { } user
            ? new Person(user, "", "")
            : Browser(seen.VisitorId, "", order, evidence);

    private static Person Of(SessionRow session, OrderRow order, Evidence evidence) => session.VisitorId.Length > 0
        ? Browser(session.VisitorId, session.SessionId, order, evidence)
        : new Person(session.UserId, "", session.SessionId);

    private static Person Browser(string visitorId, string sessionId, OrderRow order, Evidence evidence) =>
        new(evidence.UserAt(visitorId, order.OccurredAt) ?? "", visitorId, sessionId);
}
