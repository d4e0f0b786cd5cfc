using System.Text.Json;
using Attribution.Domain;
using Attribution.Domain.Conversions;
using Attribution.Domain.Journeys;
using Attribution.Domain.Models;
using Attribution.Domain.Touches;
using Attribution.Web.Http;
using Attribution.Web.Privacy;
using Attribution.Web.Snapshots;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Attribution.Tests.Snapshots;

/// <summary>What happened to a store, written as the features that take it in write it: raw rows, and the mark on the day that they change.</summary>
internal sealed class History(TestApp app, StoreId? store = null)
{
    private readonly List<object> rows = [];
    private readonly HashSet<DateOnly> days = [];
    private int number;

    public StoreId Store { get; } = store ?? app.Shop.Id;

    /// <summary>A session of one touch.</summary>
    public Touch Visit(string at, string channel, string visitor = "v1", string source = "google", string medium = "cpc", string campaign = "") =>
        Visit(DateTimeOffset.Parse(at, null), channel, visitor, source, medium, campaign);

    public Touch Visit(DateTimeOffset at, string channel, string visitor, string source = "google", string medium = "cpc", string campaign = "")
    {
        number++;
        var touch = new Touch(new Guid(number, 0, 0, new byte[8]), at, channel, source, medium) { Campaign = campaign, SessionId = $"s{number}", VisitorId = visitor };
        rows.Add(new TouchRow
        {
            StoreId = Store.Value,
            TouchId = touch.Id,
            VisitorId = visitor,
            SessionId = touch.SessionId,
            OccurredAt = at,
            ReceivedAt = at,
            Channel = channel,
            Source = source,
            Medium = medium,
            Campaign = campaign,
            Reason = "test",
        });
        rows.Add(new SessionRow
        {
            StoreId = Store.Value,
            SessionId = touch.SessionId,
            VisitorId = visitor,
            FirstTouchId = touch.Id,
            LastTouchId = touch.Id,
            TouchCount = 1,
            StartedAt = at,
            LastActivityAt = at,
        });
        days.Add(DayOf(at));
        return touch;
    }

    /// <summary>A completed conversion under every model, by these touches; by none it is unattributed.</summary>
    public OrderRow Order(string id, string at, long valueMinor, params Touch[] touches) => Order(id, DateTimeOffset.Parse(at, null), valueMinor, "sale", touches);

    public OrderRow Order(string id, DateTimeOffset at, long valueMinor, string type, params Touch[] touches)
    {
        var models = ModelCatalog.Defaults.Select(model => new ConfiguredModel(model, 1)).ToList();
        var attribution = touches.Length == 0 ? null : MarketingAttribution.Of(new Journey([.. touches.Order(Touch.InOrder)], at, null), valueMinor, models);
        var order = new OrderRow
        {
            StoreId = Store.Value,
            OrderId = id,
            Type = type,
            Status = "completed",
            ValueMinor = valueMinor,
            SentMinor = valueMinor,
            SentCurrency = "EUR",
            OccurredAt = at,
            ReceivedAt = at,
            CompletedAt = at,
            BookedOn = DayOf(at),
            MatchedBy = touches.Length == 0 ? "none" : "visitor",
            Touches = touches.Length,
            FirstChannel = attribution?.FirstTouch.Channel ?? "",
            LastChannel = attribution?.LastTouch.Channel ?? "",
            VisitorId = touches.Length == 0 ? "" : touches[0].VisitorId,
            ContentHash = "",
            MarketingAttribution = attribution is null ? null : JsonSerializer.Serialize(attribution, ApiJson.Options),
        };
        rows.Add(order);
        days.Add(DayOf(at));
        return order;
    }

    public void Refund(OrderRow order, string at, long amountMinor) => Refund(order, DateTimeOffset.Parse(at, null), amountMinor);

