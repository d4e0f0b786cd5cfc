using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Attribution.Domain;
using Attribution.Domain.Conversions;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Conversions;

/// <summary>What happens in a shop before and after an order, in its own words.</summary>
internal static class Shop
{
    public static readonly DateTimeOffset Noon = DateTimeOffset.Parse("2026-06-15T10:00:00Z", null);

    private static readonly Dictionary<string, (string Source, string Medium)> Sources = new()
    {
        ["paid_search"] = ("google", "cpc"),
        ["organic_search"] = ("google", "organic"),
        ["organic_social"] = ("facebook", "social"),
        ["email"] = ("newsletter", "email"),
        ["referral"] = ("blog.example", "referral"),
        ["direct"] = ("(direct)", "(none)"),
    };

    /// <summary>A touch of a browser; the session is the visitor's own unless named. Without a visitor it is a server's word about a user.</summary>
    public static async Task<Guid> Touch(this TestApp app, string channel, DateTimeOffset at, string visitor = "v1", string? session = null, string user = "", OpenedStore? store = null)
    {
        var id = Guid.CreateVersion7(at);
        var (source, medium) = Sources[channel];
        var sessionId = session ?? (visitor.Length > 0 ? $"s-{visitor}-{at.UtcTicks}" : "");
        await app.Write(async db =>
        {
            var storeId = (store ?? app.Shop).Id.Value;
            db.Touches.Add(new TouchRow
            {
                StoreId = storeId,
                TouchId = id,
                VisitorId = visitor,
                SessionId = sessionId,
                UserId = user,
                OccurredAt = at,
                ReceivedAt = at,
                Channel = channel,
                Source = source,
                Medium = medium,
                Reason = "test",
            });
            if (sessionId.Length > 0 && await db.Sessions.AsTracking().FirstOrDefaultAsync(row => row.StoreId == storeId && row.SessionId == sessionId) is { } known)
            {
                known.LastActivityAt = at;
                known.TouchCount++;
            }
            else if (sessionId.Length > 0)
            {
                db.Sessions.Add(new SessionRow { StoreId = storeId, SessionId = sessionId, VisitorId = visitor, FirstTouchId = id, LastTouchId = id, TouchCount = 1, StartedAt = at, LastActivityAt = at });
            }
        });
        return id;
    }

    /// <summary>A visitor's touches, a day apart, the last one an hour before noon.</summary>
    public static async Task Journey(this TestApp app, string visitor, params string[] channels)
    {
        for (var i = 0; i < channels.Length; i++)
        {
            await app.Touch(channels[i], Noon.AddHours(-1).AddDays(i + 1 - channels.Length), visitor);
        }
    }

    public static Task Identify(this TestApp app, string visitor, string user, DateTimeOffset from) =>
        app.Write(db => db.VisitorUsers.AddAsync(new VisitorUserRow { StoreId = app.Shop.Id.Value, VisitorId = visitor, UserId = user, From = from }).AsTask());

    /// <summary>A browser says it saw an order, and the app is told.</summary>
    public static async Task<Guid> Hint(this TestApp app, string visitor, string session, DateTimeOffset at, string order = "", string cart = "", bool tell = true)
    {
        var id = Guid.CreateVersion7(at);
        await app.Write(db => db.ConversionHints.AddAsync(new ConversionHintRow
        {
            StoreId = app.Shop.Id.Value,
            HintId = id,
            OrderId = order,
            CartToken = cart,
            VisitorId = visitor,
            SessionId = session,
            ReceivedAt = at,
        }).AsTask());
        if (tell)
        {
            app.Services.GetRequiredService<Signals>().TellHintStored(app.Shop.Id, id);
        }

        return id;
    }

    public static async Task<HttpResponseMessage> Post(this TestApp app, string path, object body, OpenedStore? store = null)
    {
        using var client = app.Server(store);
        return await client.PostAsJsonAsync(path, body);
    }

    public static async Task<HttpResponseMessage> PostText(this TestApp app, string path, string body, string type = "application/json")
    {
        using var client = app.Server();
        return await client.PostAsync(path, new StringContent(body, Encoding.UTF8, type));
    }

    public static async Task<HttpResponseMessage> Patch(this TestApp app, string orderId, object body)
    {
        using var client = app.Server();
        return await client.PatchAsJsonAsync($"/api/orders/{orderId}", body);
    }

    /// <summary>Sends an order that is taken, and answers its receipt.</summary>
    public static async Task<JsonElement> Order(this TestApp app, object body)
    {
        var answer = await app.Post("/api/conversions", body);
        ((int)answer.StatusCode).ShouldBe(201, await answer.Content.ReadAsStringAsync());
        return await answer.Json();
    }

    public static Task<OrderRow> Row(this TestApp app, string orderId) =>
        app.Read(db => db.Orders.SingleAsync(row => row.StoreId == app.Shop.Id.Value && row.OrderId == orderId));

    /// <summary>What was credited, as it is kept with the order.</summary>
    public static async Task<MarketingAttribution> Attribution(this TestApp app, string orderId) =>
        JsonSerializer.Deserialize<MarketingAttribution>((await app.Row(orderId)).MarketingAttribution!)!;

    public static async Task<string[]> Channels(this TestApp app, string orderId) =>
        [.. (await app.Attribution(orderId)).Touches.Select(touch => touch.Channel)];

    public static Task<Dictionary<DateOnly, long>> DirtyDays(this TestApp app) =>
        app.Read(db => db.SnapshotDays.Where(day => day.StoreId == app.Shop.Id.Value).ToDictionaryAsync(day => day.Date, day => day.DirtySeq));

    public static Task Write(this TestApp app, Func<AttributionDb, Task> work) => app.Services.GetRequiredService<Database>().Write(work, CancellationToken.None);
}
