using System.Globalization;
using System.Net;
using System.Text.Json;
using Attribution.Tests.Conversions;
using Attribution.Web.Imports;
using Attribution.Web.Storage;
using Attribution.Web.Storage.History;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Imports;

public class ResumeTests
{
    [Fact]
    public async Task A_run_that_the_server_left_goes_on_when_it_starts_again()
    {
        using var permits = new SemaphoreSlim(1);
        await using var app = await TestApp.Start(configure: web => SteppedTouches.Use(web, permits));
        var answer = await app.Send("touches", File(8_000), "&dryRun=false");
        var path = answer.Headers.Location!.ToString();
        await Reached(app, path, 500);

        await app.Restart(() => permits.Release(1_000));
        var import = await app.Settled(path);

        (import.Status(), import.Counts("result")).ShouldBe(("done", "7998 new, 0 known, 0 ignored, 2 refused"));
        (await app.Read(db => db.Touches.CountAsync())).ShouldBe(7_998);
        (await app.Refused(import)).Length.ShouldBe(2);
    }

    [Fact]
    public async Task What_was_stored_but_not_counted_when_the_server_died_counts_once()
    {
        await using var app = await TestApp.Start();
        var import = await app.Upload("touches", File(600));
        var id = import.GetProperty("id").GetGuid();
        await app.Write(async db => (await ImportBook.Move(db, app.Shop.Id, id, "running", app.Clock!.Now)).ShouldBeTrue());
        await TakeFirst(app, id, File(600).Split('\n')[1..4]);

        await app.Restart();
        import = await app.Settled(Uploads.PathOf(import));

        import.Counts("result").ShouldBe("598 new, 0 known, 0 ignored, 2 refused");
        (await app.Read(db => db.Touches.CountAsync())).ShouldBe(598);
    }

    [Fact]
    public async Task A_run_can_be_paused_and_gone_on_with_and_cancelled()
    {
        using var permits = new SemaphoreSlim(1);
        await using var app = await TestApp.Start(configure: web => SteppedTouches.Use(web, permits));
        var answer = await app.Send("touches", File(20_000), "&dryRun=false");
        var path = answer.Headers.Location!.ToString();
        var import = await Reached(app, path, 500);

        (await app.Act(import, "pause")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        permits.Release();
        (await app.Settled(path)).Status().ShouldBe("paused");
        (await app.Act(import, "pause")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await app.Act(import, "start")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await app.Act(import, "cancel")).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        import = await app.Settled(path);
        import.Status().ShouldBe("cancelled");
        (await app.Act(import, "start")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        Directory.GetFiles(app.Services.GetRequiredService<DataFolder>().Of("imports"), "*.data").ShouldBeEmpty();
    }

    [Fact]
    public async Task Once_it_is_done_the_file_is_gone_and_who_started_it_stands_in_the_log()
    {
        await using var app = await TestApp.Start();

        (await app.Import("touches", File(10))).Status().ShouldBe("done");

        Directory.GetFiles(app.Services.GetRequiredService<DataFolder>().Of("imports")).Select(Path.GetExtension).ShouldBe([".csv"]);
        (await app.Read(db => db.Audit.CountAsync(entry => entry.What == "import.started" && entry.Who.StartsWith("key ")))).ShouldBe(1);
    }

    [Fact]
    public async Task Files_that_no_import_claims_are_gone_before_the_server_answers_and_those_of_open_imports_stay()
    {
        await using var app = await TestApp.Start();
        var import = await app.Upload("touches", File(10));
        var folder = app.Services.GetRequiredService<DataFolder>().Of("imports");
        foreach (var end in new[] { ".part", ".data", ".refused.csv" })
        {
            await System.IO.File.WriteAllTextAsync(Path.Combine(folder, $"{Guid.NewGuid():N}{end}"), "left");
        }

        await app.Restart();

        Directory.GetFiles(folder).Select(path => Path.GetFileName(path)[..32]).Distinct().ShouldBe([import.GetProperty("id").GetGuid().ToString("N")]);
        (await app.Act(import, "start")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await app.Settled(Uploads.PathOf(import))).Counts("result").ShouldBe("9 new, 0 known, 0 ignored, 1 refused");
    }

    // Two lines of it are refused, so that their report is at stake too.
    private static string File(int lines) => "occurredAt,type,userId\n" + string.Concat(Enumerable.Range(0, lines).Select(i =>
        string.Create(CultureInfo.InvariantCulture, $"{(i is 7 or 550 ? "never" : $"2026-05-01T08:{i / 60 % 60:00}:{i % 60:00}Z")},chat,u{i}\n")));

    private static async Task<JsonElement> Reached(TestApp app, string path, int lines)
    {
        using var client = app.Server();
        while (true)
        {
            var import = await (await client.GetAsync(path)).Json();
            import.Status().ShouldBe("running");
            if (import.GetProperty("result").GetProperty("lines").GetInt64() >= lines)
            {
                return import;
            }
        }
    }

    // As the server did before it died: with the mark that the book holds, and nothing in the book of it.
    private static async Task TakeFirst(TestApp app, Guid id, string[] lines)
    {
        var row = await app.Read(db => db.Imports.SingleAsync(import => import.ImportId == id));
        var store = await app.Services.GetRequiredService<StoreDirectory>().Find(app.Shop.Id, default);
        var touches = app.Services.GetServices<IHistory>().Single(history => history.Kind == "touches").Open(new HistoryFile(store!, row.FileHash));
        var items = lines.Select((line, i) => line.Split(',') is var cells
            ? touches.Read(JsonSerializer.SerializeToElement(new { occurredAt = cells[0], type = cells[1], userId = cells[2] }), i + 1, row.Mark).Item!
            : null!).ToList();
        (await touches.Take(items, row.Mark, again: false, default)).ShouldAllBe(outcome => outcome.Result == HistoryResult.New);
    }
}
