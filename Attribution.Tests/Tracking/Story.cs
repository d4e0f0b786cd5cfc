using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Attribution.Tests.Conversions;
using Attribution.Web.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Tracking;

/// <summary>One shop, and what happened in it.</summary>
public abstract class Story : IAsyncLifetime
{
    private protected TestApp App { get; private set; } = null!;

    public async Task InitializeAsync() => App = await TestApp.Start();

    public async Task DisposeAsync() => await App.DisposeAsync();
}

/// <summary>A device with a browser that keeps its cookies. What it does takes a minute.</summary>
internal sealed class Device : IDisposable
{
    private readonly TestApp app;
    private readonly HttpClient client;

    public Device(TestApp app, string name = "laptop")
    {
        this.app = app;
        client = app.Client(cookies: true);
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", $"Mozilla/5.0 ({name}) Chrome/140.0");
    }

    /// <summary>The session the shop's backend reads off the last answer.</summary>
    public string Session { get; private set; } = "";

    public string Consent { get; init; } = "granted";

    public Task Comes(string source, string medium) => Sends(new() { ["url"] = $"https://shop.example/?utm_source={source}&utm_medium={medium}" });

    public Task ComesFromAnAd() => Comes("google", "cpc");

    public Task ComesFromANewsletter() => Comes("newsletter", "email");

    public Task ComesFromAFriendsPost() => Comes("facebook", "social");

    public Task ComesFromAPartner() => Comes("dealsite", "affiliate");

    public Task LogsIn(string user, string email = "", string signature = "") =>
        Sends(new() { ["kind"] = "identify", ["userId"] = user, ["emailHash"] = email.Length > 0 ? Emails.Hash(email) : "", ["signature"] = signature });

    /// <summary>Gives an address without saying whose account it is, as a newsletter form does.</summary>
    public Task GivesAddress(string email) => Sends(new() { ["kind"] = "identify", ["emailHash"] = Emails.Hash(email) });

    public Task Claims(string orderId = "", string cart = "") =>
        Sends(new() { ["kind"] = "conversion", ["conversion"] = new Dictionary<string, string> { ["type"] = "order", ["orderId"] = orderId, ["cartToken"] = cart } });

    public void Dispose() => client.Dispose();

    private async Task Sends(Dictionary<string, object> hit)
    {
        app.Clock!.Now += TimeSpan.FromMinutes(1);
        hit["consent"] = Consent;
        Session = (await client.Hit(app, hit)).Text("sessionId");
    }
}

internal static class Emails
{
    public static string Hash(string email) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(email)));
}

/// <summary>What the shop's own server does, and what it reads afterwards.</summary>
internal static class ShopBackend
{
    /// <summary>Takes an order and tells how its journey was found and what it is: <c>session: paid_search email</c>.</summary>
    public static async Task<string> Sells(this TestApp app, string orderId, object ids)
    {
        app.Clock!.Now += TimeSpan.FromMinutes(1);
        var order = JsonSerializer.SerializeToNode(ids)!.AsObject();
        (order["orderId"], order["value"]) = (orderId, 100);
        await app.Order(order);
        return await app.JourneyOf(orderId);
    }

    public static async Task<string> JourneyOf(this TestApp app, string orderId)
    {
        using var server = app.Server();
        var journey = await server.GetFromJsonAsync<JsonElement>($"/api/analytics/attribution/journeys/{WebUtility.UrlEncode(orderId)}");
        return $"{journey.Text("matchedBy")}: {string.Join(' ', journey.GetProperty("touches").EnumerateArray().Select(touch => touch.Text("channel")))}".TrimEnd();
    }

    /// <summary>The signature under which the shop lets its page name a user.</summary>
    public static async Task<string> Signs(this TestApp app, string user)
    {
        var secret = await app.Read(db => db.Stores.Where(store => store.StoreId == app.Shop.Id.Value).Select(store => store.IdentifySecret).SingleAsync());
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(user)));
    }

    /// <summary>Does something that changes an order by itself, and waits until it has.</summary>
    public static async Task Until(this TestApp app, Func<Task> act)
    {
        var told = new TaskCompletionSource();
        app.Services.GetRequiredService<Signals>().OrderStored += _ => told.TrySetResult();
        await act();
        await told.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    public static Task<List<string>> Findings(this TestApp app) =>
        app.Read(db => db.Audit.Where(entry => entry.What == "order.hint_conflict").OrderBy(entry => entry.After).Select(entry => entry.After).ToListAsync());
}
