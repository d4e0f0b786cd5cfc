using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Tests.Tracking;

public class IdentityTests
{
    [Fact]
    public async Task Identify_notes_once_who_a_visitor_is()
    {
        await using var app = await TestApp.Start();
        using var browser = app.Client(cookies: true);
        var landing = await browser.Hit(app, new { url = Hits.Landing });

        await browser.Hit(app, new { kind = "identify", userId = "user-42" });
        app.Clock!.Now += TimeSpan.FromMinutes(1);
        await browser.Hit(app, new { kind = "identify", userId = "user-42" });

        var row = await app.Read(db => db.VisitorUsers.SingleAsync());
        (row.VisitorId, row.UserId).ShouldBe((landing.Text("visitorId"), "user-42"));
        (await app.Read(db => db.Sessions.SingleAsync())).UserId.ShouldBe("user-42");
    }

    [Fact]
    public async Task Another_user_of_the_same_browser_is_a_change()
    {
        await using var app = await TestApp.Start();
        using var browser = app.Client(cookies: true);
        foreach (var userId in (string[])["anna", "ben", "anna"])
        {
            await browser.Hit(app, new { kind = "identify", userId });
            app.Clock!.Now += TimeSpan.FromMinutes(1);
        }

        (await app.Read(db => db.VisitorUsers.OrderBy(row => row.From).Select(row => row.UserId).ToListAsync())).ShouldBe(["anna", "ben", "anna"]);
    }

    [Theory]
    [InlineData(false, "", 1)]
    [InlineData(true, "", 0)]
    [InlineData(true, "00ff", 0)]
    [InlineData(true, "right", 1)]
    public async Task Where_only_signed_users_count_others_are_not_stitched(bool signedOnly, string signature, int rows)
    {
        await using var app = await TestApp.Start();
        await app.Change(store => store.SignedUsersOnly = signedOnly);
        var secret = await app.Read(db => db.Stores.Select(store => store.IdentifySecret).SingleAsync());
        var right = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), "user-42"u8));

        var answer = await app.Client().Hit(app, new { kind = "identify", userId = "user-42", signature = signature == "right" ? right : signature });

        answer.Outcome().ShouldBe("activity");
        (await app.Read(db => db.VisitorUsers.CountAsync())).ShouldBe(rows);
    }

    [Fact]
    public async Task An_email_is_kept_only_as_the_stores_own_hmac()
    {
        await using var app = await TestApp.Start();
        var emailHash = Convert.ToHexStringLower(SHA256.HashData("someone@shop.example"u8));

        await app.Client().Hit(app, new { kind = "identify", userId = "user-42", emailHash });

        var row = await app.Read(db => db.PersonEmails.SingleAsync());
        row.UserId.ShouldBe("user-42");
        row.EmailHmac.ShouldNotBe(emailHash);
        app.Bytes().AsSpan().IndexOf(Encoding.UTF8.GetBytes(emailHash)).ShouldBe(-1);
    }

    [Theory]
    [InlineData("https://blog.shop.example/post", 10, true)]
    [InlineData("https://blog.shop.example/post", 121, false)] // too old
    [InlineData("https://evil.example/", 10, false)]
    public async Task A_visitor_is_handed_over_by_the_stores_own_sites_for_two_minutes(string referrer, int age, bool taken)
    {
        await using var app = await TestApp.Start();
        var time = app.Clock!.Now.AddSeconds(-age).ToUnixTimeSeconds();

        var answer = await app.Client().Hit(app, new { url = $"https://shop.example/?_attr=visitor-1.{time}", referrer });

        (answer.Text("visitorId") == "visitor-1").ShouldBe(taken);
    }

    [Fact]
    public async Task A_visitor_handed_over_never_replaces_another()
    {
        await using var app = await TestApp.Start();
        using var client = app.Client();
        client.DefaultRequestHeaders.Add("Cookie", "mk_visitor=mine");

        var answer = await client.Hit(app, new { url = $"https://shop.example/?_attr=other.{app.Clock!.Now.ToUnixTimeSeconds()}", referrer = "https://blog.shop.example/" });

        answer.Text("visitorId").ShouldBe("mine");
    }

    [Fact]
    public async Task Touches_a_server_sends_for_a_user_alone_share_a_session()
    {
        await using var app = await TestApp.Start();

        var first = await app.Server().Touch(new { userId = "user-42", url = Hits.Landing });
        var next = await app.Server().Touch(new { userId = "user-42", url = "https://shop.example/" });

        next.Outcome().ShouldBe("activity");
        next.Text("sessionId").ShouldBe(first.Text("sessionId"));
    }
}
