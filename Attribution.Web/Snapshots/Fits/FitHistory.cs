using System.Runtime.InteropServices;
using Attribution.Domain.Journeys;
using Attribution.Domain.Models.DataDriven;
using Attribution.Domain.Paths;
using Attribution.Web.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Snapshots.Fits;

/// <summary>
/// What a run has read of people's histories. The windows of days that follow each other are nearly the same: every touch is read once
/// a run, and once a day what lies before every window is let go.
/// </summary>
internal sealed class FitHistory(StoreSettings store)
{
    private readonly SortedDictionary<int, Block> blocks = [];
    private readonly Dictionary<string, string> channels = new(StringComparer.Ordinal);

    // Whoever did something has a number: a person where nothing else is known, else a browser that a person used.
    private readonly Dictionary<(char Kind, string Id), int> numbers = [];

    // By number, who used a browser and since when; none for a person, and for a browser nobody is known to have used.
    private readonly List<IReadOnlyList<Identification>> users = [];
    private ILookup<string, Identification>? identifications;

    /// <summary>The journeys of a window as they stood when it ended: what was learned or arrived for later days changes nothing, so that a rebuild long after finds the same.</summary>
    /// <param name="db">Inside the transaction that the day's other facts are read in.</param>
    /// <param name="window">Which journeys.</param>
    /// <param name="day">The window's last local day.</param>
    public async Task<FitJourneys> Journeys(AttributionDb db, FitWindow window, DateOnly day, CancellationToken cancellationToken)
    {
        await Read(db, window.ReadFrom, window.Until, cancellationToken);
        var known = new Users(this, window.Until);
        var read = Between(window.ReadFrom, window.Until);
        var touches = ByPerson(
            read.Select(block => block.Touches), touch => touch.At >= window.ReadFrom && touch.At < window.Until, touch => known.PersonOf(touch.Who, touch.At),
            touch => new FitTouch(touch.At, touch.Channel));
        var conversions = ByPerson(
            read.Select(block => block.Conversions), order => order.At >= window.ReadFrom && order.At < window.Until && order.BookedOn <= day,
            order => known.PersonOf(order.Who, order.At), order => new FitConversion(order.At, order.ValueMinor));
        var journeys = new FitJourneys(window);
        for (var person = 0; person < touches.Count; person++)
        {
            journeys.Add(touches[person], person < conversions.Count ? conversions[person] : []);
        }

        return journeys;
    }

    /// <summary>The journeys that ended without an order on a day, as it stood when it ended. Reads what the day's fit has not read already.</summary>
    public async Task<DropOuts> DropOutsOf(AttributionDb db, DropOutWindow window, DateOnly day, CancellationToken cancellationToken)
    {
        await Read(db, window.ReadFrom, window.Until, cancellationToken);
        var known = new Users(this, window.Until);
        var read = Between(window.ReadFrom, window.Until);

        // Of the many who came in the window, few came last a lookback before its end: only their histories are gathered.
        var came = read.SelectMany(block => block.Touches).Where(touch => touch.At >= window.LastTouchFrom && touch.At < window.LastTouchUntil)
            .Select(touch => known.PersonOf(touch.Who, touch.At)).ToHashSet();
        var touches = ByPerson(
            read.Select(block => block.Touches), touch => touch.At >= window.ReadFrom && touch.At < window.Until && came.Contains(known.PersonOf(touch.Who, touch.At)),
            touch => known.PersonOf(touch.Who, touch.At), touch => new FitTouch(touch.At, touch.Channel));
        var orders = ByPerson(
            read.Select(block => block.Conversions), order => order.At >= window.ReadFrom && order.At < window.Until && order.BookedOn <= day && !store.IsLead(order.Type),
            order => known.PersonOf(order.Who, order.At), order => order.At);
        var found = new DropOuts(window);
        foreach (var person in came.Order())
        {
            found.Add(touches[person], person < orders.Count ? orders[person] : []);
        }

        return found;
    }

    /// <summary>Lets go of what lies before an instant: no window of this day or a later one begins before it.</summary>
    public void Release(DateTimeOffset before)
    {
        foreach (var former in blocks.Keys.TakeWhile(number => number < DayNumber(before)).ToList())
        {
            blocks.Remove(former);
        }
    }

    /// <summary>Reads what of a stretch of time has not been read yet.</summary>
    public async Task Read(AttributionDb db, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        identifications ??= (await db.VisitorUsers.Where(row => row.StoreId == store.Id.Value).OrderBy(row => row.From).ToListAsync(cancellationToken))
            .ToLookup(row => row.VisitorId, row => new Identification(row.From, row.UserId), StringComparer.Ordinal);
        for (var number = DayNumber(from); number <= DayNumber(until); number++)
        {
            if (!blocks.ContainsKey(number))
            {
                blocks[number] = new Block(await Touches(db, number, cancellationToken), await Conversions(db, number, cancellationToken));
            }
        }
    }

    private List<Block> Between(DateTimeOffset from, DateTimeOffset until) =>
        [.. blocks.SkipWhile(block => block.Key < DayNumber(from)).TakeWhile(block => block.Key <= DayNumber(until)).Select(block => block.Value)];

