using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Attribution.Tests.Accounts;
using Attribution.Tests.Conversions;
using Attribution.Web.Http;
using Attribution.Web.Integrations;
using Attribution.Web.Integrations.Deliveries;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Integrations;

/// <summary>A platform that delivers, and the shop's admin who connected it.</summary>
internal static class Platform
{
    public const string Secret = "a-secret-of-the-platform";
    public const string ShopifyId = "820982911946154508";

    /// <summary>A recorded delivery, to be changed at will.</summary>
    public static JsonObject Payload(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Integrations", "Payloads", name + ".json")))!.AsObject();

    public static JsonObject With(this JsonObject payload, string name, JsonNode? value)
    {
        payload[name] = value;
        return payload;
    }

    /// <summary>A Shopify order in another state: its total in the shop's money, as it was and as it is now.</summary>
    public static JsonObject Priced(this JsonObject order, string total, string? current = null)
    {
        order["total_price"] = total;
        order["current_total_price"] = current ?? total;
        order["total_price_set"]!["shop_money"]!["amount"] = total;
        order["current_total_price_set"]!["shop_money"]!["amount"] = current ?? total;
        return order;
    }

    public static async Task<StoreUser> Admin(this TestApp app, OpenedStore? store = null) =>
        (await app.AddUser($"{Guid.NewGuid():N}@shop.example", Roles.Admin, store)).In(store ?? app.Shop);

    public static async Task Connect(this TestApp app, string kind, string secret = Secret, OpenedStore? store = null) =>
        (await app.Services.GetRequiredService<IntegrationCommands>().Connect(await app.Admin(store), kind, secret, default)).Errors.ShouldBeEmpty();

    /// <summary>An app whose shop is connected with a platform, after a visit of v1 by paid search in session s1.</summary>
    public static async Task<TestApp> Connected(string kind)
    {
        var app = await TestApp.Start();
        await app.Connect(kind);
        await app.Touch("paid_search", Shop.Noon.AddHours(-1), "v1", "s1");
        return app;
    }

    public static Task<HttpResponseMessage> Shopify(this TestApp app, string topic, JsonNode body, string? id = null, string secret = Secret) => app.Deliver(
        "shopify", body.ToJsonString(), ("X-Shopify-Topic", topic), ("X-Shopify-Webhook-Id", id ?? Guid.NewGuid().ToString()), ("X-Shopify-Hmac-Sha256", Sha256(body.ToJsonString(), secret)));

    public static Task<HttpResponseMessage> Woo(this TestApp app, string topic, JsonNode body, string? id = null) => app.Deliver(
        "woocommerce", body.ToJsonString(), ("X-WC-Webhook-Topic", topic), ("X-WC-Webhook-Delivery-ID", id ?? Guid.NewGuid().ToString("N")), ("X-WC-Webhook-Signature", Sha256(body.ToJsonString(), Secret)));

    public static Task<HttpResponseMessage> Segment(this TestApp app, JsonNode body) => app.Deliver("segment", body.ToJsonString(), ("X-Signature", Sha1(body.ToJsonString())));

    /// <summary>Sends a delivery and waits until it is taken.</summary>
    public static async Task<HttpResponseMessage> Deliver(this TestApp app, string kind, string body, params (string Name, string Value)[] headers)
    {
        var answer = await app.Send($"/api/webhooks/{kind}/shop", Encoding.UTF8.GetBytes(body), headers);
        await app.TakeAll();
        return answer;
    }

    public static async Task<HttpResponseMessage> Send(this TestApp app, string path, byte[] body, params (string Name, string Value)[] headers)
    {
        using var client = app.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await client.SendAsync(request);
    }

    public static Task TakeAll(this TestApp app) => app.Services.GetRequiredService<DeliveryWorker>().TakeAll(default);

    public static Task<List<WebhookDeliveryRow>> Deliveries(this TestApp app) => app.Read(db => db.WebhookDeliveries.OrderBy(row => row.ReceivedAt).ThenBy(row => row.DeliveryId).ToListAsync());

    /// <summary>What the order is worth now: its value without what went back.</summary>
    public static async Task<long> Net(this TestApp app, string orderId) => await app.Row(orderId) is var row ? row.ValueMinor - row.RefundedMinor : 0;

    public static Task<List<(string Id, long Minor)>> Back(this TestApp app) => app.Read(async db =>
        (await db.Refunds.OrderBy(refund => refund.RefundId).ToListAsync()).ConvertAll(refund => (refund.RefundId, refund.AmountMinor)));

    public static async Task Taken(this Task<HttpResponseMessage> delivery) => (await delivery).StatusCode.ShouldBe(HttpStatusCode.OK);

    public static string Sha256(string body, string secret) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body)));

    private static string Sha1(string body)
    {
#pragma warning disable CA5350 // the platform's own
        return Convert.ToHexStringLower(HMACSHA1.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(body)));
#pragma warning restore CA5350
    }
}
