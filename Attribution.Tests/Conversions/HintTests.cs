using Attribution.Web.Conversions;
using Attribution.Web.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Conversions;

public class HintTests
{
    [Theory]
    [InlineData(-10, -5, "hint")]
    [InlineData(10, 5, "hint")]
    [InlineData(-11, -11, "none")] // the hint is too far from the order
    [InlineData(0, -31, "none")] // the browser was not active around the order
    [InlineData(0, -30, "hint")]
    public async Task A_hint_counts_near_the_order_from_a_session_that_was_active(int hintMinutes, int activeMinutes, string matchedBy)
    {
        await using var app = await TestApp.Start();
        await app.Touch("email", Shop.Noon.AddMinutes(activeMinutes), "v1", "s1");
        await app.Hint("v1", "s1", Shop.Noon.AddMinutes(hintMinutes), cart: "c1", tell: false);

        (await app.Order(new { orderId = "1001", value = 5, cartToken = "c1", occurredAt = Shop.Noon })).GetProperty("matchedBy").GetString().ShouldBe(matchedBy);
    }

    [Fact]
    public async Task Two_visitors_that_claim_one_order_get_neither_and_leave_a_finding()
    {
        await using var app = await TestApp.Start();
        foreach (var visitor in new[] { "v1", "v2" })
        {
            await app.Touch("email", Shop.Noon.AddMinutes(-1), visitor, "s" + visitor);
            await app.Hint(visitor, "s" + visitor, Shop.Noon, "1001", tell: false);
        }

        (await app.Order(new { orderId = "1001", value = 5 })).GetProperty("matchedBy").GetString().ShouldBe("none");

        (await Findings(app)).ShouldBe(["1001"]);
    }

    [Fact]
    public async Task A_hint_that_comes_soon_after_attributes_an_order_of_nobody_once()
    {
        await using var app = await TestApp.Start();
        await app.Order(new { orderId = "1001", value = 5 });
        await app.Touch("paid_search", Shop.Noon.AddMinutes(-3), "v1", "s1");

        await Told(app, () => app.Hint("v1", "s1", Shop.Noon.AddMinutes(5), "1001"));

        var row = await app.Row("1001");
        (row.MatchedBy, row.VisitorId, row.SessionId, row.Touches).ShouldBe(("hint", "v1", "s1", 1));
        (await app.Channels("1001")).ShouldBe(["paid_search"]);
        (await app.DirtyDays())[new DateOnly(2026, 6, 15)].ShouldBe(2);
    }

    [Fact]
    public async Task A_second_visitor_that_claims_it_later_changes_nothing_but_is_a_finding_once()
    {
        await using var app = await TestApp.Start();
        await app.Touch("email", Shop.Noon, "v1", "s1");
        await app.Touch("direct", Shop.Noon, "v2", "s2");
        await app.Order(new { orderId = "1001", value = 5 });
        await Take(app, await app.Hint("v1", "s1", Shop.Noon.AddMinutes(1), "1001", tell: false));

        await Take(app, await app.Hint("v2", "s2", Shop.Noon.AddMinutes(2), "1001", tell: false));
        await Take(app, await app.Hint("v2", "s2", Shop.Noon.AddMinutes(3), "1001", tell: false));

        (await app.Row("1001")).VisitorId.ShouldBe("v1");
        (await Findings(app)).ShouldBe(["1001"]);
    }

    [Theory]
    [InlineData("""{ "orderId": "1001", "value": 5 }""", 6)] // too late
    [InlineData("""{ "orderId": "1001", "value": 5, "occurredAt": "2026-06-15T09:54:59Z" }""", 1)] // was old when it arrived
    [InlineData("""{ "orderId": "1001", "value": 5, "userId": "unknown" }""", 1)] // came with an id
    public async Task A_late_hint_leaves_alone(string order, int minutes)
    {
        await using var app = await TestApp.Start();
        await app.PostText("/api/orders", order);
        await app.Touch("email", Shop.Noon, "v1", "s1");

        await Take(app, await app.Hint("v1", "s1", Shop.Noon.AddMinutes(minutes), "1001", tell: false));

        (await app.Row("1001")).MatchedBy.ShouldBe("none");
    }

    [Fact]
    public async Task A_hint_that_was_stored_but_never_taken_is_taken_on_start()
    {
        await using var app = await TestApp.Start();
        await app.Order(new { orderId = "1001", value = 5, cartToken = "c1" });
        await app.Touch("email", Shop.Noon, "v1", "s1");
        await app.Hint("v1", "s1", Shop.Noon.AddMinutes(1), cart: "c1", tell: false);

        await app.Services.GetRequiredService<Orders>().TakeMissedHints((await Store(app))!, CancellationToken.None);

        (await app.Row("1001")).MatchedBy.ShouldBe("hint");
    }

    private static async Task Take(TestApp app, Guid hint) =>
        await app.Services.GetRequiredService<Orders>().TakeHint((await Store(app))!, hint, CancellationToken.None);

    private static ValueTask<StoreSettings?> Store(TestApp app) => app.Services.GetRequiredService<StoreDirectory>().Find(app.Shop.Id, CancellationToken.None);

    private static async Task Told(TestApp app, Func<Task> act)
    {
        var told = new TaskCompletionSource();
        app.Services.GetRequiredService<Signals>().OrderStored += _ => told.TrySetResult();
        await act();
        await told.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    private static Task<List<string>> Findings(TestApp app) =>
        app.Read(db => db.Audit.Where(entry => entry.What == "order.hint_conflict").Select(entry => entry.After).ToListAsync());
}