    // Read bare, as a window holds millions. A touch resolved anew counts as its newest resolution says.
    private async Task<List<SeenTouch>> Touches(AttributionDb db, int number, CancellationToken cancellationToken)
    {
        await using var command = Database.Command(
            db,
            """
            SELECT t."VisitorId", t."UserId", t."SessionId", t."OccurredAt", COALESCE(
                (SELECT c."Channel" FROM "TouchChannel" c WHERE c."StoreId" = t."StoreId" AND c."TouchId" = t."TouchId" ORDER BY c."Version" DESC LIMIT 1), t."Channel")
            FROM "MarketingTouch" t
            WHERE t."StoreId" = @store AND t."OccurredAt" >= @from AND t."OccurredAt" < @until
            ORDER BY t."OccurredAt", t."TouchId"
            """,
            ("@store", store.Id.Value), ("@from", number * TimeSpan.TicksPerDay), ("@until", (number + 1) * TimeSpan.TicksPerDay));
        var touches = new List<SeenTouch>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (rows.Read())
        {
            if (NumberOf(rows.GetString(0), rows.GetString(1), rows.GetString(2)) is { } who)
            {
                // A channel's name is one object, however many touches bear it.
                var name = rows.GetString(4);
                ref var channel = ref CollectionsMarshal.GetValueRefOrAddDefault(channels, name, out _);
                touches.Add(new SeenTouch(new DateTimeOffset(rows.GetInt64(3), TimeSpan.Zero), channel ??= name, who));
            }
        }

        return touches;
    }

    // Pending orders are none yet; without a journey there is nothing to cut.
    private async Task<List<SeenConversion>> Conversions(AttributionDb db, int number, CancellationToken cancellationToken)
    {
        var (from, until) = (new DateTimeOffset(number * TimeSpan.TicksPerDay, TimeSpan.Zero), new DateTimeOffset((number + 1) * TimeSpan.TicksPerDay, TimeSpan.Zero));
        var orders = await db.Orders
            .Where(order => order.StoreId == store.Id.Value && order.OccurredAt >= from && order.OccurredAt < until && order.BookedOn != null && order.MarketingAttribution != null)
            .OrderBy(order => order.OccurredAt).ThenBy(order => order.OrderId)
            .Select(order => new { order.OccurredAt, order.ValueMinor, order.Type, order.BookedOn, order.VisitorId, order.UserId, order.SessionId })
            .ToListAsync(cancellationToken);
        return
        [
            .. from order in orders
               let who = NumberOf(order.VisitorId, order.UserId, order.SessionId)
               where who is not null
               select new SeenConversion(order.OccurredAt, order.ValueMinor, order.Type, order.BookedOn!.Value, who.Value),
        ];
    }

    private int? NumberOf(string visitor, string user, string session)
    {
        (char Kind, string Id) key = store.JourneyScope == "session" && session.Length > 0 ? ('s', session)
            : visitor.Length > 0 ? ('v', visitor)
            : user.Length > 0 ? ('u', user)
            : ('s', session);
        return key.Id.Length > 0 ? NumberOf(key) : null;
    }

    private int NumberOf((char Kind, string Id) key)
    {
        if (!numbers.TryGetValue(key, out var number))
        {
            numbers[key] = number = numbers.Count;
            users.Add(key.Kind == 'v' ? [.. identifications![key.Id]] : []);
        }

        return number;
    }

    // Counted first and filled after: one array for all, and every person a stretch of it, in the order things were read in.
    private static IReadOnlyList<ArraySegment<TResult>> ByPerson<TSeen, TResult>(
        IEnumerable<List<TSeen>> blocks, Func<TSeen, bool> counts, Func<TSeen, int> person, Func<TSeen, TResult> made)
    {
        var seen = new List<(int Person, TResult Made)>();
        var ends = new List<int>();
        foreach (var one in blocks.SelectMany(block => block).Where(counts))
        {
            var who = person(one);
            CollectionsMarshal.SetCount(ends, Math.Max(ends.Count, who + 1));
            CollectionsMarshal.AsSpan(ends)[who]++;
            seen.Add((who, made(one)));
        }

        var starts = new int[ends.Count + 1];
        for (var i = 0; i < ends.Count; i++)
        {
            starts[i + 1] = starts[i] + ends[i];
        }

        var (filled, next) = (new TResult[seen.Count], starts.ToArray());
        foreach (var (who, result) in seen)
        {
            filled[next[who]++] = result;
        }

        return [.. Enumerable.Range(0, ends.Count).Select(who => new ArraySegment<TResult>(filled, starts[who], starts[who + 1] - starts[who]))];
    }

    private static int DayNumber(DateTimeOffset at) => (int)(at.UtcTicks / TimeSpan.TicksPerDay);

    // Who used which browser, as it was known at an instant.
    private sealed class Users(FitHistory history, DateTimeOffset until)
    {
        private readonly VisitorTimeline?[] timelines =
            [.. history.users.Select(known => known.Count > 0 ? new VisitorTimeline(known.Where(one => one.From < until)) : null)];

        public int PersonOf(int who, DateTimeOffset at) => timelines[who]?.UserAt(at) is { } user ? history.NumberOf(('u', user)) : who;
    }

    private sealed record Block(List<SeenTouch> Touches, List<SeenConversion> Conversions);

    private readonly record struct SeenTouch(DateTimeOffset At, string Channel, int Who);

    private readonly record struct SeenConversion(DateTimeOffset At, long ValueMinor, string Type, DateOnly BookedOn, int Who);
}
