using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace Attribution.Web.Demo;

/// <summary>
/// Sends the sample shops in by the product's own front door, over HTTP with their secret keys, and lets the snapshot job build and
/// seal them. Nothing of the sample is written around the code that a real shop uses.
/// </summary>
internal sealed partial class DemoLoad(
    DemoStores stores, IServer server, IHostApplicationLifetime lifetime, ISchedulerFactory schedulers, Database database, TimeProvider clock, ILogger<DemoLoad> logger)
    : BackgroundService
{
    private const int BatchSize = 1_000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (stores.Opened is not { } opened)
        {
            return;
        }

        try
        {
            await Started(stoppingToken);
            await Load(opened, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped half-way: the next start begins anew.
        }
        catch (HttpRequestException failure)
        {
            LogFailed(failure);
        }
    }

    private async Task Load(DemoStores.Pair opened, CancellationToken cancellationToken)
    {
        var startedAt = clock.GetTimestamp();
        var now = clock.GetUtcNow();
        var shop = new DemoShop(now, DemoStores.Zone);
        using (var client = Client(opened.Shop.SecretKey))
        {
            await Send(client, shop.Visits, shop.Orders, shop.Costs, cancellationToken);
        }

        using (var client = Client(opened.FiveJourneys.SecretKey))
        {
            await Send(client, [.. DemoJourneys.Visits(now)], [.. DemoJourneys.Orders(now)], [], cancellationToken);
        }

        var sent = clock.GetElapsedTime(startedAt);
        await Snapshot([opened.Shop.SecretKey, opened.FiveJourneys.SecretKey], now, cancellationToken);
        await stores.SetLoaded(cancellationToken);
        LogLoaded(shop.Visits.Count, shop.Orders.Count, sent.TotalSeconds, clock.GetElapsedTime(startedAt).TotalSeconds);
    }

    private static async Task Send(HttpClient client, IReadOnlyList<DemoVisit> visits, IReadOnlyList<DemoOrder> orders, IReadOnlyList<DemoCost> costs, CancellationToken cancellationToken)
    {
        await SendBatches(client, HttpMethod.Post, "/api/touches", visits.Select(TouchOf), cancellationToken);
        await SendBatches(client, HttpMethod.Post, "/api/conversions/batch", orders.Select(ConversionOf), cancellationToken);
        foreach (var order in orders.Where(order => order.Refund is not null))
        {
            var refund = order.Refund!;
            await Send(
                client, HttpMethod.Post, $"/api/conversions/{order.OrderId}/refunds",
                new { refundId = "R-" + order.OrderId, amount = refund.Amount, occurredAt = refund.At, reason = refund.Reason }, cancellationToken);
        }

        await SendBatches(client, HttpMethod.Put, "/api/costs", costs.Select(CostOf), cancellationToken);
    }

    /// <summary>Seals what is past its grace time, builds the open days, and waits until nothing is left to do.</summary>
    private async Task Snapshot(string[] secretKeys, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        await scheduler.TriggerJob(new JobKey("seal"), cancellationToken);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, DemoStores.Zone).DateTime);
        foreach (var key in secretKeys)
        {
            using var client = Client(key);
            await Send(client, HttpMethod.Post, "/api/snapshots/rebuild", new { from = today.AddDays(-4), to = today, reason = "Sample data" }, cancellationToken);
        }

        while (await IsUnbuilt(cancellationToken))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), clock, cancellationToken);
        }
    }

    private async Task<bool> IsUnbuilt(CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        return await db.SnapshotDays.AnyAsync(day => day.DirtySeq > day.BuiltSeq, cancellationToken);
    }

    private static async Task SendBatches(HttpClient client, HttpMethod method, string path, IEnumerable<object> items, CancellationToken cancellationToken)
    {
        foreach (var batch in items.Chunk(BatchSize))
        {
            await Send(client, method, path, new { items = batch }, cancellationToken);
        }
    }

    private static async Task Send(HttpClient client, HttpMethod method, string path, object body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body, options: JsonSerializerOptions.Web) };
        using var answer = await client.SendAsync(request, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"{method} {path} was answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
        }
    }

    private static object TouchOf(DemoVisit visit) => new
    {
        kind = "touch",
        touchId = visit.TouchId,
        occurredAt = visit.At,
        url = visit.Url,
        referrer = visit.Referrer,
        visitorId = visit.VisitorId,
        sessionId = visit.SessionId,
        consent = "granted",
    };

    private static object ConversionOf(DemoOrder order) => order.Type == "sale"
        ? new
        {
            orderId = order.OrderId,
            type = order.Type,
            value = order.Value,
            currency = "EUR",
            occurredAt = order.At,
            sessionId = order.SessionId,
            visitorId = order.VisitorId,
            userId = order.UserId,
            customerType = order.NewCustomer ? "new" : "returning",
        }
        : new { orderId = order.OrderId, type = order.Type, value = 0, currency = "EUR", occurredAt = order.At, sessionId = order.SessionId };

    private static object CostOf(DemoCost cost) => new
    {
        date = cost.Date,
        channel = cost.Channel,
        campaign = cost.Campaign,
        cost = cost.Cost,
        currency = "EUR",
        impressions = cost.Impressions,
        clicks = cost.Clicks,
    };

    private HttpClient Client(string secretKey)
    {
        var address = server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var client = new HttpClient { BaseAddress = new Uri(LoopbackOf(address)) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secretKey);
        return client;
    }

    /// <summary>Where this machine reaches itself: a server that listens everywhere names no host.</summary>
    private static string LoopbackOf(string address)
    {
        var binding = BindingAddress.Parse(address);
        return binding.Host is "localhost" or "127.0.0.1" or "[::1]" ? address : $"{binding.Scheme}://127.0.0.1:{binding.Port}";
    }

    private Task Started(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        return started.Task.WaitAsync(stoppingToken);
    }

    [LoggerMessage(1, LogLevel.Information, "Sample data: {Visits} visits and {Orders} conversions sent in {Sent:0.0} s, all days built after {Seconds:0.0} s")]
    private partial void LogLoaded(int visits, int orders, double sent, double seconds);

    [LoggerMessage(2, LogLevel.Error, "The sample data could not be loaded. Start the demo again.")]
    private partial void LogFailed(Exception failure);
}
