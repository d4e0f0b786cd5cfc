using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using Attribution.Web.Snapshots;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Snapshots;

public class RebuildTests
{
    [Fact]
    public async Task A_rebuild_is_taken_queued_and_told_until_it_is_done()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();

        var taken = await server.PostAsJsonAsync("/api/snapshots/rebuild", new { from = "2026-06-01", to = "2026-06-10", reason = "new costs", includeSealed = false });
        taken.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var queued = await (await server.GetAsync(taken.Headers.Location)).Json();
        await app.Watch();
        var done = await (await server.GetAsync(taken.Headers.Location)).Json();

        queued.ToString().ShouldContain("\"status\":\"queued\",\"done\":0,\"total\":10,\"partial\":false,\"startedAt\":null,\"endedAt\":null,\"error\":null");
        done.EnumerateObject().Select(field => field.Name).ShouldBe(["id", "status", "done", "total", "partial", "startedAt", "endedAt", "error"]);
        (done.GetProperty("status").GetString(), done.GetProperty("done").GetInt32()).ShouldBe(("done", 10));
        done.GetProperty("startedAt").GetString().ShouldBe("2026-06-15T10:00:00Z");
    }

    [Theory]
    [InlineData("""{"to":"2026-06-10","reason":"x"}""", "from")]
    [InlineData("""{"from":"10.06.2026","to":"2026-06-10","reason":"x"}""", "from")]
    [InlineData("""{"from":"2026-06-10","to":"2026-06-09","reason":"x"}""", "to")]
    [InlineData("""{"from":"2026-06-10","to":"2026-06-16","reason":"x"}""", "to")]
    [InlineData("""{"from":"1999-06-10","to":"2026-06-10","reason":"x"}""", "to")]
    [InlineData("""{"from":"2026-06-10","to":"2026-06-10","includeSealed":true}""", "reason")]
    [InlineData("""{"from":"2026-06-10","to":"2026-06-10","reason":7}""", "reason")]
    [InlineData("""{"from":"2026-06-10","to":"2026-06-10","includeSealed":"yes"}""", "includeSealed")]
    [InlineData("""{"from":"2026-06-10","to":"2026-06-10","role":"admin"}""", "role")]
    [InlineData("[]", "body")]
    [InlineData("{", "body")]
    [InlineData("""{"from":"2026-06-10","from":"2026-06-10"}""", "body")]
    public async Task What_was_not_understood_is_told_by_field(string body, string field)
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();

        var answer = await server.PostAsync("/api/snapshots/rebuild", new StringContent(body, Encoding.UTF8, "application/json"));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Errors()).Keys.ShouldContain(field);
    }

    [Fact]
    public async Task Another_stores_run_is_not_there()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        using var stranger = app.Server(await app.OpenStore("other"));
        var taken = await server.PostAsJsonAsync("/api/snapshots/rebuild", new { from = "2026-06-01", to = "2026-06-10", reason = "" });

        (await stranger.GetAsync(taken.Headers.Location)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await server.GetAsync("/api/snapshots/runs/nothing")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.PostAsJsonAsync("/api/snapshots/rebuild?store=shop", new { from = "2026-06-01", to = "2026-06-10" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_command_hands_its_run_to_the_server()
    {
        await using var app = await TestApp.Start();
        var history = new History(app);
        history.Order("o1", "2026-06-10T12:00:00Z", 10_00);
        await history.Save();

        var (code, told) = await Command(app, "rebuild", "--store", "shop", "--from", "2026-06-10", "--to=2026-06-11");

        told.ShouldStartWith("Rebuilt 2 of 2 days, 2026-06-10 to 2026-06-11");
        code.ShouldBe(0);
    }

    [Fact]
    public async Task The_command_does_it_itself_where_no_server_runs()
    {
        await using var app = await SnapshotSteps.StartIdle();
        var history = new History(app);
        history.Order("o1", "2026-06-10T12:00:00Z", 10_00);
        await history.Save();
        var copy = app.Services.GetRequiredService<SqliteFile>().Path + ".copy";
        await app.Read(db => db.Database.ExecuteSqlAsync($"VACUUM INTO {copy}"));

        var (code, told) = await CommandOn(copy, "rebuild", "--from", "2026-06-10", "--to", "2026-06-10");

        told.ShouldStartWith("Rebuilt 1 of 1 days");
        code.ShouldBe(0);
    }

    [Fact]
    public async Task A_rebuild_that_died_goes_on_where_it_stopped()
    {
        await using var app = await SnapshotSteps.StartIdle();
        var history = ReconciliationTests.Random(app, 5);
        await history.Save();
        await app.Build();
        await app.Seal();
        var before = await ReconciliationTests.AllRows(app);

        // The power went after the third of fourteen days.
        var run = await app.Rebuild("2026-06-01", "2026-06-03", includeSealed: true, reason: "to see");
        await app.Services.GetRequiredService<Database>().Write(
            db => db.SnapshotRuns.Where(row => row.RunId == run.RunId).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.To, new DateOnly(2026, 6, 14)).SetProperty(row => row.Total, 14).SetProperty(row => row.Status, "running")),
            CancellationToken.None);

        await app.Services.GetRequiredService<SnapshotCatchUp>().FailDead(CancellationToken.None);
        await app.Services.GetRequiredService<SnapshotRunner>().RunQueued(await app.Settings(), CancellationToken.None);

        var done = await Row(app, run);
        (done.Status, done.Done, done.Total).ShouldBe(("done", 14, 14));
        (await ReconciliationTests.AllRows(app)).ShouldBe(before);
        (await app.Read(db => db.SnapshotRevisions.Where(row => row.Date <= new DateOnly(2026, 6, 14)).GroupBy(row => row.Date).Select(rows => rows.Count()).ToListAsync())).ShouldAllBe(revisions => revisions == 1);
    }

    [Fact]
    public async Task All_is_every_day_that_raw_rows_are_kept_for()
    {
        // The command has the machine's clock.
        await using var app = await TestApp.Start(ownClock: false);
        var first = TimeProvider.System.GetUtcNow().AddDays(-4);
        var history = new History(app);
        history.Order("o1", first, 10_00, "sale");
        await history.Save();

        var (code, told) = await Command(app, "rebuild", "--all");

        var local = TimeZoneInfo.ConvertTimeBySystemTimeZoneId(first, "Europe/Berlin");
        told.ShouldMatch($"Rebuilt (5|6) of (5|6) days, {local:yyyy-MM-dd} to ");
        code.ShouldBe(0);
    }

    [Fact]
    public async Task There_is_nothing_to_resume_where_the_last_rebuild_is_done()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await app.Rebuild("2026-06-10", "2026-06-10");

        (await Command(app, "rebuild", "--resume")).ShouldBe((2, "There is no rebuild to go on with: the last one is done. Start one with --from and --to, or --all.\n"));
    }

    [Theory]
    [InlineData(2, "--all names every day", "rebuild", "--all", "--from", "2026-06-10")]
    [InlineData(2, "There is no command 'rebiuld'.", "rebiuld")]
    [InlineData(2, "'--stroe' is no option", "rebuild", "--stroe", "shop")]
    [InlineData(2, "--from needs a value.", "rebuild", "--from")]
    [InlineData(2, "There is no store 'shoe'.", "rebuild", "--store", "shoe", "--from", "2026-06-10", "--to", "2026-06-10")]
    [InlineData(2, "--from: Send one of the store's days as YYYY-MM-DD", "rebuild", "--from", "yesterday", "--to", "2026-06-10")]
    [InlineData(2, "--reason: Say why", "rebuild", "--from", "2026-06-10", "--to", "2026-06-10", "--include-sealed")]
    [InlineData(0, "Usage: rebuild --store KEY", "rebuild", "--help")]
    [InlineData(0, "Usage: dotnet run", "--help")]
    public async Task The_command_says_what_it_did_not_understand(int expected, string message, params string[] args)
    {
        await using var app = await SnapshotSteps.StartIdle();

        var (code, told) = await Command(app, args);

        told.ShouldStartWith(message);
        code.ShouldBe(expected);
    }

    private static Task<SnapshotRunRow> Row(TestApp app, SnapshotRunRow run) => app.Read(db => db.SnapshotRuns.SingleAsync(row => row.RunId == run.RunId));

    // The executable itself, beside the test's server, on the same file.
    private static Task<(int Code, string Told)> Command(TestApp app, params string[] args) => CommandOn(app.Services.GetRequiredService<SqliteFile>().Path, args);

    private static async Task<(int Code, string Told)> CommandOn(string file, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var arg in args.Prepend(typeof(SqliteFile).Assembly.Location))
        {
            start.ArgumentList.Add(arg);
        }

        start.Environment["ConnectionStrings__Attribution"] = $"Data Source={file}";
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }
}