    public void Refund(OrderRow order, DateTimeOffset at, long amountMinor)
    {
        number++;
        rows.Add(new RefundRow
        {
            StoreId = Store.Value,
            OrderId = order.OrderId,
            RefundId = $"r{number}",
            AmountMinor = amountMinor,
            BeforeMinor = order.RefundedMinor,
            AfterMinor = order.RefundedMinor + amountMinor,
            OccurredAt = at,
            ReceivedAt = at,
            BookedOn = DayOf(at),
            ContentHash = "",
        });
        order.RefundedMinor += amountMinor;
        days.Add(DayOf(at));
    }

    public void Cost(string day, string channel, long costMinor, string source = "", string medium = "", string campaign = "")
    {
        var date = DateOnly.Parse(day, null);
        rows.Add(new MarketingCostRow
        {
            StoreId = Store.Value,
            Date = date,
            Channel = channel,
            Source = source,
            Medium = medium,
            Campaign = campaign,
            CostMinor = costMinor,
            SentMinor = costMinor,
            SentCurrency = "EUR",
        });
        days.Add(date);
    }

    /// <summary>Commits what was told so far, in one transaction with the marks.</summary>
    public async Task Save()
    {
        await app.Services.GetRequiredService<Database>().Write(
            async db =>
            {
                db.UpdateRange(rows.OfType<OrderRow>().Where(row => saved.Contains(row)));
                db.AddRange(rows.Where(row => !saved.Contains(row)));
                await db.SaveChangesAsync();
                foreach (var day in days)
                {
                    await DirtyDays.Mark(db, Store, day, CancellationToken.None);
                }
            },
            CancellationToken.None);
        saved.UnionWith(rows);
        days.Clear();
    }

    private readonly HashSet<object> saved = new(ReferenceEqualityComparer.Instance);

    private DateOnly DayOf(DateTimeOffset at) =>
        app.Services.GetRequiredService<StoreDirectory>().Find(Store, CancellationToken.None).AsTask().GetAwaiter().GetResult()!.Calendar.DayOf(at);
}

internal static class SnapshotSteps
{
    /// <summary>The app without the work that starts by itself: a test says what runs when.</summary>
    public static Task<TestApp> StartIdle(string at = "2026-06-15T10:00:00Z") =>
        TestApp.Start(DateTimeOffset.Parse(at, null), configure: web => web.ConfigureTestServices(services =>
        {
            foreach (var loop in services.Where(service => service.ServiceType == typeof(IHostedService) && (service.ImplementationType == typeof(SnapshotLoop) || service.ImplementationType == typeof(RetentionCatchUp))).ToList())
            {
                services.Remove(loop);
            }
        }));

    public static async Task<StoreSettings> Settings(this TestApp app, StoreId? store = null) =>
        (await app.Services.GetRequiredService<StoreDirectory>().Find(store ?? app.Shop.Id, CancellationToken.None))!;

    /// <summary>Builds every open day that changed.</summary>
    public static async Task<int> Build(this TestApp app, StoreId? store = null) =>
        await app.Services.GetRequiredService<SnapshotRunner>().BuildDirty(await app.Settings(store), CancellationToken.None);

    /// <summary>Seals what is due by the app's clock.</summary>
    public static async Task<int> Seal(this TestApp app, StoreId? store = null) =>
        await app.Services.GetRequiredService<SnapshotRunner>().SealDue(await app.Settings(store), CancellationToken.None);

    /// <summary>Queues a rebuild as the API does, and runs it.</summary>
    public static async Task<SnapshotRunRow> Rebuild(this TestApp app, string from, string to, bool includeSealed = false, string reason = "", StoreId? store = null)
    {
        var runs = app.Services.GetRequiredService<SnapshotRuns>();
        var run = await runs.Queue(store ?? app.Shop.Id, new RebuildOrder(DateOnly.Parse(from, null), DateOnly.Parse(to, null), reason, includeSealed), "test", CancellationToken.None);
        await app.Services.GetRequiredService<SnapshotRunner>().RunQueued(await app.Settings(store), CancellationToken.None);
        return await app.Read(db => db.SnapshotRuns.SingleAsync(row => row.RunId == run.RunId));
    }

    /// <summary>What the watch does when it wakes.</summary>
    public static Task Watch(this TestApp app) => app.Services.GetRequiredService<SnapshotWatch>().Look(CancellationToken.None);
}
