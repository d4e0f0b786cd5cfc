using System.Data.Common;
using System.Runtime.InteropServices;
using Attribution.Domain.Journeys;
using Attribution.Domain.Models.DataDriven;
using Attribution.Domain.Paths;
using Attribution.Web.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Attribution.Web.Snapshots.Fits;

/// <summary>
/// What a run has read of people's histories. The windows of days that follow each other are nearly the same: every touch is read once
/// a run, and what lies before the window is let go.
/// </summary>
internal sealed class FitHistory(StoreSettings store)
{
    private readonly SortedDictionary<int, Block> blocks = [];
    private readonly Dictionary<string, string> channels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> ids = new(StringComparer.Ordinal);
    private Dictionary<string, VisitorTimeline>? timelines;
    private Dictionary<string, DateTimeOffset> lastKnown = [];
    private ILookup<string, Identification>? identifications;

    /// <summary>The journeys of a window as they stood when it ended: what was learned or arrived for later days changes nothing, so that a rebuild long after finds the same.</summary>
    /// <param name="day">The window's last local day.</param>
    public async Task<FitJourneys> Journeys(AttributionDb db, FitWindow window, DateOnly day, CancellationToken cancellationToken)
    {
        var former = DayNumber(window.ReadFrom);
        foreach (var number in blocks.Keys.TakeWhile(number => number < former).ToList())
        {
            blocks.Remove(number);
        }

        await Read(db, window.ReadFrom, window.Until, cancellationToken);
        var people = new Dictionary<(char Kind, string Id), Person>();
        foreach (var touch in TouchesIn(window.ReadFrom, window.Until))
        {
            PersonOf(people, touch.Who, touch.At, window.Until)?.Touches.Add(new FitTouch(touch.At, touch.Channel));
        }

        foreach (var order in ConversionsIn(window.ReadFrom, window.Until).Where(order => order.BookedOn <= day))
        {
            PersonOf(people, order.Who, order.At, window.Until)?.Conversions.Add(new FitConversion(order.At, order.ValueMinor));
        }

        var journeys = new FitJourneys(window);
        foreach (var person in people.Values)
        {
            journeys.Add(person.Touches, person.Conversions);
        }

        return journeys;
    }

    /// <summary>The journeys that ended without an order on a day, as it stood when it ended. Reads what the day's fit has not read already, and lets go of nothing.</summary>
    public async Task<DropOuts> DropOutsOf(AttributionDb db, DropOutWindow window, DateOnly day, CancellationToken cancellationToken)
    {
        await Read(db, window.ReadFrom, window.Until, cancellationToken);

        // Of the many who came in a window, few came last a lookback before its end: only their histories are gathered.
        var people = new Dictionary<(char Kind, string Id), Person>();
        foreach (var touch in TouchesIn(window.LastTouchFrom, window.LastTouchUntil))
        {
            PersonOf(people, touch.Who, touch.At, window.Until);
        }

        foreach (var touch in TouchesIn(window.ReadFrom, window.Until))
        {
            Known(people, touch.Who, touch.At, window.Until)?.Touches.Add(new FitTouch(touch.At, touch.Channel));
        }

        foreach (var order in ConversionsIn(window.ReadFrom, window.Until).Where(order => order.BookedOn <= day && !store.IsLead(order.Type)))
        {
            Known(people, order.Who, order.At, window.Until)?.Conversions.Add(new FitConversion(order.At, order.ValueMinor));
        }

        var found = new DropOuts(window);
        foreach (var person in people.Values)
        {
            found.Add(person.Touches, [.. person.Conversions.Select(one => one.At)]);
        }

        return found;
    }

    private IEnumerable<SeenTouch> TouchesIn(DateTimeOffset from, DateTimeOffset until) =>
        BlocksIn(from, until).SelectMany(block => block.Touches).Where(touch => touch.At >= from && touch.At < until);

    private IEnumerable<SeenConversion> ConversionsIn(DateTimeOffset from, DateTimeOffset until) =>
        BlocksIn(from, until).SelectMany(block => block.Conversions).Where(order => order.At >= from && order.At < until);

    private IEnumerable<Block> BlocksIn(DateTimeOffset from, DateTimeOffset until) =>
        blocks.SkipWhile(block => block.Key < DayNumber(from)).TakeWhile(block => block.Key <= DayNumber(until)).Select(block => block.Value);

    private async Task Read(AttributionDb db, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        identifications ??= (await db.VisitorUsers.Where(row => row.StoreId == store.Id.Value).ToListAsync(cancellationToken))
            .ToLookup(row => row.VisitorId, row => new Identification(row.From, row.UserId), StringComparer.Ordinal);
        timelines ??= identifications.ToDictionary(rows => rows.Key, rows => new VisitorTimeline(rows), StringComparer.Ordinal);
        lastKnown = lastKnown.Count > 0 ? lastKnown : identifications.ToDictionary(rows => rows.Key, rows => rows.Max(row => row.From), StringComparer.Ordinal);
        for (var number = DayNumber(from); number <= DayNumber(until); number++)
        {
            if (!blocks.ContainsKey(number))
            {
                blocks[number] = new Block(await Touches(db, number, cancellationToken), await Conversions(db, number, cancellationToken));
            }
        }
    }

