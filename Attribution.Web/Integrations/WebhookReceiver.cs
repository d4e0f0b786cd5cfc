using System.Security.Cryptography;
using System.Text.Json;
using Attribution.Domain;
using Attribution.Web.Http;
using Attribution.Web.Integrations.Deliveries;
using Attribution.Web.Integrations.Segment;
using Attribution.Web.Integrations.WooCommerce;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Ingest;
using Attribution.Web.Storage.Tables;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Attribution.Web.Integrations;

/// <summary>Takes a delivery in: checks who signed it, puts it on disk, and only then answers.</summary>
internal sealed class WebhookReceiver(
    IntegrationDirectory integrations, StoreDirectory stores, DeliveryBox box, DeliveryWorker worker, Collector collector, IngestHealth health, TimeProvider clock)
{
    // Nothing longer is read for who is connected with nothing.
    private const int LongestPing = 64;

    /// <summary>What refused deliveries of a platform are counted under.</summary>
    public static string CountOf(string kind) => "webhook_" + kind;

    public async Task<IResult> Take(HttpContext context, string kind, string storeKey)
    {
        var platform = Platforms.Find(kind);
        var store = await stores.Find(storeKey, context.RequestAborted);
        var connection = store is null ? null : await integrations.Find(store.Id, kind, context.RequestAborted);
        var (body, refusal) = await WebhookBody.Read(context.Request, connection is null ? LongestPing : WebhookBody.MaxBytes, context.RequestAborted);
        if (platform is WooCommercePlatform && body is not null && WooCommercePlatform.IsPing(context.Request.Headers, body))
        {
            return TypedResults.Ok();
        }

        if (connection is null || (body is not null && !IsSigned(platform!, connection, context, body)))
        {
            health.Count(store?.Id ?? default, CountOf(platform?.Kind ?? "other"));
            return Unsigned();
        }

        if (refusal is not null)
        {
            return refusal;
        }

        try
        {
            return await Keep(platform!, store!, context, body!);
        }
        catch (IngestBusyException)
        {
            context.Response.Headers.RetryAfter = "5";
            return Problem.Of(StatusCodes.Status503ServiceUnavailable, "busy", "Nothing can be stored now", "Send it again later; Retry-After says when.");
        }
    }

    private bool IsSigned(IPlatform platform, Connection connection, HttpContext context, byte[] body) =>
        connection.SecretsAt(clock.GetUtcNow()).Any(secret => platform.IsSigned(context.Request.Headers, body, secret));

    private async Task<IResult> Keep(IPlatform platform, StoreSettings store, HttpContext context, byte[] body)
    {
        var headers = context.Request.Headers;
        var receivedAt = clock.GetUtcNow();
        using var json = WebhookBody.Parse(body);
        if (json is null)
        {
            // Signed, so it came from the platform: kept without its content, to be seen.
            var junk = Row(platform, store, headers, default, HashOf(body), receivedAt);
            (junk.State, junk.Note) = (DeliveryState.Failed, $"This is no JSON object ({body.Length} bytes).");
            await box.Store([junk], context.RequestAborted);
            return TypedResults.Ok();
        }

        var rows = new List<WebhookDeliveryRow>();
        foreach (var item in WebhookBody.Items(json.RootElement))
        {
            var row = Row(platform, store, headers, item, HashOf(System.Text.Encoding.UTF8.GetBytes(item.GetRawText())), receivedAt);
            if (platform is SegmentPlatform && !SegmentPlatform.IsOrder(row.Topic))
            {
                await TakeHit(store, item, row, context.RequestAborted);
            }
            else
            {
                row.Body = platform.Cut(item);
            }

            rows.Add(row);
        }

        await box.Store(rows, context.RequestAborted);
        worker.Wake();
        return TypedResults.Ok();
    }

    // Once the collector answers it is on disk, and its id makes a second copy harmless.
    private async Task TakeHit(StoreSettings store, JsonElement item, WebhookDeliveryRow row, CancellationToken cancellationToken)
    {
        row.State = DeliveryState.Ignored;
        row.TakenAt = row.ReceivedAt;
        var (hit, note) = SegmentHits.Read(store, item, row.DeliveryId, row.ReceivedAt);
        if (hit is null || await box.Has(row, cancellationToken))
        {
            row.Note = note;
            return;
        }

        var answer = (await collector.Take(store, [hit], new Caller(true, row.ReceivedAt), cancellationToken))[0];
        (row.State, row.Note) = answer.Outcome switch
        {
            HitOutcome.Ignored => (DeliveryState.Ignored, $"Left out: {answer.IgnoredAs}."),
            HitOutcome.Failed => (DeliveryState.Failed, "The event could not be stored."),
            _ => (DeliveryState.Done, answer.Resolution is { } resolution ? $"A visit by {resolution.Channel}." : "Noted."),
        };
    }

    private static WebhookDeliveryRow Row(IPlatform platform, StoreSettings store, IHeaderDictionary headers, JsonElement item, string hash, DateTimeOffset receivedAt)
    {
        var topic = Short(platform.TopicOf(headers, item), 100);
        var id = Short(platform.IdOf(headers, item), 200);
        return new WebhookDeliveryRow
        {
            StoreId = store.Id.Value,
            Kind = platform.Kind,
            DeliveryId = id.Length > 0 ? id : "sha256-" + hash,
            Topic = topic,
            ReceivedAt = receivedAt,
            BodyHash = hash,
            State = DeliveryState.Received,
            OrderId = platform.OrderIdOf(topic, item),
        };
    }

    private static string HashOf(byte[] body) => Convert.ToHexStringLower(SHA256.HashData(body));

    private static string Short(string text, int max) => string.Concat(text.Where(letter => !char.IsControl(letter)).Take(max));

    // One answer for every reason, down to the reference: which of them it was is nobody's business.
    private static ProblemHttpResult Unsigned() => Problem.Of(
        StatusCodes.Status401Unauthorized, "unauthorized", "The delivery was not accepted", "It is not signed with the secret of a platform that this store is connected with.", "webhook");
}
