using Microsoft.EntityFrameworkCore;

namespace Attribution.Tests.Tracking;

public class SessionTests
{
    private const string Shop = "https://shop.example/";

    [Theory]
    [InlineData(29, "activity")]
    [InlineData(30, "created")] // a gap of the timeout ends the session
    public async Task A_session_ends_when_nothing_happened_for_its_timeout(int minutes, string outcome)
    {
        await using var app = await TestApp.Start();
        using var client = app.Client();
        var first = await client.Hit(app, new { url = Hits.Landing });
        app.Clock!.Now += TimeSpan.FromMinutes(minutes);

        var next = await client.Hit(app, new { url = Shop, visitorId = first.Text("visitorId"), sessionId = first.Text("sessionId") });

        next.Outcome().ShouldBe(outcome);
        (next.Text("sessionId") == first.Text("sessionId")).ShouldBe(outcome == "activity");
        next.Text("visitorId").ShouldBe(first.Text("visitorId"));
    }

    [Fact]
    public async Task An_ended_session_that_a_browser_proposes_gives_way_to_a_new_one_that_the_answer_names()
    {
        await using var app = await TestApp.Start();
        using var client = app.Client();
        var first = await client.Hit(app, new { url = Hits.Landing });
        app.Clock!.Now += TimeSpan.FromHours(2);

        var next = await client.Hit(app, new { url = Shop, sessionId = first.Text("sessionId") });

        next.Outcome().ShouldBe("created");
        next.Text("channel").ShouldBe("direct");
        next.Text("sessionId").ShouldNotBe(first.Text("sessionId"));
        next.Text("visitorId").ShouldBe(first.Text("visitorId"));
    }

    [Theory]
    [InlineData(23, "activity")]
    [InlineData(25, "created")]
    public async Task A_return_from_a_payment_page_continues_the_session_for_a_day(int hours, string outcome)
    {
        await using var app = await TestApp.Start();
        using var client = app.Client();
        var first = await client.Hit(app, new { url = Hits.Landing });
        app.Clock!.Now += TimeSpan.FromHours(hours);

        var back = await client.Hit(app, new { url = Shop + "thanks", referrer = "https://www.paypal.com/", visitorId = first.Text("visitorId"), sessionId = first.Text("sessionId") });

        back.Outcome().ShouldBe(outcome);
        back.Text("channel").ShouldBe(outcome == "activity" ? "paid_search" : "direct");
    }

    [Fact]
    public async Task A_secret_key_s_session_is_taken_as_it_is()
    {
        await using var app = await TestApp.Start();
        var first = await app.Server().Touch(new { sessionId = "s-1", visitorId = "v-1", url = Hits.Landing });
        app.Clock!.Now += TimeSpan.FromHours(5);

        var next = await app.Server().Touch(new { sessionId = "s-1", visitorId = "v-1", url = Shop });

        first.Text("sessionId").ShouldBe("s-1");
        next.Outcome().ShouldBe("activity");
        next.Text("sessionId").ShouldBe("s-1");
    }

    [Fact]
    public async Task A_late_touch_takes_its_place_by_when_it_happened()
    {
        await using var app = await TestApp.Start();
        var now = app.Clock!.Now;
        using var server = app.Server();
        await server.Touch(new { sessionId = "s-1", visitorId = "v-1", occurredAt = now.AddMinutes(-5), url = Shop });

        var early = await server.Touch(new { sessionId = "s-1", visitorId = "v-1", occurredAt = now.AddMinutes(-9), url = Hits.Landing });
        await server.Touch(new { sessionId = "s-1", visitorId = "v-1", occurredAt = now.AddMinutes(-7), url = Hits.Landing });

        var session = await app.Read(db => db.Sessions.SingleAsync());
        session.StartedAt.ShouldBe(now.AddMinutes(-9));
        session.FirstTouchId.ToString().ShouldBe(early.Text("touchId"));
        session.LastActivityAt.ShouldBe(now.AddMinutes(-5));
        session.TouchCount.ShouldBe(3);
    }

    [Fact]
    public async Task The_last_touch_is_the_latest_and_not_the_last_to_arrive()
    {
        await using var app = await TestApp.Start();
        var now = app.Clock!.Now;
        using var server = app.Server();
        var latest = await server.Touch(new { sessionId = "s-1", visitorId = "v-1", occurredAt = now.AddMinutes(-1), url = Hits.Landing });

        await server.Touch(new { sessionId = "s-1", visitorId = "v-1", occurredAt = now.AddMinutes(-2), url = Hits.Landing });

        (await app.Read(db => db.Sessions.SingleAsync())).LastTouchId.ToString().ShouldBe(latest.Text("touchId"));
    }

    [Fact]
    public async Task Touches_of_one_instant_are_in_the_order_of_their_ids()
    {
        await using var app = await TestApp.Start();
        Guid[] ids = [Guid.Parse("20000000-0000-7000-8000-000000000000"), Guid.Parse("10000000-0000-7000-8000-000000000000"), Guid.Parse("f0000000-0000-7000-8000-000000000000")];
        foreach (var touchId in ids)
        {
            await app.Server().Touch(new { touchId, sessionId = "s-1", url = Hits.Landing, occurredAt = app.Clock!.Now });
        }

        var session = await app.Read(db => db.Sessions.SingleAsync());
        (session.FirstTouchId, session.LastTouchId).ShouldBe((ids[1], ids[2]));
    }

    [Fact]
    public async Task A_start_that_moves_to_another_day_marks_both()
    {
        await using var app = await TestApp.Start(at: DateTimeOffset.Parse("2026-06-15T22:10:00Z", null)); // ten past midnight in Berlin
        using var server = app.Server();
        await server.Touch(new { sessionId = "s-1", url = Hits.Landing });

        await server.Touch(new { sessionId = "s-1", url = Hits.Landing, occurredAt = app.Clock!.Now.AddMinutes(-15) });

        (await app.Read(db => db.SnapshotDays.OrderBy(day => day.Date).Select(day => day.DirtySeq).ToListAsync())).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Two_hits_of_one_visitor_at_once_open_one_session()
    {
        await using var app = await TestApp.Start();
        using var client = app.Client();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.Hit(app, new { url = Shop, visitorId = "v-1" })));

        (await app.Read(db => db.Sessions.CountAsync())).ShouldBe(1);
        (await app.Read(db => db.Touches.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_visitor_of_another_store_is_another_visitor()
    {
        await using var app = await TestApp.Start();
        var other = await app.OpenStore("other");
        await app.Server().Touch(new { visitorId = "v-1", sessionId = "s-1", url = Hits.Landing });

        var answer = await app.Server(other).Touch(new { visitorId = "v-1", sessionId = "s-1", url = "https://other.example/" });

        answer.Outcome().ShouldBe("created");
        answer.Text("channel").ShouldBe("direct");
    }

    [Fact]
    public async Task What_was_answered_is_there_after_a_restart()
    {
        await using var app = await TestApp.Start();
        var answer = await app.Client().Hit(app, new { url = Hits.Landing });

        await app.Restart();

        (await app.Client().Hit(app, new { url = Shop, visitorId = answer.Text("visitorId") })).Text("sessionId").ShouldBe(answer.Text("sessionId"));
    }
}
