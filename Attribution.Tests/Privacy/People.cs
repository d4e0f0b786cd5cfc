using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Attribution.Tests.Conversions;
using Attribution.Tests.Snapshots;
using Attribution.Tests.Tracking;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Privacy;

/// <summary>People of a shop, told through its public doors, and where they can be found afterwards.</summary>
internal static class People
{
    public const string AnnasAddress = "anna.lind@post.example";

    /// <summary>Whatever leads to Anna. None of it may be anywhere once she is erased.</summary>
    public static readonly string[] Anna =
    [
        "user-anna", "phone-of-anna", "desk-of-anna", "visit-anna-1", "visit-anna-2", "visit-anna-3", "ANNASCOUPON", "annas-cart", "annas-gclid", "POL-ANNA", "for anna's birthday",
        "anna did not like it", AnnasAddress,
    ];

    /// <summary>
    /// Four days ago Anna and Ben came; that day is sealed. Today Anna came on two devices, signed in on both and bought, with Ben beside her.
    /// </summary>
    public static async Task<TestApp> Story()
    {
        var app = await SnapshotSteps.StartIdle("2026-06-10T10:00:00Z");
        await app.Arrive("phone-of-anna", "visit-anna-1", "?utm_source=google&utm_medium=cpc&utm_campaign=spring&gclid=annas-gclid");
        await app.Arrive("desk-of-ben", "visit-ben-1", "?utm_source=google&utm_medium=cpc&utm_campaign=spring");
        await app.Arrive("phone-of-ben", "visit-ben-2", "?utm_source=newsletter&utm_medium=email");
        app.Clock!.Now = DateTimeOffset.Parse("2026-06-15T09:00:00Z", null);
        await app.Seal();
        await app.Arrive("phone-of-anna", "visit-anna-2", "?utm_source=newsletter&utm_medium=email&utm_campaign=june");
        await app.Arrive("desk-of-anna", "visit-anna-3", "?utm_source=facebook&utm_medium=paid_social");
        await app.Arrive("desk-of-ben", "visit-ben-3", "?utm_source=facebook&utm_medium=paid_social");
        await app.SignIn("phone-of-anna", "visit-anna-2", "user-anna", AnnasAddress);
        await app.SignIn("desk-of-anna", "visit-anna-3", "user-anna", AnnasAddress);
        await app.Buy();
        await app.Build();
        return app;
    }

    /// <summary>A visit with tags, by an agreeing browser.</summary>
    public static async Task<JsonElement> Arrive(this TestApp app, string visitor, string session, string query, OpenedStore? store = null)
    {
        using var client = app.Server(store);
        return await client.Touch(new { url = "https://shop.example/" + query, visitorId = visitor, sessionId = session, consent = "granted" });
    }

    public static async Task SignIn(this TestApp app, string visitor, string session, string user, string address = "", OpenedStore? store = null)
    {
        using var client = app.Server(store);
        await client.Touch(new { kind = "identify", visitorId = visitor, sessionId = session, userId = user, emailHash = address.Length > 0 ? HashOf(address) : "", consent = "granted" });
    }

    public static string HashOf(string address) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address)));

    /// <summary>Asks for a person's erasure as the store's server.</summary>
    public static async Task<HttpResponseMessage> Erase(this TestApp app, string parameters, string reason = "asked by letter", OpenedStore? store = null)
    {
        using var client = app.Server(store);
        return await client.DeleteAsync($"/api/privacy/person?{parameters}&reason={Uri.EscapeDataString(reason)}");
    }

    /// <summary>What was removed; the erasure must be taken.</summary>
    public static async Task<JsonElement> Erased(this TestApp app, string parameters, OpenedStore? store = null)
    {
        var answer = await app.Erase(parameters, store: store);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Json();
    }

    public static async Task<HttpResponseMessage> Export(this TestApp app, string parameters, OpenedStore? store = null)
    {
        using var client = app.Server(store);
        return await client.GetAsync("/api/privacy/person?" + parameters);
    }

    /// <summary>Every figure of every day, model, channel, campaign and path.</summary>
    public static async Task<string> Figures(this TestApp app) =>
        JsonSerializer.Serialize(await app.Tables("AttributionSnapshot", "VisitSnapshot", "CampaignSnapshot", "PathSnapshot"));

    /// <summary>Rows of these tables as text, in the order of their keys; of every table where none is named.</summary>
    public static async Task<Dictionary<string, List<string>>> Tables(this TestApp app, params string[] names)
    {
        await using var connection = new SqliteConnection($"Data Source={app.Services.GetRequiredService<SqliteFile>().Path};Pooling=False;Mode=ReadOnly");
        await connection.OpenAsync();
        var tables = names.Length > 0 ? [.. names] : await Rows(connection, "SELECT name FROM sqlite_master WHERE type = 'table'");
        var all = new Dictionary<string, List<string>>();
        foreach (var table in tables)
        {
            all[table] = [.. (await Rows(connection, $"SELECT * FROM \"{table}\"")).Order(StringComparer.Ordinal)];
        }

        return all;
    }

    private static async Task<List<string>> Rows(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var row = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await row.ReadAsync())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, row.FieldCount).Select(i => row.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : row.GetValue(i).ToString())));
        }

        return rows;
    }

    // As later versions of the rules leave them: a touch and an order told anew.
    private static Task ResolveAnew(this TestApp app) => app.Write(async db =>
    {
        var order = await db.Orders.SingleAsync(row => row.OrderId == "1001");
        var touch = await db.Touches.FirstAsync(row => row.SessionId == "visit-anna-2");
        db.TouchChannels.Add(new TouchChannelRow
        {
            StoreId = touch.StoreId,
            TouchId = touch.TouchId,
            Version = 1,
            Channel = touch.Channel,
            Source = touch.Source,
            Medium = touch.Medium,
            Reason = "rule",
            ResolvedAt = order.OccurredAt,
        });
        db.OrderAttributions.Add(new OrderAttributionRow
        {
            StoreId = order.StoreId,
            OrderId = order.OrderId,
            Revision = 1,
            MarketingAttribution = order.MarketingAttribution!,
            Cause = "channels 1",
            CreatedAt = order.OccurredAt,
        });
    });

    // By session, by e-mail alone, with all the free text a shop may send; and a part of it went back.
    private static async Task Buy(this TestApp app)
    {
        app.Clock!.Now += TimeSpan.FromMinutes(10);
        await app.Order(new
        {
            orderId = "1001",
            value = 100.01m,
            sessionId = "visit-anna-2",
            visitorId = "phone-of-anna",
            userId = "user-anna",
            cartToken = "annas-cart",
            coupon = "ANNASCOUPON",
            policyNumber = "POL-ANNA",
            partner = "blog",
            customerType = "new",
            items = new[] { new { sku = "A1", name = "for anna's birthday" } },
        });
        await app.Order(new { orderId = "1002", value = 55.50m, emailHash = HashOf(AnnasAddress) });
        await app.Order(new { orderId = "2001", value = 70m, visitorId = "desk-of-ben" });
        (await app.Post("/api/orders/1001/refunds", new { refundId = "r1", amount = 10m, reason = "anna did not like it" })).StatusCode.ShouldBe(HttpStatusCode.Created);
        await app.ResolveAnew();
        await app.Hint("phone-of-anna", "visit-anna-2", app.Clock.Now, order: "1001", cart: "annas-cart", tell: false);
    }
}
