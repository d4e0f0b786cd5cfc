using System.Net;
using System.Text.Json;
using Attribution.Tests.Analytics;
using Attribution.Tests.Snapshots;
using Attribution.Tests.Tracking;
using Attribution.Web.Conversions;
using Attribution.Web.Storage;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Conversions;

/// <summary>Orders that only a browser tells of, in a store that trusts browsers and in one that does not.</summary>
public class BrowserOrderTests
{
    [Fact]
    public async Task Without_trust_a_browser_makes_no_order()
    {
        await using var app = await TestApp.Start();

        await Buy(app);

        (await Count(app)).ShouldBe(0);
        (await app.Read(db => db.ConversionHints.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task With_trust_it_makes_one_that_is_marked_unverified_and_attributed()
    {
        await using var app = await Trusting();

        await Buy(app);
        await Buy(app, "1001", 80); // another browser's copy changes nothing

        var order = await app.Row("1001");
        (order.IsUnverified, order.ValueMinor, order.MatchedBy, order.Touches, order.BookedOn).ShouldBe((true, 5_000L, "session", 1, new DateOnly(2026, 6, 15)));
        (await Journey(app)).GetProperty("verified").GetBoolean().ShouldBeFalse();
    }

    [Theory]
    [InlineData(null, 50.0, "EUR", "order")] // no origin: an app, or anybody
    [InlineData("https://shop.example", -5.0, "EUR", "order")]
    [InlineData("https://shop.example", 50.001, "EUR", "order")]
    [InlineData("https://shop.example", 50.0, "USD", "order")] // a browser knows no rate
    [InlineData("https://shop.example", 50.0, null, "order")]
    [InlineData("https://shop.example", null, "EUR", "order")]
    [InlineData("https://shop.example", 50.0, "EUR", "no_such_type")]
    public async Task What_is_no_order_stays_a_hint_and_is_not_lost(string? origin, double? value, string? currency, string type)
    {
        await using var app = await Trusting();

        (await Buy(app, "1001", value, currency, origin, type)).Outcome().ShouldBe("activity");

        (await Count(app)).ShouldBe(0);
        (await app.Read(db => db.ConversionHints.SingleAsync())).OrderId.ShouldBe("1001");
    }

    [Fact]
    public async Task A_page_of_somebody_else_is_refused_as_ever()
    {
        await using var app = await Trusting();
        using var client = app.Client();
        client.DefaultRequestHeaders.Add("Origin", "https://evil.example");

        (await client.Send(app, Conversion("1001", 50, "EUR", "order"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (await Count(app)).ShouldBe(0);
    }

    [Fact]
    public async Task One_address_makes_a_few_orders_a_minute_and_more_are_hints()
    {
        await using var app = await TestApp.Start(configure: web => web.UseSetting("Tracking:Limits:BrowserOrdersAddressPerMinute", "3"));
        await app.Change(store => store.TrustBrowserOrders = true);

        for (var i = 0; i < 5; i++)
        {
            (await Buy(app, $"{i}")).Outcome().ShouldBe("activity");
        }

        (await Count(app)).ShouldBe(3);
        (await app.Read(db => db.ConversionHints.CountAsync())).ShouldBe(5);
    }

    [Theory]
    [InlineData(50, 5_000)]
    [InlineData(60.5, 6_050)] // the server's word
    public async Task The_servers_order_takes_its_place_and_is_verified(double value, long minor)
    {
        await using var app = await Trusting();
        await Buy(app);
        var dirty = (await app.DirtyDays())[new DateOnly(2026, 6, 15)];
        var server = new { orderId = "1001", value, currency = "EUR", customerType = "new" };

        (await app.Post("/api/orders", server)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await app.Post("/api/orders", server)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.Post("/api/orders", new { orderId = "1001", value = 1 })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await Buy(app, "1001", 999);

        var order = await app.Row("1001");
        (order.IsUnverified, order.ValueMinor, order.MatchedBy).ShouldBe((false, minor, "hint"));
        (await app.DirtyDays())[new DateOnly(2026, 6, 15)].ShouldBeGreaterThan(dirty);
        (await app.Read(db => db.Audit.Where(entry => entry.What == "order.corrected").Select(entry => entry.Before).ToListAsync()))
            .ShouldBe(minor == 5_000 ? [] : ["1001: sale 50 EUR completed (browser)"]);
    }

    [Fact]
    public async Task Whoever_makes_up_an_order_to_come_gains_no_credit_for_it()
    {
        await using var app = await Trusting();
        await app.Touch("email", Shop.Noon.AddMinutes(-5), "buyer", "s-buyer");
        await Buy(app, "1001", 50);

        await app.Order(new { orderId = "1001", value = 50, sessionId = "s-buyer" });

        ((await app.Row("1001")).VisitorId, (await app.Channels("1001")).Single()).ShouldBe(("buyer", "email"));
    }

    [Fact]
    public async Task A_server_that_knows_better_takes_an_order_out_of_the_day()
    {
        await using var app = await Trusting();
        await Buy(app);

        // To a server there is no such order yet: its refund waits, as any that comes first.
        (await app.Post("/api/orders/1001/refunds", new { refundId = "r1", amount = 5 })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await app.Patch("1001", new { status = "cancelled" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await app.Order(new { orderId = "1001", value = 50, status = "cancelled" });

        (await app.Row("1001")).BookedOn.ShouldBeNull();
    }

    [Fact]
    public async Task The_day_counts_them_in_its_totals_and_tells_them_apart()
    {
        await using var app = await Trusting();
        await Buy(app);
        await app.Order(new { orderId = "1002", value = 20 });
        await app.Build();

        var totals = await Totals(app);
        (totals.Number("orders"), totals.Number("revenue"), totals.Number("unverifiedOrders"), totals.Number("unverifiedRevenue")).ShouldBe((2m, 70m, 1m, 50m));
        (await Totals(app, "&channel=direct")).TryGetProperty("unverifiedOrders", out _).ShouldBeFalse();

        await app.Order(new { orderId = "1001", value = 50 });
        await app.Build();
        ((await Totals(app)).Number("unverifiedOrders"), (await Totals(app)).Number("orders")).ShouldBe((0m, 2m));
    }

    [Fact]
    public async Task What_a_crash_left_unmade_is_made_at_the_next_start()
    {
        await using var app = await Trusting();
        await Buy(app, wait: false);
        await app.Write(db => db.Orders.ExecuteDeleteAsync());
        (await Count(app)).ShouldBe(0);

        await app.Services.GetRequiredService<Orders>().TakeMissedHints((await app.Services.GetRequiredService<StoreDirectory>().Find(app.Shop.Id, default))!, default);

        (await app.Row("1001")).IsUnverified.ShouldBeTrue();
    }

    private static async Task<TestApp> Trusting()
    {
        var app = await SnapshotSteps.StartIdle();
        await app.Change(store => store.TrustBrowserOrders = true);
        return app;
    }

    private static object Conversion(string orderId, double? value, string? currency, string type) =>
        new { kind = "conversion", conversion = new { type, orderId, value, currency } };

    // A browser comes by an ad, buys and says so.
    private static async Task<JsonElement> Buy(
        TestApp app, string orderId = "1001", double? value = 50, string? currency = "EUR", string? origin = "https://shop.example", string type = "order", bool wait = true)
    {
        using var client = app.Client(cookies: true);
        if (origin is not null)
        {
            client.DefaultRequestHeaders.Add("Origin", origin);
        }

        await client.Hit(app, new { url = Hits.Landing });
        var answer = await client.Hit(app, Conversion(orderId, value, currency, type));
        if (wait)
        {
            await Heard(app);
        }

        return answer;
    }

    // The listener takes hints one after the other: once it has taken the last, all are.
    private static async Task Heard(TestApp app)
    {
        var store = (await app.Services.GetRequiredService<StoreDirectory>().Find(app.Shop.Id, default))!;
        await app.Services.GetRequiredService<Orders>().TakeMissedHints(store, default);
    }

    private static Task<int> Count(TestApp app) => app.Read(db => db.Orders.CountAsync());

    private static async Task<JsonElement> Journey(TestApp app) => await app.Server().Report("journeys/1001");

    private static async Task<JsonElement> Totals(TestApp app, string query = "") =>
        (await app.Server().Report($"overview?startDate=2026-06-15&endDate=2026-06-15{query}")).GetProperty("totals");
}
