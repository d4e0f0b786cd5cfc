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
            return await senders.Unknown(context);
        }

        using var body = await HitBody.Read(context.Request, sender is { IsServer: true } ? HitBody.ServerBytes : HitBody.BrowserBytes, cancellation);
        if ((body.Refusal ?? (body.Root.ValueKind == JsonValueKind.Object ? null : HitBody.NotUnderstood("Send one hit, or { \"items\": [ … ] }."))) is { } unread)
        {
            await senders.NoteBody(context, sender, unread);
            return unread;
        }

        sender ??= await senders.FindIn(body.Root, cancellation);
        return sender is null ? await senders.Unknown(context) : senders.Refusal(context, sender) ?? await TakeFrom(context, sender, body);
    }

    /// <summary>Takes the hit of a pixel, whose page is named by <c>Referer</c>; null where it was taken.</summary>
    public async Task<IResult?> TakePixel(HttpContext context)
    {
        await origins.Admit(context);
        if (await senders.Find(context.Request.Query["k"].ToString(), context.RequestAborted) is not { IsServer: false } sender)
        {
            return await senders.Unknown(context);
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
            return senders.Busy(context, sender, 1);
        }
    }

    private async Task<IResult> TakeFrom(HttpContext context, Sender sender, HitBody body)
    {
        var envelope = new HitFaults(sender.IsServer);
        var (items, sentAt, isBatch) = Open(body.Root, envelope);
        if (RefusalOf(sender, body, items, envelope) is { } refusal)
        {
            await senders.NoteBody(context, sender, refusal);
            return refusal;
        }

        return senders.Limit(context, sender, items!.Count) ?? await Store(context, sender, items, sentAt, isBatch);
    }

    // Why a body is refused whole; null where each of its items is looked at.
    private static IResult? RefusalOf(Sender sender, HitBody body, IReadOnlyList<JsonElement>? items, HitFaults envelope)
    {
        var most = sender.IsServer ? HitBody.ServerItems : HitBody.BrowserItems;
        return sender.IsServer && body.IsBroken ? HitBody.NotUnderstood("This is not UTF-8. Send one JSON document in UTF-8.")
            : envelope.Any ? Problem.Validation("The batch was not accepted", envelope.ByField)
            : items is null ? HitBody.NotUnderstood("`items` is no list. Send { \"items\": [ … ] }.")
            : items.Count > most ? HitBody.TooLarge($"Send at most {most} hits at once.")
            : null;
    }

    private async Task<IResult> Store(HttpContext context, Sender sender, IReadOnlyList<JsonElement> items, DateTimeOffset? sentAt, bool isBatch)
    {
        var caller = CallerOf(context, sender.IsServer);
        var key = sender.IsServer ? context.Request.Headers["Idempotency-Key"].ToString() : "";
        var reader = new HitReader(sender.Store, sender.IsServer, caller.ReceivedAt, new TouchIds(sender.Store.Id, key, caller.ReceivedAt));
        var faults = items.Select(_ => new HitFaults(sender.IsServer)).ToArray();
        var read = items.Select((item, i) => reader.Read(item, sentAt, faults[i])).ToArray();
        read = [.. read.Select(hit => hit?.Claim is null || browserOrders.Believes(context, sender, hit) ? hit : hit with { Claim = null })];
        var hits = read.OfType<Hit>().ToList();
        senders.NoteFaults(sender, read, faults);
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
            return senders.Busy(context, sender, hits.Count);
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
            IsAddressShared = senders.IsBehindUnknownProxy(context.Request),
            Door = DoorOf(context.Request.Path),
            IsPrefetch = IsPrefetch(headers["Sec-Purpose"]) || IsPrefetch(headers["Purpose"]) || IsPrefetch(headers["X-Moz"]),
        };
    }

    private static bool IsPrefetch(string? header) =>
        header is not null && (header.Contains("prefetch", StringComparison.OrdinalIgnoreCase) || header.Contains("prerender", StringComparison.OrdinalIgnoreCase));

    private static HitDoor DoorOf(PathString path) =>
        path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) && !path.Value!.EndsWith(".gif", StringComparison.OrdinalIgnoreCase) ? HitDoor.Stable
        : path.Value!.EndsWith(".gif", StringComparison.OrdinalIgnoreCase) ? HitDoor.Pixel
        : HitDoor.Alias;
}
