using System.Data.Common;
using System.Runtime.InteropServices;
using Attribution.Domain.Journeys;
using Attribution.Domain.Models.DataDriven;
using Attribution.Web.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Attribution.Web.Snapshots.Fits;

/// <summary>
/// Reads people's histories for the fit of a day, as they stood when the day ended: what was learned or arrived for later days changes
/// nothing, so that a rebuild long after finds the same.
/// </summary>
internal sealed class FitReader(AttributionDb db, StoreSettings store, DateOnly day)
{
    private readonly Dictionary<string, VisitorTimeline> timelines = new(StringComparer.Ordinal);
    private readonly Dictionary<(char Kind, string Id), History> people = [];

    public async Task<FitJourneys> Read(FitWindow window, CancellationToken cancellationToken)
    {
        await ReadTimelines(window, cancellationToken);
        await ReadTouches(window, cancellationToken);
        await ReadConversions(window, cancellationToken);
        var journeys = new FitJourneys(window);
        foreach (var person in people.Values)
        {
            journeys.Add(person.Touches, person.Conversions);
        }

        return journeys;
    }

    private async Task ReadTimelines(FitWindow window, CancellationToken cancellationToken)
    {
        var rows = await db.VisitorUsers.Where(row => row.StoreId == store.Id.Value && row.From < window.Until).ToListAsync(cancellationToken);
        foreach (var visitor in rows.GroupBy(row => row.VisitorId, StringComparer.Ordinal))
        {
            timelines[visitor.Key] = new VisitorTimeline(visitor.Select(row => new Identification(row.From, row.UserId)));
        }
    }

    // Read bare, as a window holds millions. A touch resolved anew counts as its newest resolution says.
    private async Task ReadTouches(FitWindow window, CancellationToken cancellationToken)
    {
        var anew = await db.TouchChannels.AnyAsync(row => row.StoreId == store.Id.Value, cancellationToken);
        await using var command = Storage.Database.Connection(db).CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText =
            $"""
            SELECT t."VisitorId", t."UserId", t."SessionId", t."OccurredAt", {(anew ? "COALESCE(c.\"Channel\", t.\"Channel\")" : "t.\"Channel\"")}
            FROM "MarketingTouch" t
            {(anew ? "LEFT JOIN \"TouchChannel\" c ON c.\"StoreId\" = t.\"StoreId\" AND c.\"TouchId\" = t.\"TouchId\" AND c.\"Version\" = (SELECT MAX(n.\"Version\") FROM \"TouchChannel\" n WHERE n.\"StoreId\" = t.\"StoreId\" AND n.\"TouchId\" = t.\"TouchId\")" : "")}
            WHERE t."StoreId" = @store AND t."OccurredAt" >= @from AND t."OccurredAt" < @until
            ORDER BY t."OccurredAt", t."TouchId"
            """;
        Add(command, "@store", store.Id.Value);
        Add(command, "@from", window.ReadFrom.UtcTicks);
        Add(command, "@until", window.Until.UtcTicks);
        var channels = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (rows.Read())
        {
            var at = new DateTimeOffset(rows.GetInt64(3), TimeSpan.Zero);
            if (PersonOf(rows.GetString(0), rows.GetString(1), rows.GetString(2), at) is { } person)
            {
                // A channel's name is one object, however many touches bear it.
                var name = rows.GetString(4);
                ref var channel = ref CollectionsMarshal.GetValueRefOrAddDefault(channels, name, out _);
                person.Touches.Add(new FitTouch(at, channel ??= name));
            }
        }
    }

    // Pending orders are none yet; without a journey there is nothing to cut.
    private async Task ReadConversions(FitWindow window, CancellationToken cancellationToken)
    {
        var orders = await db.Orders
            .Where(order => order.StoreId == store.Id.Value && order.OccurredAt >= window.ReadFrom && order.OccurredAt < window.Until
                && order.BookedOn != null && order.BookedOn <= day && order.MarketingAttribution != null)
            .OrderBy(order => order.OccurredAt).ThenBy(order => order.OrderId)
            .Select(order => new { order.VisitorId, order.UserId, order.SessionId, order.OccurredAt, order.ValueMinor })
            .ToListAsync(cancellationToken);
        foreach (var order in orders)
        {
            PersonOf(order.VisitorId, order.UserId, order.SessionId, order.OccurredAt)?.Conversions.Add(new FitConversion(order.OccurredAt, order.ValueMinor));
        }
    }

    private History? PersonOf(string visitor, string user, string session, DateTimeOffset at)
    {
        (char, string) key = store.JourneyScope == "session" && session.Length > 0 ? ('s', session)
            : visitor.Length > 0 ? timelines.TryGetValue(visitor, out var timeline) && timeline.UserAt(at) is { } known ? ('u', known) : ('v', visitor)
            : user.Length > 0 ? ('u', user)
            : ('s', session);
        if (key.Item2.Length == 0)
        {
            return null;
        }

        ref var person = ref CollectionsMarshal.GetValueRefOrAddDefault(people, key, out _);
        return person ??= new History([], []);
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    private sealed record History(List<FitTouch> Touches, List<FitConversion> Conversions);
}
