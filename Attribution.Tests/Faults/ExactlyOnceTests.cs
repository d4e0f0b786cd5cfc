using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Attribution.Tests.Conversions;
using Attribution.Tests.Tracking;
using Attribution.Web.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Faults;

/// <summary>What is sent ten times at once, or again after a restart, is there once and answered the same.</summary>
public sealed partial class ExactlyOnceTests
{
    private const int Copies = 10;

    [Fact]
    public async Task Ten_copies_of_a_touch_are_one_row_and_one_answer()
    {
        await using var app = await TestApp.Start(ownClock: false);
        var touch = new { touchId = Guid.CreateVersion7(), sessionId = "s1", visitorId = "v1", utm = new { source = "google", medium = "cpc" } };

        var answers = await AtOnce(app, client => client.PostAsJsonAsync("/api/touches", touch));

        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
        answers.Count(answer => answer.Body.Contains("\"created\"", StringComparison.Ordinal)).ShouldBe(1);
        answers.Select(answer => Outcome().Replace(answer.Body, "")).Distinct().Count().ShouldBe(1);
        (await app.Read(db => db.Touches.CountAsync())).ShouldBe(1);
        (await app.Read(db => db.Sessions.Select(session => session.TouchCount).SingleAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Ten_copies_of_a_batch_of_hits_are_one_row_each()
    {
        await using var app = await TestApp.Start(ownClock: false);
        var items = Enumerable.Range(0, 5).Select(i => new { touchId = Guid.CreateVersion7(), sessionId = "s" + i, visitorId = "v" + i, utm = new { source = "google", medium = "cpc" } }).ToArray();

        var answers = await AtOnce(app, client => client.PostAsJsonAsync("/api/touches", new { items }));

        answers.Select(answer => Outcome().Replace(answer.Body, "")).Distinct().Count().ShouldBe(1);
        (await app.Read(db => db.Touches.CountAsync())).ShouldBe(5);
        (await app.Read(db => db.Sessions.SumAsync(session => session.TouchCount))).ShouldBe(5);
    }

    [Fact]
    public async Task Ten_copies_of_a_refund_are_one_booking()
    {
        await using var app = await TestApp.Start();
        await app.Order(new { orderId = "1001", value = 100 });

        var answers = await AtOnce(app, client => client.PostAsJsonAsync("/api/orders/1001/refunds", new { refundId = "r1", amount = 30 }));

        answers.Count(answer => answer.Status == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(Copies - 1);
        answers.Select(answer => answer.Body).Distinct().Count().ShouldBe(1);
        (await app.Row("1001")).RefundedMinor.ShouldBe(30_00);
    }

    [Fact]
    public async Task Ten_copies_of_a_batch_of_orders_are_one_row_each()
    {
        await using var app = await TestApp.Start();
        var items = Enumerable.Range(0, 5).Select(i => new { orderId = "o" + i, value = 1 }).ToArray();

        var answers = await AtOnce(app, client => client.PostAsJsonAsync("/api/orders/batch", new { items }));

        answers.Select(answer => Outcome().Replace(answer.Body, "")).Distinct().Count().ShouldBe(1);
        (await app.Read(db => db.Orders.CountAsync())).ShouldBe(5);
    }

    [Theory]
    [InlineData("/api/orders", """{ "orderId": "1001", "value": 5 }""", HttpStatusCode.Created)]
    [InlineData("/api/orders/batch", """{ "items": [ { "orderId": "1001", "value": 5 } ] }""", HttpStatusCode.OK)]
    [InlineData("/api/orders/early/refunds", """{ "refundId": "r1", "amount": 5 }""", HttpStatusCode.Accepted)]
    [InlineData("/api/snapshots/rebuild", """{ "from": "2026-06-01", "to": "2026-06-02", "reason": "once" }""", HttpStatusCode.Accepted)]
    public async Task Calls_with_one_idempotency_key_have_one_effect_and_one_answer_also_after_a_restart(string path, string body, HttpStatusCode status)
    {
        await using var app = await TestApp.Start();
        var first = await AtOnce(app, client => Send(client, path, body, "k1"));

        await app.Restart();
        var after = await AtOnce(app, client => Send(client, path, body, "k1"));

        var all = first.Concat(after).ToList();
        all.ShouldAllBe(answer => answer.Status == status);
        all.Select(answer => (answer.Body, answer.Location)).Distinct().Count().ShouldBe(1);
        (await app.Read(db => db.KeptAnswers.CountAsync())).ShouldBe(1);
        (await app.Read(db => db.SnapshotRuns.CountAsync(run => run.Kind == "rebuild"))).ShouldBe(path.EndsWith("rebuild", StringComparison.Ordinal) ? 1 : 0);
    }

    [Fact]
    public async Task A_key_is_good_for_one_call_and_a_day_and_a_refused_call_does_not_use_it_up()
    {
        await using var app = await TestApp.Start();
        using var client = app.Server();
        (await Send(client, "/api/orders", """{ "orderId": "1001", "value": -5 }""", "k1")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Send(client, "/api/orders", """{ "orderId": "1001", "value": 5 }""", "k1")).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await Send(client, "/api/orders", """{ "orderId": "1002", "value": 5 }""", "k1")).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        app.Clock!.Now += TimeSpan.FromHours(25);
        (await Send(client, "/api/orders", """{ "orderId": "1002", "value": 5 }""", "k1")).StatusCode.ShouldBe(HttpStatusCode.Created);
        app.Clock.Now += TimeSpan.FromHours(25);
        await app.Services.GetRequiredService<Forgetting>().Run(CancellationToken.None);
        (await app.Read(db => db.KeptAnswers.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Touches_without_ids_are_taken_once_under_an_idempotency_key()
    {
        await using var app = await TestApp.Start(ownClock: false);
        const string Body = """{ "items": [ { "sessionId": "s1", "visitorId": "v1", "url": "https://shop.example/" }, { "type": "phone_call", "userId": "u1" } ] }""";

        var answers = await AtOnce(app, client => Send(client, "/api/touches", Body, "calls-of-today"));

        answers.Select(answer => Outcome().Replace(answer.Body, "")).Distinct().Count().ShouldBe(1);
        (await app.Read(db => db.Touches.CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task A_pulse_sent_again_after_a_restart_counts_once_until_no_browser_sends_it()
    {
        await using var app = await TestApp.Start();
        using var browser = app.Client();
        var landed = await browser.Hit(app, new { kind = "touch", url = Hits.Landing, visitorId = "v1", consent = "granted" });
        var pulse = new { kind = "pulse", touchId = Guid.CreateVersion7(), visitorId = "v1", sessionId = landed.Text("sessionId"), consent = "granted", pages = 1, seconds = 30 };
        (await browser.Hit(app, pulse)).Outcome().ShouldBe("activity");

        await app.Restart();
        using var after = app.Client();
        (await after.Hit(app, pulse)).Outcome().ShouldBe("duplicate");

        (await app.Read(db => db.Sessions.Select(session => session.Seconds).SingleAsync())).ShouldBe(30);
        app.Clock!.Now += TimeSpan.FromDays(9);
        await app.Services.GetRequiredService<Forgetting>().Run(CancellationToken.None);
        (await app.Read(db => db.Pulses.CountAsync())).ShouldBe(0);
    }

    private static async Task<(HttpStatusCode Status, string Body, Uri? Location)[]> AtOnce(TestApp app, Func<HttpClient, Task<HttpResponseMessage>> send) =>
        await Task.WhenAll(Enumerable.Range(0, Copies).Select(async _ =>
        {
            using var client = app.Server();
            using var answer = await send(client);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.Location);
        }));

    private static Task<HttpResponseMessage> Send(HttpClient client, string path, string body, string key) => client.SendAsync(new HttpRequestMessage(HttpMethod.Post, path)
    {
        Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        Headers = { { "Idempotency-Key", key } },
    });

    [GeneratedRegex("\"outcome\":\"(created|duplicate|activity)\"")]
    private static partial Regex Outcome();
}
