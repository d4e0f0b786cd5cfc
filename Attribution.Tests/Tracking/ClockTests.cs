using Microsoft.EntityFrameworkCore;

namespace Attribution.Tests.Tracking;

public class ClockTests
{
    [Theory]
    [InlineData(0, -60, -60, "")] // an hour old, the clock right
    [InlineData(20, -60, -60, "")] // within the tolerance the hit's own time stands
    [InlineData(30, -60, -60, "")]
    [InlineData(31, 0, -31.0 / 60, "clock_corrected")]
    [InlineData(3600, -60, -120, "clock_corrected")] // an hour fast
    [InlineData(-3600, -60, 0, "clock_corrected")]
    [InlineData(0, -14400, -10080, "time_bounded")] // ten days ago becomes seven
    [InlineData(0, 2880, 0, "time_bounded")] // two days ahead becomes now
    public async Task A_browsers_clock_is_corrected_and_bounded(int skewSeconds, int minutes, double expectedMinutes, string flag)
    {
        await using var app = await TestApp.Start();
        var now = app.Clock!.Now;

        await app.Client().Hit(app, new { url = Hits.Landing, sentAt = now.AddSeconds(skewSeconds), occurredAt = now.AddMinutes(minutes) });

        var touch = await app.Read(db => db.Touches.SingleAsync());
        touch.OccurredAt.ShouldBe(now.AddMinutes(expectedMinutes));
        touch.ReceivedAt.ShouldBe(now);
        touch.Flags.ShouldBe(flag);
    }

    [Fact]
    public async Task A_batch_says_once_when_it_was_sent()
    {
        await using var app = await TestApp.Start();
        var now = app.Clock!.Now;
        var body = $$"""{ "key": "{{app.Shop.PublicKey}}", "sentAt": "{{now.AddHours(1):O}}", "items": [ { "url": "{{Hits.Landing}}", "occurredAt": "{{now.AddMinutes(50):O}}" } ] }""";

        await app.Client().Raw(body);

        (await app.Read(db => db.Touches.SingleAsync())).OccurredAt.ShouldBe(now.AddMinutes(-10));
    }

    [Fact]
    public async Task A_server_whose_clock_jumps_back_an_hour_loses_nothing_and_doubles_nothing()
    {
        await using var app = await TestApp.Start();
        using var client = app.Client(cookies: true);
        var hit = new { touchId = Guid.CreateVersion7(), url = Hits.Landing };
        var first = await client.Hit(app, hit);

        app.Clock!.Now -= TimeSpan.FromHours(1);
        var again = await client.Hit(app, hit);
        var next = await client.Hit(app, new { url = Hits.Landing });
        app.Clock.Now += TimeSpan.FromMinutes(61);
        var caughtUp = await client.Hit(app, new { url = Hits.Landing });

        (again.Outcome(), next.Outcome(), caughtUp.Outcome()).ShouldBe(("duplicate", "created", "created"));
        (await app.Read(db => db.Touches.CountAsync())).ShouldBe(3);
        caughtUp.Text("sessionId").ShouldBe(first.Text("sessionId"));
        (await app.Read(db => db.Sessions.SumAsync(session => session.TouchCount))).ShouldBe(3);
    }

    [Fact]
    public async Task A_servers_times_stand()
    {
        await using var app = await TestApp.Start();
        var at = app.Clock!.Now.AddMonths(-23);

        await app.Server().Touch(new { url = Hits.Landing, occurredAt = at, sentAt = app.Clock.Now.AddDays(-3) });

        (await app.Read(db => db.Touches.SingleAsync())).OccurredAt.ShouldBe(at);
    }
}
