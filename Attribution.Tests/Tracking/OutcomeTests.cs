using System.Net;
using System.Net.Http.Json;
using Attribution.Web.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Tracking;

public class OutcomeTests
{
    [Fact]
    public async Task A_landing_with_tags_is_a_touch_and_its_answer_holds_these_fields_and_no_others()
    {
        await using var app = await TestApp.Start();

        var answer = await app.Client().Hit(app, new { url = Hits.Landing });

        answer.Outcome().ShouldBe("created");
        answer.Text("channel").ShouldBe("paid_search");
        answer.EnumerateObject().Select(field => field.Name).ShouldBe(["outcome", "touchId", "sessionId", "visitorId", "channel", "consent"]);
    }

    [Fact]
    public async Task A_server_also_learns_how_its_touch_was_resolved()
    {
        await using var app = await TestApp.Start();

        var answer = await app.Server().Touch(new { url = Hits.Landing + "%20sale" });

        answer.Text("source").ShouldBe("google");
        answer.Text("medium").ShouldBe("cpc");
        answer.Text("campaign").ShouldBe("spring sale");
        answer.EnumerateObject().Select(field => field.Name).ShouldBe(
            ["outcome", "touchId", "sessionId", "visitorId", "channel", "consent", "source", "medium", "campaign", "subChannel", "platform", "reason", "flags"]);
    }

