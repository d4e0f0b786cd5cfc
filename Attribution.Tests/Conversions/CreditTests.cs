using Attribution.Domain.Models;
using Attribution.Web.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Conversions;

public sealed class CreditTests(OneShop shop) : IClassFixture<OneShop>
{
    private const string Four = "paid_search organic_search email direct";

    [Theory]
    [InlineData(Four, 199.99, "first_touch", "19999 0 0 0")]
    [InlineData(Four, 199.99, "last_touch", "0 0 0 19999")]
    [InlineData(Four, 199.99, "last_non_direct", "0 0 19999 0")]
    [InlineData(Four, 199.99, "linear", "5000 5000 5000 4999")]
    [InlineData(Four, 199.99, "unique_linear", "5000 5000 5000 4999")]
    [InlineData(Four, 199.99, "time_decay", "4283 4729 5222 5765")]
    [InlineData(Four, 199.99, "position_based", "8000 2000 2000 7999")]
    [InlineData(Four, 199.99, "j_shaped", "4000 2000 2000 11999")]
    [InlineData(Four, 199.99, "inverse_j", "11999 2000 2000 4000")]
    [InlineData("organic_social direct", 99.99, "last_non_direct", "9999 0")]
    [InlineData("organic_social direct", 99.99, "linear", "5000 4999")]
    [InlineData("organic_social direct", 99.99, "position_based", "5000 4999")]
    [InlineData("organic_social direct", 99.99, "time_decay", "4752 5247")]
    [InlineData("email email email", 149.99, "linear", "5000 5000 4999")]
    [InlineData("email email email", 149.99, "position_based", "6000 3000 5999")]
    [InlineData("paid_search paid_search paid_search", 249.99, "linear", "8333 8333 8333")]
    [InlineData("paid_search paid_search paid_search", 249.99, "position_based", "10000 5000 9999")]
    [InlineData("organic_search referral direct", 179.99, "linear", "6000 6000 5999")]
    [InlineData("organic_search referral direct", 179.99, "last_non_direct", "0 17999 0")]
    [InlineData("organic_search referral direct", 179.99, "position_based", "7200 3600 7199")]
    [InlineData("organic_search referral direct", 179.99, "time_decay", "5416 5980 6603")]
    public async Task What_each_touch_earned(string journey, decimal value, string model, string cents)
    {
        var visitor = $"{model} {value}";
        await shop.App.Journey(visitor, journey.Split(' '));

        await shop.App.Order(new { orderId = visitor, value, currency = "EUR", visitorId = visitor });

        var credits = (await shop.App.Attribution(visitor)).Credits[model];
        string.Join(' ', credits.Minor).ShouldBe(cents);
        credits.Millionths.Sum().ShouldBe(1_000_000);
    }

    [Fact]
    public async Task Every_rule_based_model_is_kept_with_its_version()
    {
        await using var app = await TestApp.Start();
        await app.Journey("v1", "email", "direct");

        await app.Order(new { orderId = "1001", value = 0.01, visitorId = "v1" });

        var attribution = await app.Attribution("1001");
        attribution.Credits.Keys.ShouldBe(ModelCatalog.RuleBased, ignoreOrder: true);
        attribution.ModelVersions.Values.ShouldAllBe(version => version == 1);
        attribution.Credits.Values.ShouldAllBe(split => split.Minor.Sum() == 1);
    }

    [Fact]
    public async Task Touches_at_both_ends_of_the_window_earn_and_those_beyond_do_not()
    {
        await using var app = await TestApp.Start();
        await app.Touch("referral", Shop.Noon.AddDays(-30).AddTicks(-1));
        await app.Touch("email", Shop.Noon.AddDays(-30));
        await app.Touch("direct", Shop.Noon);
        await app.Touch("paid_search", Shop.Noon.AddTicks(1));

        await app.Order(new { orderId = "1001", value = 5, visitorId = "v1", occurredAt = Shop.Noon });

        (await app.Channels("1001")).ShouldBe(["email", "direct"]);
    }

    [Fact]
    public async Task A_sign_up_is_the_milestone_of_what_follows()
    {
        await using var app = await TestApp.Start();
        await app.Journey("v1", "paid_search", "email", "referral", "direct");
        await app.Order(new { orderId = "L1", type = "signup", value = 0, visitorId = "v1", occurredAt = Shop.Noon.AddHours(-1).AddDays(-2) });

        await app.Order(new { orderId = "1001", value = 100, visitorId = "v1" });

        (await app.Attribution("1001")).Credits["w_shaped"].Minor.ShouldBe([3000, 3000, 1000, 3000]);
        (await app.Attribution("L1")).Credits["w_shaped"].Millionths.ShouldBe([333_333, 666_667], "the lead's own milestone is its last touch");
    }

    [Fact]
    public async Task A_lead_earlier_in_the_same_batch_is_the_milestone_too()
    {
        await using var app = await TestApp.Start();
        await app.Journey("v1", "paid_search", "email", "referral", "direct");
        object lead = new { orderId = "L1", type = "quote_request", value = 0, visitorId = "v1", occurredAt = Shop.Noon.AddHours(-1).AddDays(-1) };

        await app.Post("/api/conversions/batch", new[] { lead, new { orderId = "1001", value = 100, visitorId = "v1" } });

        (await app.Attribution("1001")).Credits["w_shaped"].Minor.ShouldBe([3000, 1000, 3000, 3000]);
    }

    [Fact]
    public async Task A_touch_that_arrives_late_changes_no_order()
    {
        await using var app = await TestApp.Start();
        await app.Journey("v1", "email");
        await app.Order(new { orderId = "1001", value = 5, visitorId = "v1" });
        await app.Touch("paid_search", Shop.Noon.AddHours(-5));

        await app.Post("/api/orders", new { orderId = "1001", value = 5, visitorId = "v1" });

        (await app.Channels("1001")).ShouldBe(["email"]);
    }

    [Fact]
    public async Task Under_scope_session_only_the_converting_session_earns()
    {
        await using var app = await SessionShop();
        await app.Touch("email", Shop.Noon.AddDays(-1), "v1", "s1");
        await app.Touch("paid_search", Shop.Noon.AddHours(-2), "v1", "s2");
        await app.Touch("direct", Shop.Noon.AddHours(-2).AddMinutes(5), "v1", "s2");

        await app.Order(new { orderId = "1001", value = 5, sessionId = "s1" });
        await app.Order(new { orderId = "1002", value = 5, visitorId = "v1" });

        (await app.Channels("1001")).ShouldBe(["email"]);
        (await app.Channels("1002")).ShouldBe(["paid_search", "direct"], "matched otherwise: the person's last session");
    }

    [Fact]
    public async Task Under_scope_session_the_last_session_may_be_on_another_device()
    {
        await using var app = await SessionShop();
        await app.Touch("email", Shop.Noon.AddDays(-1), "laptop", "s1");
        await app.Touch("paid_search", Shop.Noon.AddHours(-2), "phone", "s2");
        await app.Identify("laptop", "u1", Shop.Noon.AddDays(-1));
        await app.Identify("phone", "u1", Shop.Noon.AddHours(-2));

        await app.Order(new { orderId = "1001", value = 5, userId = "u1" });

        (await app.Channels("1001")).ShouldBe(["paid_search"]);
    }

    private static async Task<TestApp> SessionShop()
    {
        var app = await TestApp.Start();
        await app.Write(async db => (await db.Stores.FindAsync(app.Shop.Id.Value))!.JourneyScope = "session");
        await app.Services.GetRequiredService<StoreDirectory>().Reload(CancellationToken.None);
        return app;
    }
}
