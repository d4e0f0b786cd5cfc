using Attribution.Domain.Journeys;

namespace Attribution.Web.Storage.Ingest;

/// <summary>Moves touches of one visitor between sessions until they stand as they should.</summary>
/// <param name="store">The store.</param>
/// <param name="around">The sessions as they are.</param>
/// <param name="before">Their touches.</param>
/// <param name="news">The touch that was just stored: it alone gives no session a claim to its id.</param>
/// <param name="sessions">Commands on sessions.</param>
/// <param name="touches">Commands on touches.</param>
internal sealed class Rearrangement(
    int store, List<SessionState> around, Dictionary<string, List<SessionTouch>> before, Guid news, SessionCommands sessions, TouchCommands touches)
{
    private readonly Dictionary<Guid, SessionState> formerOf = around.SelectMany(one => before[one.Id].Select(touch => (touch.Id, one))).ToDictionary(pair => pair.Id, pair => pair.one);

    public SettledSessions To(IReadOnlyList<IReadOnlyList<SessionTouch>> after)
    {
        List<DateTimeOffset> starts = [.. around.Select(one => one.StartedAt)];
        var owners = after.Select(OwnerOf).ToList();
        var made = after.Select((piece, i) => Made(piece, i + 1 < after.Count ? after[i + 1][0].At : DateTimeOffset.MaxValue, owners[i])).ToList();
        foreach (var lost in around.Except(owners.OfType<SessionState>()))
        {
            Lose(lost, made[IndexOf(after, lost)]);
        }

        foreach (var (piece, session) in after.Zip(made))
        {
            Fill(piece, session);
            starts.Add(session.StartedAt);
        }

        return new SettledSessions(made[after.ToList().FindIndex(piece => piece.Any(touch => touch.Id == news))], starts);
    }

    // The session whose id lives on in these touches: of those that end here the last, one that was there before this touch first.
    private SessionState? OwnerOf(IReadOnlyList<SessionTouch> piece) => around
        .Where(one => piece.Any(touch => touch.Id == AnchorOf(one)))
        .OrderBy(one => AnchorOf(one) == news)
        .ThenByDescending(one => piece.ToList().FindIndex(touch => touch.Id == AnchorOf(one)))
        .FirstOrDefault();

    private Guid AnchorOf(SessionState session) =>
        (before[session.Id].Where(touch => touch.Id != news).OrderBy(touch => touch.At).ThenBy(touch => touch.Id.ToString("D"), StringComparer.Ordinal).LastOrDefault()
            ?? before[session.Id][0]).Id;

    private int IndexOf(IReadOnlyList<IReadOnlyList<SessionTouch>> after, SessionState session) =>
        after.ToList().FindIndex(piece => piece.Any(touch => touch.Id == AnchorOf(session)));

    private SessionState Made(IReadOnlyList<SessionTouch> piece, DateTimeOffset next, SessionState? owner)
    {
        var former = piece.Select(touch => formerOf[touch.Id]).Distinct().ToList();
        var made = new SessionState
        {
            Id = owner?.Id ?? NewId(former[0]),
            VisitorId = former[0].VisitorId,
            UserId = (owner ?? former[^1]).UserId,
            StartedAt = piece[0].At,
            LastActivityAt = former.Max(one => one.LastActivityAt < next || IsWhole(one, piece) ? one.LastActivityAt : next),
            Seconds = owner?.Seconds ?? 0,
            Pages = owner?.Pages ?? 0,
            FirstTouchId = piece[0].Id,
            LastTouchId = piece[^1].Id,
            TouchCount = piece.Count,
        };
        if (owner is null)
        {
            sessions.Save(store, made);
        }

        return made;
    }

    private bool IsWhole(SessionState session, IReadOnlyList<SessionTouch> piece) => before[session.Id].TrueForAll(touch => piece.Any(one => one.Id == touch.Id));

    private string NewId(SessionState former) =>
        IngestIds.IsDerived(former.Id) ? sessions.NextDerived(store, former.Id.Split('.')[0]) : IngestIds.New(former.StartedAt);

    // What named this session, such as a cookie or an order, finds the one it is part of now.
    private void Lose(SessionState lost, SessionState into)
    {
        touches.MoveAll(store, lost.Id, into.Id);
        into.Seconds = (int)Math.Min(int.MaxValue, (long)into.Seconds + lost.Seconds);
        into.Pages = (int)Math.Min(int.MaxValue, (long)into.Pages + lost.Pages);
        into.UserId = into.UserId.Length > 0 ? into.UserId : lost.UserId;
        sessions.Save(store, new SessionState { Id = lost.Id, VisitorId = "", StartedAt = lost.StartedAt, LastActivityAt = lost.LastActivityAt, MergedInto = into.Id });
    }

    private void Fill(IReadOnlyList<SessionTouch> piece, SessionState session)
    {
        foreach (var touch in piece.Where(touch => formerOf[touch.Id].Id != session.Id))
        {
            touches.Move(store, touch.Id, session.Id);
        }

        sessions.Save(store, session);
    }
}
