using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Tests.Conversions;

/// <summary>A refund may come before its order: a shop's systems don't wait for each other.</summary>
public sealed class WaitingRefundTests
{
    [Fact]
    public async Task A_refund_before_its_order_waits_and_is_booked_with_it_on_the_refunds_day()
    {
        await using var app = await TestApp.Start();

        var early = await app.Post("/api/orders/1001/refunds", new { refundId = "r1", amount = 30, occurredAt = "2026-06-14T12:00:00Z" });
        early.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await early.Json()).GetProperty("status").GetString().ShouldBe("waiting");
        (await app.DirtyDays()).ShouldBeEmpty();
        await app.Order(new { orderId = "1001", value = 100, occurredAt = "2026-06-13T12:00:00Z" });

        (await app.Row("1001")).RefundedMinor.ShouldBe(30_00);
        (await app.DirtyDays()).Keys.ShouldBe([new DateOnly(2026, 6, 13), new DateOnly(2026, 6, 14)], ignoreOrder: true);
        (await app.Post("/api/orders/1001/refunds", new { refundId = "r1", amount = 30, occurredAt = "2026-06-14T12:00:00Z" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.Read(db => db.WaitingRefunds.CountAsync())).ShouldBe(0);
    }

    [Theory]
    [InlineData(30, HttpStatusCode.Accepted)]
    [InlineData(31, HttpStatusCode.Conflict)]
    public async Task While_it_waits_the_same_again_is_answered_the_same_and_other_content_refused(int amount, HttpStatusCode expected)
    {
        await using var app = await TestApp.Start();
        await app.Post("/api/orders/1001/refunds", new { refundId = "r1", amount = 30 });

        (await app.Post("/api/orders/1001/refunds", new { refundId = "r1", amount })).StatusCode.ShouldBe(expected);

        (await app.Read(db => db.WaitingRefunds.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task It_waits_for_a_pending_order_to_be_completed()
    {
        await using var app = await TestApp.Start();
        await app.Post("/api/orders/1001/refunds", new { refundId = "r1", amount = 30 });
        await app.Order(new { orderId = "1001", value = 100, status = "pending" });
        (await app.Post("/api/orders/1001/refunds", new { refundId = "r1", amount = 30 })).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        await app.Patch("1001", new { status = "completed" });

        (await app.Row("1001")).RefundedMinor.ShouldBe(30_00);
    }

    [Fact]
    public async Task What_does_not_fit_the_order_is_kept_with_the_reason_and_told_in_the_audit_log()
    {
        await using var app = await TestApp.Start();
        await app.Post("/api/orders/1001/refunds", new { refundId = "r1", amount = 60 });
        await app.Post("/api/orders/1001/refunds", new { refundId = "r2", amount = 60 });

        await app.Post("/api/orders/batch", new[] { new { orderId = "1001", value = 100 }, new { orderId = "1002", value = 1 } });

        (await app.Row("1001")).RefundedMinor.ShouldBe(60_00);
        var refused = await app.Read(db => db.WaitingRefunds.SingleAsync());
        (refused.RefundId, refused.Refusal).ShouldBe(("r2", "60 is more than the 40 EUR that can still go back. Send at most 40."));
        (await app.Read(db => db.Audit.SingleAsync(entry => entry.What == "refund.refused"))).Before.ShouldBe("1001 r2");
    }

    [Fact]
    public async Task An_order_that_is_cancelled_before_it_counted_leaves_nothing_to_go_back()
    {
        await using var app = await TestApp.Start();
        await app.Post("/api/orders/1001/refunds", new { refundId = "r1", amount = 30 });

        await app.Order(new { orderId = "1001", value = 100, status = "cancelled" });

        (await app.Row("1001")).RefundedMinor.ShouldBe(0);
        (await app.Read(db => db.WaitingRefunds.SingleAsync())).Refusal!.ShouldContain("cancelled");
    }

    [Fact]
    public async Task A_refund_waits_for_the_order_of_its_own_store()
    {
        await using var app = await TestApp.Start();
        var other = await app.OpenStore("other");
        await app.Post("/api/orders/1001/refunds", new { refundId = "r1", amount = 30 });

        await app.Post("/api/orders", new { orderId = "1001", value = 100 }, other);

        (await app.Read(db => db.Orders.SingleAsync())).RefundedMinor.ShouldBe(0);
        (await app.Read(db => db.WaitingRefunds.CountAsync())).ShouldBe(1);
    }
}