    [Fact]
    public async Task The_first_hit_without_tags_is_direct_and_the_next_page_only_activity()
    {
        await using var app = await TestApp.Start();
        using var browser = app.Client(cookies: true);

        var first = await browser.Hit(app, new { url = "https://shop.example/" });
        var next = await browser.Hit(app, new { url = "https://shop.example/shoes", referrer = "https://shop.example/" });

        first.Outcome().ShouldBe("created");
        first.Text("channel").ShouldBe("direct");
        next.Outcome().ShouldBe("activity");
        next.Text("sessionId").ShouldBe(first.Text("sessionId"));
        (await app.Read(db => db.Touches.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Activity_answers_the_channel_of_its_session()
    {
        await using var app = await TestApp.Start();
        using var browser = app.Client(cookies: true);
        await browser.Hit(app, new { url = Hits.Landing });

        (await browser.Hit(app, new { url = "https://shop.example/cart" })).Text("channel").ShouldBe("paid_search");
    }

    [Fact]
    public async Task Tags_inside_a_session_add_a_touch_but_no_session()
    {
        await using var app = await TestApp.Start();
        using var browser = app.Client(cookies: true);
        await browser.Hit(app, new { url = Hits.Landing });
        app.Clock!.Now += TimeSpan.FromMinutes(1);

        var second = await browser.Hit(app, new { url = "https://shop.example/?utm_source=newsletter&utm_medium=email" });

        second.Outcome().ShouldBe("created");
        var session = await app.Read(db => db.Sessions.SingleAsync());
        session.TouchCount.ShouldBe(2);
        session.LastTouchId.ToString().ShouldBe(second.Text("touchId"));
    }

    [Fact]
    public async Task The_same_touch_ten_times_at_once_is_one_row_and_one_created()
    {
        await using var app = await TestApp.Start();
        var touchId = Guid.CreateVersion7();
        using var client = app.Client();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => client.Hit(app, new { touchId, url = Hits.Landing })));

        answers.Count(answer => answer.Outcome() == "created").ShouldBe(1);
        answers.Count(answer => answer.Outcome() == "duplicate").ShouldBe(9);
        answers.Select(answer => answer.Text("sessionId")).Distinct().Count().ShouldBe(1);
        (await app.Read(db => db.Touches.CountAsync())).ShouldBe(1);
        (await app.Read(db => db.Sessions.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task The_content_of_a_known_id_is_not_compared()
    {
        await using var app = await TestApp.Start();
        var touchId = Guid.CreateVersion7();
        await app.Server().Touch(new { touchId, url = Hits.Landing });

        var again = await app.Server().Touch(new { touchId, type = "phone_call" });

        again.Outcome().ShouldBe("duplicate");
        again.Text("channel").ShouldBe("paid_search");
    }

    [Fact]
    public async Task Hits_of_one_batch_without_ids_are_one_visitor()
    {
        await using var app = await TestApp.Start();

        var items = await app.Client().Batch(app, new { url = Hits.Landing }, new { url = "https://shop.example/shoes" }, new { kind = "pulse", seconds = 5 });

        items.Select(Hits.Outcome).ShouldBe(["created", "activity", "activity"]);
        items.Select(item => item.Text("visitorId")).Distinct().Count().ShouldBe(1);
        (await app.Read(db => db.Sessions.CountAsync())).ShouldBe(1);
    }

    [Theory]
    [InlineData("phone_call", "phone")]
    [InlineData("webinar", "event")]
    [InlineData("partner_referral", "partner")]
    public async Task A_contact_away_from_the_site_opens_no_session(string type, string channel)
    {
        await using var app = await TestApp.Start();

        var answer = await app.Server().Touch(new { type, userId = "user-42" });

        answer.Text("channel").ShouldBe(channel);
        answer.GetProperty("sessionId").GetString().ShouldBeNull();
        (await app.Read(db => db.Sessions.CountAsync())).ShouldBe(0);
        (await app.Read(db => db.Touches.SingleAsync())).UserId.ShouldBe("user-42");
    }

    [Fact]
    public async Task Pulses_add_up_and_their_second_copy_changes_nothing()
    {
        await using var app = await TestApp.Start();
        using var browser = app.Client(cookies: true);
        await browser.Hit(app, new { url = Hits.Landing });
        var pulse = new { kind = "pulse", touchId = Guid.CreateVersion7(), pages = 2, seconds = 40 };

        await browser.Hit(app, pulse);
        (await browser.Hit(app, pulse)).Outcome().ShouldBe("duplicate");
        await browser.Hit(app, new { kind = "pulse", pages = 1, seconds = 2 });

        var session = await app.Read(db => db.Sessions.SingleAsync());
        (session.Pages, session.Seconds).ShouldBe((3, 42));
    }

    [Fact]
    public async Task A_browsers_conversion_is_only_a_hint_and_is_told_after_the_commit()
    {
        await using var app = await TestApp.Start();
        using var browser = app.Client(cookies: true);
        var told = new List<Guid>();
        app.Services.GetRequiredService<Signals>().HintStored += (_, hint) => told.Add(hint);
        var landing = await browser.Hit(app, new { url = Hits.Landing });

        var answer = await browser.Hit(app, new { kind = "conversion", conversion = new { type = "order", orderId = "1001", value = 199.99, currency = "EUR" } });

        answer.Outcome().ShouldBe("activity");
        var hint = await app.Read(db => db.ConversionHints.SingleAsync());
        (hint.OrderId, hint.SessionId).ShouldBe(("1001", landing.Text("sessionId")));
        told.ShouldBe([hint.HintId]);
        (await app.Read(db => db.Orders.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_conversion_sent_again_is_one_hint()
    {
        await using var app = await TestApp.Start();
        using var browser = app.Client(cookies: true);
        var hit = new { kind = "conversion", touchId = Guid.CreateVersion7(), conversion = new { cartToken = "c-1" } };

        await browser.Hit(app, hit);

        (await browser.Hit(app, hit)).Outcome().ShouldBe("duplicate");
        (await app.Read(db => db.ConversionHints.CountAsync())).ShouldBe(1);
    }

    [Theory]
    [InlineData("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "", "bot")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36", "prefetch", "prefetch")]
    public async Task What_no_visitor_sends_is_ignored_and_not_stored(string userAgent, string purpose, string reason)
    {
        await using var app = await TestApp.Start();
        using var client = app.Client();
        client.DefaultRequestHeaders.UserAgent.ParseAdd(userAgent);
        client.DefaultRequestHeaders.Add("Sec-Purpose", purpose);

        var answer = await client.Hit(app, new { url = Hits.Landing });

        answer.Outcome().ShouldBe("ignored");
        answer.Text("reason").ShouldBe(reason);
        answer.GetProperty("channel").GetString().ShouldBeNull();
        (await app.Read(db => db.Touches.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task The_store_s_own_visits_are_excluded()
    {
        await using var app = await TestApp.Start();

        (await app.Client().Hit(app, new { url = "https://shop.example/?attribution=off" })).Text("reason").ShouldBe("excluded");
    }

    [Fact]
    public async Task A_server_is_no_bot_but_the_visitor_it_speaks_of_may_be()
    {
        await using var app = await TestApp.Start();
        using var server = app.Server();
        server.DefaultRequestHeaders.UserAgent.ParseAdd("curl/8.5.0");

        (await server.Touch(new { url = Hits.Landing })).Outcome().ShouldBe("created");
        (await server.Touch(new { url = Hits.Landing, userAgent = "Googlebot/2.1 (+http://www.google.com/bot.html)" })).Text("reason").ShouldBe("bot");
    }

    [Fact]
    public async Task A_commit_tells_the_store_that_was_touched_and_marks_its_day()
    {
        await using var app = await TestApp.Start(at: DateTimeOffset.Parse("2026-06-15T22:30:00Z", null)); // 00:30 of the 16th in Berlin
        var told = 0;
        app.Services.GetRequiredService<Signals>().TouchStored += _ => told++;

        await app.Client().Hit(app, new { url = Hits.Landing });

        told.ShouldBe(1);
        (await app.Read(db => db.SnapshotDays.SingleAsync())).Date.ShouldBe(new DateOnly(2026, 6, 16));
    }

    [Fact]
    public async Task A_batch_of_a_server_may_come_to_the_browsers_path()
    {
        await using var app = await TestApp.Start();

        var answer = await app.Server().PostAsJsonAsync(Hits.Path, new { items = new object[] { new { url = Hits.Landing }, new { colour = "red" } } });

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var items = (await answer.Json()).GetProperty("items");
        items[0].Outcome().ShouldBe("created");
        items[1].GetProperty("errors").GetProperty("colour")[0].GetString().ShouldBe("Unknown field.");
    }
}
