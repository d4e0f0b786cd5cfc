using System.Net;
using System.Text.Json;
using Attribution.Web.Http;
using Attribution.Web.Storage.Ingest;

namespace Attribution.Web.Tracking;

/// <summary>Takes a request with a hit or a batch: who sends it, can it be read, then what became of each hit.</summary>
internal sealed class CollectHandler(Senders senders, Origins origins, BrowserOrders browserOrders, ProxyCountry country, Collector collector, TimeProvider clock)
{
    public async Task<IResult> Take(HttpContext context)
    {
        await origins.Admit(context);
        var cancellation = context.RequestAborted;
        var token = KeyAuthentication.TokenOf(context.Request);
        var sender = token is null ? null : await senders.Find(token, cancellation);
        if (token is not null && sender is null)
        {
            return Senders.Unknown(context);
        }

        using var body = await HitBody.Read(context.Request, sender is { IsServer: true } ? HitBody.ServerBytes : HitBody.BrowserBytes, cancellation);
        if (body.Refusal is not null)
        {
            return body.Refusal;
        }

        if (body.Root.ValueKind != JsonValueKind.Object)
        {
            return HitBody.NotUnderstood("Send one hit, or { \"items\": [ … ] }.");
        }

        sender ??= await senders.FindIn(body.Root, cancellation);
        return sender is null ? Senders.Unknown(context) : senders.Refusal(context, sender) ?? await TakeFrom(context, sender, body);
    }

    /// <summary>Takes the hit of a pixel, whose page is named by <c>Referer</c>; null where it was taken.</summary>
    public async Task<IResult?> TakePixel(HttpContext context)
    {
        await origins.Admit(context);
        if (await senders.Find(context.Request.Query["k"].ToString(), context.RequestAborted) is not { IsServer: false } sender)
        {
            return Senders.Unknown(context);
        }

        if ((senders.Refusal(context, sender) ?? senders.Limit(context, sender, 1)) is { } refusal)
        {
            return refusal;
        }

        var caller = CallerOf(context, isServer: false);
        var url = HitText.Cut(HitText.Clean(context.Request.Headers.Referer.ToString()), 2_048);
        var hit = new Hit { Id = Guid.CreateVersion7(caller.ReceivedAt), OccurredAt = caller.ReceivedAt, Landing = new() { Url = url } };
        try
        {
            VisitorCookies.Write(context, sender.Store, [hit], await collector.Take(sender.Store, [hit], caller, context.RequestAborted));
            return null;
        }
        catch (IngestBusyException)
        {
            return Busy(context);
        }
    }

    private async Task<IResult> TakeFrom(HttpContext context, Sender sender, HitBody body)
    {
        if (sender.IsServer && body.IsBroken)
        {
            return HitBody.NotUnderstood("This is not UTF-8. Send one JSON document in UTF-8.");
        }

        var envelope = new HitFaults(sender.IsServer);
        var (items, sentAt, isBatch) = Open(body.Root, envelope);
        if (items is null || envelope.Any)
        {
            return envelope.Any ? Problem.Validation("The batch was not accepted", envelope.ByField) : HitBody.NotUnderstood("`items` is no list. Send { \"items\": [ … ] }.");
        }

        var most = sender.IsServer ? HitBody.ServerItems : HitBody.BrowserItems;
        if (items.Count > most)
        {
            return HitBody.TooLarge($"Send at most {most} hits at once.");
        }

        return senders.Limit(context, sender, items.Count) ?? await Store(context, sender, items, sentAt, isBatch);
    }

    private async Task<IResult> Store(HttpContext context, Sender sender, IReadOnlyList<JsonElement> items, DateTimeOffset? sentAt, bool isBatch)
    {
        var caller = CallerOf(context, sender.IsServer);
        var reader = new HitReader(sender.Store, sender.IsServer, caller.ReceivedAt);
        var faults = items.Select(_ => new HitFaults(sender.IsServer)).ToArray();
        var read = items.Select((item, i) => reader.Read(item, sentAt, faults[i])).ToArray();
        read = [.. read.Select(hit => hit?.Claim is null || browserOrders.Believes(context, sender, hit) ? hit : hit with { Claim = null })];
        var hits = read.OfType<Hit>().ToList();
        try
        {
            var written = await collector.Take(sender.Store, hits, caller, context.RequestAborted);
            if (!sender.IsServer)
            {
                VisitorCookies.Write(context, sender.Store, hits, written);
            }

            var answers = new Queue<HitAnswer>(written);
            var inPlace = read.Select(hit => hit is null ? null : answers.Dequeue()).ToArray();
            return isBatch ? HitAnswers.Many(inPlace, faults, sender.IsServer) : HitAnswers.One(inPlace[0], faults[0], sender.IsServer);
        }
        catch (IngestBusyException)
        {
            return Busy(context);
        }
    }

    // A batch names its items; everything else is one hit.
    private static (IReadOnlyList<JsonElement>? Items, DateTimeOffset? SentAt, bool IsBatch) Open(JsonElement root, HitFaults faults)
    {
        if (HitText.Find(root, "items") is not { } items)
        {
            return ([root], null, false);
        }

        var fields = new HitFields(root, faults);
        fields.Skip("items", "key");
        var sentAt = fields.Instant("sentAt");
        fields.RefuseOthers();
        return (items.ValueKind == JsonValueKind.Array ? [.. items.EnumerateArray()] : null, sentAt, true);
    }

    private Caller CallerOf(HttpContext context, bool isServer)
    {
        var receivedAt = clock.GetUtcNow();
        if (isServer)
        {
            return new Caller(true, receivedAt);
        }

        var headers = context.Request.Headers;
        var address = context.Connection.RemoteIpAddress;
        return new Caller(false, receivedAt)
        {
            Address = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address,
            UserAgent = headers.UserAgent.ToString(),
            MobileHint = headers["Sec-CH-UA-Mobile"].ToString(),
            Country = country.Of(context.Request),
            VisitorCookie = VisitorCookies.Read(context.Request, VisitorCookies.Visitor),
            SessionCookie = VisitorCookies.Read(context.Request, VisitorCookies.Session),
            Gpc = headers["Sec-GPC"].ToString().Trim() == "1",
            IsPrefetch = IsPrefetch(headers["Sec-Purpose"]) || IsPrefetch(headers["Purpose"]) || IsPrefetch(headers["X-Moz"]),
        };
    }

    private static bool IsPrefetch(string? header) =>
        header is not null && (header.Contains("prefetch", StringComparison.OrdinalIgnoreCase) || header.Contains("prerender", StringComparison.OrdinalIgnoreCase));

    private static IResult Busy(HttpContext context) => Senders.Later(
        context, StatusCodes.Status503ServiceUnavailable, IngestBusyException.RetryAfter, "busy", "Nothing can be stored now", "Nothing of this was taken. Send it again; Retry-After says when.");
}
