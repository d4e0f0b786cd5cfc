using System.Diagnostics;
using Attribution.Domain.Channels;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Ingest;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Attribution.Tests.Tracking;

public class ThroughputTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Thousands_of_hits_in_process_are_all_answered_and_all_there()
    {
        await using var app = await TestApp.Start();
        var collector = app.Services.GetRequiredService<Collector>();
        var store = (await app.Services.GetRequiredService<StoreDirectory>().Find(app.Shop.Id, CancellationToken.None))!;
        var now = app.Clock!.Now;
        var batches = Enumerable.Range(0, 100).Select(batch => Enumerable.Range(0, 100).Select(i => new Hit
        {
            Id = Guid.CreateVersion7(now),
            OccurredAt = now.AddSeconds(-i),
            VisitorId = $"v-{batch}-{i}",
            Landing = new Landing { Url = Hits.Landing },
        }).ToList()).ToList();

        var started = Stopwatch.GetTimestamp();
        var answers = await Task.WhenAll(batches.Select(batch => collector.Take(store, batch, new Caller(true, now), CancellationToken.None)));
        var took = Stopwatch.GetElapsedTime(started);

        answers.SelectMany(batch => batch).ShouldAllBe(answer => answer.Outcome == HitOutcome.Created);
        (await app.Read(db => db.Touches.CountAsync())).ShouldBe(10_000);
        (await app.Read(db => db.Sessions.CountAsync())).ShouldBe(10_000);
        output.WriteLine($"{10_000 / took.TotalSeconds:0} hits a second");
    }

    [Fact]
    public async Task A_hit_that_can_not_be_written_takes_no_neighbour_with_it()
    {
        await using var app = await TestApp.Start();
        var collector = app.Services.GetRequiredService<Collector>();
        var store = (await app.Services.GetRequiredService<StoreDirectory>().Find(app.Shop.Id, CancellationToken.None))!;
        Hit Of(string sessionId) => new() { Id = Guid.CreateVersion7(), OccurredAt = app.Clock!.Now, SessionId = sessionId };
        await app.Services.GetRequiredService<Database>().Write(
            db => db.Database.ExecuteSqlRawAsync("CREATE TRIGGER refuse BEFORE INSERT ON MarketingTouch WHEN NEW.SessionId = 'bad' BEGIN SELECT RAISE(ABORT, 'on purpose'); END"),
            CancellationToken.None);

        var answers = await collector.Take(store, [Of("a"), Of("bad"), Of("b")], new Caller(true, app.Clock!.Now), CancellationToken.None);

        answers.Select(answer => answer.Outcome).ShouldBe([HitOutcome.Created, HitOutcome.Failed, HitOutcome.Created]);
        (await app.Read(db => db.Sessions.Select(session => session.SessionId).OrderBy(id => id).ToListAsync())).ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task A_full_queue_says_come_back_and_stores_nothing()
    {
        await using var app = await TestApp.Start();
        var health = app.Services.GetRequiredService<IngestHealth>();
        health.TryEnter(IngestHealth.Capacity).ShouldBeTrue();

        var refused = await app.Client().Send(app, new { url = Hits.Landing });
        health.IsFull.ShouldBeTrue();
        health.Leave(IngestHealth.Capacity);

        refused.StatusCode.ShouldBe(System.Net.HttpStatusCode.ServiceUnavailable);
        refused.Headers.RetryAfter.ShouldNotBeNull();
        (await app.Client().Send(app, new { url = Hits.Landing })).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
    }
}
