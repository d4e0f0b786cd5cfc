using Attribution.Domain;
using Attribution.Domain.Channels;
using Attribution.Domain.Channels.Rules;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Channels;

/// <summary>Asks a draft of rules about the touches of the last days, each distinct landing once, and says what would move.</summary>
internal sealed class ChannelReplay(Database database, TimeProvider clock)
{
    /// <summary>How far back a draft is tried, in local days with today.</summary>
    public const int Days = 90;

    private const int MostExamples = 3;

    /// <param name="store">The store as it is: its rules in force are what the draft is compared with.</param>
    /// <param name="draft">The rules and click ids to try; without a fault.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<ReplayResult> Try(StoreSettings store, ChannelDraft draft, CancellationToken cancellationToken)
    {
        var today = store.Today(clock);
        var window = (From: today.AddDays(1 - Days), To: today);
        var (start, end) = (store.Calendar.Bounds(window.From).Start, store.Calendar.Bounds(window.To).End);
        var tally = new ReplayTally(store, draft.For(store.Sites));
        await using var db = await database.Read(cancellationToken);
        await foreach (var touch in Touches(db, store, start, end).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            tally.Add(touch);
        }

        await foreach (var order in Orders(db, store, window.From, window.To).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            tally.Add(order.Order.ValueMinor, CountedOrders.Parse(order.Attribution)!);
        }

        return tally.Result(window.From, window.To, MostExamples);
    }

    // The projection names what a landing is made of and no more: years of touches pass through here.
    private static IQueryable<TouchRow> Touches(AttributionDb db, StoreSettings store, DateTimeOffset start, DateTimeOffset end) =>
        db.Touches.AsNoTracking()
            .Where(touch => touch.StoreId == store.Id.Value && touch.OccurredAt >= start && touch.OccurredAt < end && touch.Reason != "touch_type")
            .Select(touch => new TouchRow
            {
                TouchId = touch.TouchId,
                Channel = touch.Channel,
                Source = touch.Source,
                Medium = touch.Medium,
                Reason = touch.Reason,
                LandingUrl = touch.LandingUrl,
                ReferrerUrl = touch.ReferrerUrl,
                ReferrerHost = touch.ReferrerHost,
                RawTags = touch.RawTags,
                Parameters = touch.Parameters,
                ClickIdType = touch.ClickIdType,
                CampaignId = touch.CampaignId,
                Partner = touch.Partner,
            });

    private static IQueryable<CountedOrder> Orders(AttributionDb db, StoreSettings store, DateOnly from, DateOnly to) =>
        CountedOrders.Of(db, db.Orders.AsNoTracking().Where(order => order.StoreId == store.Id.Value && order.BookedOn >= from && order.BookedOn <= to))
            .Where(order => order.Attribution != null);
}