    // Read bare, as a window holds millions. A touch resolved anew counts as its newest resolution says.
    private async Task<List<SeenTouch>> Touches(AttributionDb db, int number, CancellationToken cancellationToken)
    {
        await using var command = Storage.Database.Connection(db).CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText =
            """
            SELECT t."VisitorId", t."UserId", t."SessionId", t."OccurredAt", COALESCE(
                (SELECT c."Channel" FROM "TouchChannel" c WHERE c."StoreId" = t."StoreId" AND c."TouchId" = t."TouchId" ORDER BY c."Version" DESC LIMIT 1), t."Channel")
            FROM "MarketingTouch" t
            WHERE t."StoreId" = @store AND t."OccurredAt" >= @from AND t."OccurredAt" < @until
            ORDER BY t."OccurredAt", t."TouchId"
            """;
        Add(command, "@store", store.Id.Value);
        Add(command, "@from", number * TimeSpan.TicksPerDay);
        Add(command, "@until", (number + 1) * TimeSpan.TicksPerDay);
        var touches = new List<SeenTouch>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (rows.Read())
        {
            var who = new Who(Once(ids, rows.GetString(0)), Once(ids, rows.GetString(1)), Once(ids, rows.GetString(2)));
            touches.Add(new SeenTouch(new DateTimeOffset(rows.GetInt64(3), TimeSpan.Zero), Once(channels, rows.GetString(4)), who));
        }

        return touches;
    }

    // Pending orders are none yet; without a journey there is nothing to cut.
    private async Task<List<SeenConversion>> Conversions(AttributionDb db, int number, CancellationToken cancellationToken)
    {
        var (from, until) = (new DateTimeOffset(number * TimeSpan.TicksPerDay, TimeSpan.Zero), new DateTimeOffset((number + 1) * TimeSpan.TicksPerDay, TimeSpan.Zero));
        return await db.Orders
            .Where(order => order.StoreId == store.Id.Value && order.OccurredAt >= from && order.OccurredAt < until && order.BookedOn != null && order.MarketingAttribution != null)
            .OrderBy(order => order.OccurredAt).ThenBy(order => order.OrderId)
            .Select(order => new SeenConversion(order.OccurredAt, order.ValueMinor, order.Type, order.BookedOn!.Value, new Who(order.VisitorId, order.UserId, order.SessionId)))
            .ToListAsync(cancellationToken);
    }

    private Person? PersonOf(Dictionary<(char Kind, string Id), Person> people, Who who, DateTimeOffset at, DateTimeOffset until)
    {
        var key = KeyOf(who, at, until);
        if (key.Id.Length == 0)
        {
            return null;
        }

        ref var person = ref CollectionsMarshal.GetValueRefOrAddDefault(people, key, out _);
        return person ??= new Person([], []);
    }

    private Person? Known(Dictionary<(char Kind, string Id), Person> people, Who who, DateTimeOffset at, DateTimeOffset until) =>
        people.GetValueOrDefault(KeyOf(who, at, until));

    private (char Kind, string Id) KeyOf(Who who, DateTimeOffset at, DateTimeOffset until) =>
        store.JourneyScope == "session" && who.Session.Length > 0 ? ('s', who.Session)
        : who.Visitor.Length > 0 ? UserOf(who.Visitor, at, until) is { } user ? ('u', user) : ('v', who.Visitor)
        : who.User.Length > 0 ? ('u', who.User)
        : ('s', who.Session);

    private string? UserOf(string visitor, DateTimeOffset at, DateTimeOffset until)
    {
        if (!timelines!.TryGetValue(visitor, out var timeline))
        {
            return null;
        }

        return lastKnown[visitor] < until
            ? timeline.UserAt(at)
            : new VisitorTimeline(identifications![visitor].Where(one => one.From < until)).UserAt(at);
    }

    private static int DayNumber(DateTimeOffset at) => (int)(at.UtcTicks / TimeSpan.TicksPerDay);

    // However many touches bear it, a text is one object.
    private static string Once(Dictionary<string, string> known, string text)
    {
        ref var kept = ref CollectionsMarshal.GetValueRefOrAddDefault(known, text, out _);
        return kept ??= text;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    private sealed record Block(List<SeenTouch> Touches, List<SeenConversion> Conversions);

    private readonly record struct Who(string Visitor, string User, string Session);

    private readonly record struct SeenTouch(DateTimeOffset At, string Channel, Who Who);

    private sealed record SeenConversion(DateTimeOffset At, long ValueMinor, string Type, DateOnly BookedOn, Who Who);

    private sealed record Person(List<FitTouch> Touches, List<FitConversion> Conversions);
}
