using System.Net;
using System.Net.Http.Json;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Ingest;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Attribution.Tests.Tracking;

public class QueueTests
{
    private const int BatchSize = 1_000;

    [Fact]
    public async Task A_full_queue_sends_senders_away_and_keeps_what_it_took()
    {
        await using var app = await TestApp.Start();
        using var server = await Known(app);
        using var browser = app.Client();
        await using var stuck = await StuckWriter.Of(app);
        var taken = await Fill(app, server);

        var refused = await browser.Send(app, new { url = Hits.Landing });
        await stuck.Release();

        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        (await Task.WhenAll(taken)).ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        (await app.Read(db => db.Touches.CountAsync())).ShouldBe(IngestHealth.Capacity + 1);
    }

    [Fact]
    public async Task Who_is_sent_away_and_comes_back_is_no_bot_for_it()
    {
        await using var app = await TestApp.Start();
        using var server = await Known(app);
        using var browser = app.Client();
        await using var stuck = await StuckWriter.Of(app);
        var taken = await Fill(app, server);
        object[] visits = [.. Enumerable.Repeat(new { url = Hits.Landing, visitorId = "anna" }, (VisitorPace.MostTouches / 2) + 1)];

        (await browser.Send(app, new { items = visits })).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        await stuck.Release();
        await Task.WhenAll(taken);

        (await browser.Batch(app, visits)).ShouldAllBe(answer => answer.Outcome() == "created");
    }

    [Fact]
    public async Task What_waits_when_the_server_stops_is_written_and_answered()
    {
        await using var app = await TestApp.Start();
        using var server = await Known(app);
        await using var stuck = await StuckWriter.Of(app);
        var sent = Enumerable.Range(0, 20).Select(_ => server.PostAsJsonAsync("/api/touches", new { url = Hits.Landing })).ToList();
        await Waiting(app, 20);

        app.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await stuck.Release();

        (await Task.WhenAll(sent)).ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        await app.Restart();
        (await app.Read(db => db.Touches.CountAsync())).ShouldBe(21);
    }

    [Fact]
    public async Task What_can_not_be_written_while_the_server_stops_is_not_said_to_be()
    {
        await using var app = await TestApp.Start();
        using var server = await Known(app);
        Task<HttpResponseMessage[]> answers;
        await using (var other = await OtherProcess(app))
        {
            answers = Task.WhenAll(Enumerable.Range(0, 20).Select(_ => server.PostAsJsonAsync("/api/touches", new { url = Hits.Landing })));
            await Waiting(app, 20);
            app.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
            (await answers).ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.ServiceUnavailable && answer.Headers.RetryAfter != null);
        }

        await app.Restart();
        (await app.Read(db => db.Touches.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Who_came_first_passes_the_gate_first_however_he_waits()
    {
        using var gate = new WriteGate();
        var held = gate.Enter();
        var first = gate.Enter(CancellationToken.None).AsTask();
        var second = Task.Run(() => gate.Enter());

        held.Dispose();
        var entered = await first;
        second.IsCompleted.ShouldBeFalse();
        entered.Dispose();
        (await second).Dispose();
    }

    // One hit first: it makes the day's salt, which is a write of its own.
    private static async Task<HttpClient> Known(TestApp app)
    {
        var server = app.Server();
        await server.Touch(new { url = Hits.Landing });
        return server;
    }

    // As many as the queue holds; nothing is written meanwhile.
    private static async Task<List<Task<HttpResponseMessage>>> Fill(TestApp app, HttpClient server)
    {
        var sent = Enumerable.Range(0, IngestHealth.Capacity / BatchSize).Select(_ => server.PostAsJsonAsync("/api/touches", Batch())).ToList();
        await Waiting(app, IngestHealth.Capacity);
        return sent;
    }

    private static object Batch() => new { items = Enumerable.Range(0, BatchSize).Select(_ => new { url = Hits.Landing }).ToArray() };

    private static async Task Waiting(TestApp app, int hits)
    {
        var health = app.Services.GetRequiredService<IngestHealth>();
        while (health.QueueLength < hits)
        {
            await Task.Yield();
        }
    }

    private static async Task<SqliteConnection> OtherProcess(TestApp app)
    {
        var connection = new SqliteConnection($"Data Source={app.Services.GetRequiredService<SqliteFile>().Path};Pooling=False");
        await connection.OpenAsync();
        await using var begin = connection.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE";
        await begin.ExecuteNonQueryAsync();
        return connection;
    }

    /// <summary>A write of the app that does not end, so that the writer of hits waits behind it.</summary>
    private sealed class StuckWriter : IAsyncDisposable
    {
        private readonly TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Task write = Task.CompletedTask;

        public static async Task<StuckWriter> Of(TestApp app)
        {
            var stuck = new StuckWriter();
            stuck.write = app.Services.GetRequiredService<Database>().Write(
                async _ =>
                {
                    stuck.entered.SetResult();
                    await stuck.released.Task;
                },
                CancellationToken.None);
            await stuck.entered.Task;
            return stuck;
        }

        public async Task Release()
        {
            released.TrySetResult();
            await write;
        }

        public async ValueTask DisposeAsync() => await Release();
    }
}
