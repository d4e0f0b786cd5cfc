using Attribution.Web.Storage;
using Attribution.Web.Storage.Ingest;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Conversions;

public class MatchingTests
{
    private const string Other = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
    private const string Email = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    [Fact]
    public async Task The_first_of_session_visitor_hint_user_and_email_that_leads_to_a_person_counts()
    {
        await using var app = await TestApp.Start();
        await app.Touch("email", Shop.Noon.AddMinutes(-9), "by-session", "s1");
        await app.Touch("direct", Shop.Noon.AddMinutes(-8), "by-visitor", "s2");
        await app.Touch("referral", Shop.Noon.AddMinutes(-7), "by-hint", "s3");
        await app.Touch("paid_search", Shop.Noon.AddMinutes(-6), "", user: "by-user");
        await app.Touch("organic_social", Shop.Noon.AddMinutes(-5), "by-email", "s5");
        await app.Write(db => db.PersonEmails.AddAsync(new PersonEmailRow { StoreId = 1, EmailHmac = EmailHmacOf(app), From = Shop.Noon.AddDays(-1), VisitorId = "by-email" }).AsTask());
        foreach (var order in new[] { "1", "2", "3" })
        {
            await app.Hint("by-hint", "s3", Shop.Noon, order, tell: false);
        }

        (await By(app, new { orderId = "1", value = 1, sessionId = "s1", visitorId = "by-visitor", emailHash = Other })).ShouldBe("session email");
        (await By(app, new { orderId = "2", value = 1, sessionId = "unknown", visitorId = "by-visitor", emailHash = Other })).ShouldBe("visitor direct");
        (await By(app, new { orderId = "3", value = 1, visitorId = "unknown", emailHash = Other })).ShouldBe("hint referral");
        (await By(app, new { orderId = "4", value = 1, userId = "by-user", emailHash = Other })).ShouldBe("user paid_search");
        (await By(app, new { orderId = "5", value = 1, userId = "unknown", emailHash = Email.ToUpperInvariant() })).ShouldBe("email organic_social");
        (await By(app, new { orderId = "6", value = 1, sessionId = "unknown", visitorId = "nobody", userId = "no one" })).ShouldBe("none ");
    }

    [Fact]
    public async Task Touches_before_the_login_count()
    {
        await using var app = await TestApp.Start();
        await app.Touch("paid_search", Shop.Noon.AddDays(-3));
        await app.Identify("v1", "u1", Shop.Noon.AddDays(-1));
        await app.Touch("direct", Shop.Noon.AddHours(-1));

        await app.Order(new { orderId = "1001", value = 5, userId = "u1" });

        (await app.Channels("1001")).ShouldBe(["paid_search", "direct"]);
    }

    [Fact]
    public async Task Two_devices_of_one_user_are_one_journey_with_what_a_server_told()
    {
        await using var app = await TestApp.Start();
        await app.Touch("paid_search", Shop.Noon.AddDays(-3), "phone");
        await app.Identify("phone", "u1", Shop.Noon.AddDays(-3));
        await app.Touch("email", Shop.Noon.AddDays(-2), "", user: "u1");
        await app.Touch("direct", Shop.Noon.AddHours(-1), "laptop", "s9");
        await app.Identify("laptop", "u1", Shop.Noon.AddHours(-1));

        await app.Order(new { orderId = "1001", value = 5, sessionId = "s9" });

        (await app.Channels("1001")).ShouldBe(["paid_search", "email", "direct"]);
        (await app.Row("1001")).UserId.ShouldBe("u1");
    }

    [Fact]
    public async Task A_shared_device_does_not_leak_after_a_switch()
    {
        await using var app = await TestApp.Start();
        await app.Touch("paid_search", Shop.Noon.AddDays(-3), "shared");
        await app.Identify("shared", "anna", Shop.Noon.AddDays(-3));
        await app.Identify("shared", "ben", Shop.Noon.AddDays(-2));
        await app.Touch("email", Shop.Noon.AddDays(-1), "shared");

        await app.Order(new { orderId = "A", value = 5, userId = "anna" });
        await app.Order(new { orderId = "B", value = 5, visitorId = "shared" });

        (await app.Channels("A")).ShouldBe(["paid_search"]);
        (await app.Channels("B")).ShouldBe(["email"]);
    }

    [Fact]
    public async Task An_order_with_visitor_and_user_says_whose_browser_it_is()
    {
        await using var app = await TestApp.Start();
        await app.Touch("paid_search", Shop.Noon.AddDays(-3), "phone");
        await app.Identify("phone", "u1", Shop.Noon.AddDays(-3));
        await app.Touch("email", Shop.Noon.AddDays(-1), "laptop");

        await app.Order(new { orderId = "1", value = 5, visitorId = "laptop", userId = "u1" });
        await app.Order(new { orderId = "2", value = 5, userId = "u1" });

        (await app.Channels("1")).ShouldBe(["paid_search", "email"]);
        (await app.Channels("2")).ShouldBe(["paid_search", "email"]);
        (await app.Read(db => db.VisitorUsers.CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task An_email_seen_with_an_order_finds_the_person_again()
    {
        await using var app = await TestApp.Start();
        await app.Journey("v1", "email");
        await app.Order(new { orderId = "1", value = 5, visitorId = "v1", emailHash = Email });

        (await By(app, new { orderId = "2", value = 5, emailHash = Email })).ShouldBe("email email");
    }

    [Fact]
    public async Task What_a_server_told_over_http_leads_its_order_to_it()
    {
        await using var app = await TestApp.Start();
        await app.Post("/api/touches", new { url = "https://shop.example/?utm_source=news&utm_medium=email", visitorId = "v1", sessionId = "s1", occurredAt = Shop.Noon.AddMinutes(-5) });
        await app.Post("/api/touches", new { kind = "identify", visitorId = "v1", sessionId = "s1", userId = "u1", emailHash = Email, occurredAt = Shop.Noon.AddMinutes(-4) });

        (await By(app, new { orderId = "1", value = 5, sessionId = "s1" })).ShouldBe("session email");
        (await By(app, new { orderId = "2", value = 5, userId = "u1" })).ShouldBe("user email");
        (await By(app, new { orderId = "3", value = 5, emailHash = Email })).ShouldBe("email email");
    }

    [Fact]
    public async Task People_of_another_store_are_strangers()
    {
        await using var app = await TestApp.Start();
        var other = await app.OpenStore("other");
        await app.Touch("email", Shop.Noon.AddHours(-1), "v1", "s1", store: other);

        (await By(app, new { orderId = "1", value = 5, sessionId = "s1", visitorId = "v1" })).ShouldBe("none ");
    }

    private static async Task<string> By(TestApp app, object order)
    {
        var receipt = await app.Order(order);
        var first = receipt.GetProperty("firstTouch");
        return $"{receipt.GetProperty("matchedBy").GetString()} {(first.ValueKind == System.Text.Json.JsonValueKind.Null ? "" : first.GetProperty("channel").GetString())}";
    }

    private static string EmailHmacOf(TestApp app) =>
        EmailHmac.Of(app.Services.GetRequiredService<StoreDirectory>().Find(app.Shop.Id, default).AsTask().Result!.EmailSecret, Email);
}
