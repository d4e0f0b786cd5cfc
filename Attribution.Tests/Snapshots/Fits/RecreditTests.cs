using System.Net.Http.Json;
using Attribution.Tests.Channels.History;
using Attribution.Web.Channels.History;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Tests.Snapshots.Fits;

/// <summary>A data-driven model is set otherwise, and history is credited again under it.</summary>
public class RecreditTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.Parse("2026-05-01T10:00:00Z", null);

    [Fact]
    public async Task History_credited_again_is_as_if_the_model_had_been_so_from_the_start()
    {
        await using var late = await Played();
        var before = await Rows(late);
        await SetOrder(late);
        await using var early = await Played(SetOrder);

        var run = await late.Rework(late.Shop, "2026-04-20", includeSealed: true, HistoryKinds.Models);

        (run.Status, run.OrdersChanged).ShouldBe(("done", 0));
        var after = await Rows(late);
        after.ShouldNotBe(before);
        Past.Difference(after, await Rows(early)).ShouldBeEmpty();
        (await late.Read(db => db.SnapshotRevisions.AnyAsync())).ShouldBeTrue();
    }

    [Fact]
    public async Task Without_the_sealed_days_their_fits_and_credits_stand()
    {
        await using var app = await Played();
        await SetOrder(app);
        var admin = await app.Admin(app.Shop);
        var forecast = (await app.Commands().Forecast(admin, Past.Form("2026-04-20", kind: HistoryKinds.Models), CancellationToken.None)).Value!;

        await app.Rework(app.Shop, "2026-04-20", kind: HistoryKinds.Models);

        forecast.SealedDays.ShouldBeGreaterThan(5);
        var sealedDays = await app.SealedDays(app.Shop);
        var fits = await app.Read(db => db.ModelFits.Where(fit => fit.Model == "markov").ToListAsync());
        fits.Where(fit => sealedDays.Contains(fit.Date)).ShouldAllBe(fit => fit.Version == 1);
        fits.Where(fit => !sealedDays.Contains(fit.Date)).ShouldAllBe(fit => fit.Version == 2);
        (await app.Read(db => db.SnapshotRevisions.AnyAsync())).ShouldBeFalse();
    }

    [Fact]
    public async Task An_archived_models_fits_stay_through_a_rebuild_and_no_new_one_is_made()
    {
        await using var app = await Played();
        var before = await Rows(app);
        await Put(app, "markov", new { status = "archived" });

        await app.Rebuild("2026-05-01", "2026-06-14", includeSealed: true, reason: "to see");

        Past.Difference(await Rows(app), before).ShouldBeEmpty();
        using var server = app.Server();
        await server.PostAsJsonAsync("/api/conversions", new { orderId = "new", value = 10 });
        await app.Build();
        (await app.Read(db => db.ModelFits.Where(fit => fit.Date == new DateOnly(2026, 6, 15)).Select(fit => fit.Model).ToListAsync())).ShouldBe(["shapley"]);
    }

    // A row a line.
    private static async Task<string> Rows(TestApp app) => (await ReconciliationTests.AllRows(app)).Replace("},{", "},\n{", StringComparison.Ordinal);

    private static Task SetOrder(TestApp app) => Put(app, "markov", new { order = 2 });

    private static async Task Put(TestApp app, string model, object body)
    {
        using var server = app.Server();
        (await server.PutAsJsonAsync($"/api/models/{model}", body)).IsSuccessStatusCode.ShouldBeTrue();
    }

    /// <summary>Paths of which the second order tells more than the first, a refund on a later sealed day, and an order of an open day.</summary>
    private static async Task<TestApp> Played(Func<TestApp, Task>? first = null)
    {
        var app = await SnapshotSteps.StartIdle();
        await (first?.Invoke(app) ?? Task.CompletedTask);
        var history = new History(app);
        for (var i = 0; i < 130; i++)
        {
            var at = Start.AddMinutes(167 * i);
            string[] path = (i % 3) switch { 0 => ["paid_search", "email", "display"], 1 => ["display", "email", "paid_search"], _ => ["paid_search", "display"] };
            history.Order($"o{i}", at.AddHours(9), 10_00 + i, "sale", [.. path.Select((channel, step) => history.Visit(at.AddHours(2 * step), channel, $"b{i}"))]);
            history.Visit(at, path[^1], $"n{i}");
            history.Visit(at.AddHours(1), path[0], $"n{i}");
        }

        var order = history.Order("late", "2026-06-08T12:00:00Z", 100_01, history.Visit("2026-06-08T09:00:00Z", "email", "x"), history.Visit("2026-06-08T10:00:00Z", "paid_search", "x"));
        history.Refund(order, "2026-06-11T09:00:00Z", 33_33);
        history.Order("open", "2026-06-14T12:00:00Z", 50_00, history.Visit("2026-06-14T09:00:00Z", "email", "y"), history.Visit("2026-06-14T10:00:00Z", "display", "y"));
        await history.Save();
        await app.Build();
        await app.Seal();
        await app.Build();
        return app;
    }
}
