using Attribution.Web.Storage.Ingest;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Tracking;

/// <summary>Stories of who is a bot by pace, and above all of who is not.</summary>
public class BotTests
{
    [Fact]
    public async Task A_visitor_whose_touches_come_faster_than_a_person_is_a_bot_until_it_is_quiet()
    {
        await using var app = await Start();
        using var bot = app.Client();
        await Send(app, bot, VisitorPace.MostTouches, "bot");

        var caught = await bot.Hit(app, Touch("bot"));
        app.Clock!.Now += TimeSpan.FromSeconds(59);
        var still = await bot.Hit(app, Touch("bot"));
        app.Clock!.Now += TimeSpan.FromSeconds(60);
        var heard = await bot.Hit(app, Touch("bot"));

        (caught.Outcome(), caught.Text("reason")).ShouldBe(("ignored", "bot"));
        still.Outcome().ShouldBe("ignored");
        heard.Outcome().ShouldBe("created");
        (await app.Read(db => db.Touches.CountAsync())).ShouldBe(VisitorPace.MostTouches + 1);
    }

    [Fact]
    public async Task It_is_counted_apart_from_the_bots_that_say_who_they_are()
    {
        await using var app = await Start();
        using var bot = app.Client();
        await Send(app, bot, VisitorPace.MostTouches + 3, "bot");
        bot.DefaultRequestHeaders.UserAgent.ParseAdd("Googlebot/2.1");
        await bot.Hit(app, Touch("crawler"));

        var health = app.Services.GetRequiredService<IngestHealth>();
        health.CountOf(app.Shop.Id, IngestHealth.BotByPaceCount).ShouldBe(3);
        health.CountOf(app.Shop.Id, IngestHealth.BotCount).ShouldBe(1);
    }

    [Fact]
    public async Task A_shopper_who_clicks_through_pages_brings_no_news_and_is_never_judged()
    {
        await using var app = await Start();
        using var shopper = app.Client();
        await shopper.Hit(app, Touch("anna"));

        for (var i = 0; i < 200; i++)
        {
            (await shopper.Hit(app, new { url = "https://shop.example/page", visitorId = "anna" })).Outcome().ShouldBe("activity");
        }
    }

    [Fact]
    public async Task An_order_and_a_choice_of_a_caught_visitor_still_count()
    {
        await using var app = await Start();
        using var bot = app.Client();
        await Send(app, bot, VisitorPace.MostTouches + 1, "bot");

        var hint = await bot.Hit(app, new { kind = "conversion", visitorId = "bot", conversion = new { orderId = "1" } });
        var choice = await bot.Hit(app, new { kind = "consent", visitorId = "bot", consent = "granted" });

        (hint.Outcome(), choice.Outcome()).ShouldBe(("activity", "activity"));
    }

    [Fact]
    public async Task An_office_of_many_people_behind_one_address_is_no_bot()
    {
        await using var app = await Start();
        using var office = app.Client();

        for (var person = 0; person < 300; person++)
        {
            (await office.Hit(app, Touch($"person-{person}"))).Outcome().ShouldBe("created");
        }
    }

    [Fact]
    public async Task Visitors_without_an_id_are_judged_later_and_behind_an_unnamed_proxy_not_at_all()
    {
        await using var app = await Start();
        using var crowd = app.Client();
        await Send(app, crowd, VisitorPace.MostTouchesWithoutId, visitor: "");

        (await crowd.Hit(app, Touch(""))).Outcome().ShouldBe("ignored");
        crowd.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        (await crowd.Hit(app, Touch(""))).Outcome().ShouldBe("created");
    }

    [Fact]
    public async Task A_servers_history_of_one_busy_visitor_is_stored_whole()
    {
        await using var app = await Start();
        using var server = app.Server();
        var items = Enumerable.Range(0, 500).Select(i => new { url = Hits.Landing, visitorId = "busy", occurredAt = "2026-06-01T10:00:00Z" });

        var answer = await server.PostAsync("/api/touches", System.Net.Http.Json.JsonContent.Create(new { items }));

        (await answer.Json()).GetProperty("items").EnumerateArray().ShouldAllBe(item => item.GetProperty("outcome").GetString() == "created");
    }

    [Fact]
    public async Task Touches_a_device_kept_while_offline_are_judged_by_their_own_time()
    {
        await using var app = await Start();
        using var phone = app.Client();
        for (var i = 0; i < 100; i++)
        {
            var hit = new { url = Hits.Landing, visitorId = "traveller", occurredAt = app.Clock!.Now.AddMinutes(-2 * i), sentAt = app.Clock.Now };
            (await phone.Hit(app, hit)).Outcome().ShouldBe("created");
        }
    }

    [Fact]
    public void Among_a_hundred_thousand_people_the_one_bot_is_found_and_no_person_is_taken_for_it()
    {
        var pace = new VisitorPace();
        var at = DateTimeOffset.Parse("2026-06-15T10:00:00Z", null);
        var caught = 0;
        for (var i = 0; i < 100_000; i++)
        {
            pace.IsBot(new(1), $"person-{i}", at.AddMilliseconds(i / 4)).ShouldBeFalse();
            caught += i % 500 == 0 && pace.IsBot(new(1), "bot", at.AddMilliseconds(i / 4)) ? 1 : 0;
        }

        caught.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Made_up_user_agents_fill_no_memory()
    {
        var verdicts = new UserAgentVerdicts();
        for (var i = 0; i < 10_000; i++)
        {
            verdicts.IsBot($"Made up {i}").ShouldBeFalse();
        }

        verdicts.Count.ShouldBeLessThanOrEqualTo(4_096);
        verdicts.IsBot("Googlebot/2.1").ShouldBeTrue();
        verdicts.IsBot("Googlebot/2.1").ShouldBeTrue();
        verdicts.IsBot("Googlebot/2.1 " + new string('x', 5_000)).ShouldBeTrue();
    }

    private static Task<TestApp> Start() => TestApp.Start(configure: web => web.UseSetting("Tracking:Limits:AddressPerMinute", "100000"));

    private static object Touch(string visitor) => new { url = Hits.Landing, visitorId = visitor };

    private static async Task Send(TestApp app, HttpClient client, int touches, string visitor)
    {
        foreach (var part in Enumerable.Repeat(Touch(visitor), touches).Chunk(50))
        {
            await client.Batch(app, part);
        }
    }
}
