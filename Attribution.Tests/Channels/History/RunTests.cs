using System.Text.Json;
using Attribution.Tests.Accounts;
using Attribution.Tests.Conversions;
using Attribution.Tests.Privacy;
using Attribution.Tests.Snapshots;
using Attribution.Web.Channels.History;
using Attribution.Web.Http;
using Attribution.Web.Snapshots;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Channels.History;

public class RunTests
{
    private const string Tagged = "?utm_source=partnerx&utm_medium=foo";

    [Fact]
    public async Task What_was_stored_stays_and_the_new_answer_stands_beside_it()
    {
        await using var app = await Story();
        var before = await Raw(app);

        var run = await app.Rework(app.Shop, includeSealed: true);

        (run.TouchesChanged, run.OrdersChanged).ShouldBe((2, 2));
        (await Raw(app)).ShouldBe(before);
        var touch = await app.Read(db => db.TouchChannels.FirstAsync());
        (touch.Version, touch.Channel, touch.Reason).ShouldBe((1, "affiliate", "rule:r-source-partnerx"));
        var order = await app.Read(db => db.OrderAttributions.FirstAsync());
        (order.Revision, order.Cause).ShouldBe((1, "channels 1"));
        (await app.Read(db => db.Orders.SingleAsync(row => row.OrderId == "old"))).FirstChannel.ShouldBe("affiliate");
    }

    [Fact]
    public async Task A_refund_of_an_order_in_sealed_figures_takes_back_what_was_booked_there()
    {
        await using var app = await Story();
        await app.Rework(app.Shop);

        await app.Post("/api/orders/old/refunds", new { refundId = "r1", amount = 10m });
        await app.Post("/api/orders/new/refunds", new { refundId = "r2", amount = 20m });
        await app.Build();

        (await app.Read(db => db.AttributionSnapshots.GroupBy(row => new { row.Model, row.Channel }).Select(rows => rows.Sum(row => row.RevenueMinor)).ToListAsync())).ShouldAllBe(sum => sum == 0);
    }

    [Fact]
    public async Task A_refund_after_the_sealed_days_were_rebuilt_leaves_nothing_either()
    {
        await using var app = await Story();
        await app.Rework(app.Shop, includeSealed: true);

        await app.Post("/api/orders/old/refunds", new { refundId = "r1", amount = 10m });
        await app.Build();

        var sums = await app.Read(db => db.AttributionSnapshots.Where(row => row.Model == "linear").GroupBy(row => row.Channel).Select(rows => new { rows.Key, Sum = rows.Sum(row => row.RevenueMinor) }).ToListAsync());
        sums.Where(row => row.Sum != 0).Select(row => (row.Key, row.Sum)).ShouldBe([("affiliate", 10_00L), ("email", 10_00L)], ignoreOrder: true);
    }

    [Fact]
    public async Task Sealed_days_are_rebuilt_as_revisions_with_the_reason_and_written_down()
    {
        await using var app = await Story();
        var run = await app.Rework(app.Shop, includeSealed: true);

        var revision = await app.Read(db => db.SnapshotRevisions.SingleAsync());
        (revision.Date, revision.Reason).ShouldBe((new DateOnly(2026, 6, 4), "The agency tagged them wrong"));
        JsonSerializer.Deserialize<List<DateOnly>>(run.SealedDays)!.ShouldBe([new DateOnly(2026, 6, 4)]);
        (await app.Read(db => db.Audit.Where(entry => entry.What.StartsWith("history.")).Select(entry => entry.What).ToListAsync())).ShouldBe(["history.channels", "history.channels_done"]);
    }

    [Fact]
    public async Task Only_what_came_since_the_day_moves()
    {
        await using var app = await Story();

        var run = await app.Rework(app.Shop, from: "2026-06-05", includeSealed: true);

        (run.TouchesChanged, run.OrdersChanged, run.SealedDays).ShouldBe((1, 1, "[]"));
        (await app.Attribution("old")).FirstTouch.Channel.ShouldBe("other");
    }

    [Fact]
    public async Task No_run_of_one_store_touches_a_row_of_another()
    {
        await using var app = await Past.Start();
        var other = await app.OpenStore("other", "EUR", "Europe/Berlin", "shop.example");
        await app.Play(Days, app.Shop, other);
        var before = await app.FiguresOf(other);
        await app.Rules(app.Shop, 1, Past.Rule("source", "partnerx", "affiliate"));
        await app.Rules(other, 1, Past.Rule("source", "partnerx", "email"));

        await app.Rework(app.Shop, includeSealed: true);
        await app.Rework(app.Shop, includeSealed: true, kind: HistoryKinds.Models);

        (await app.FiguresOf(other)).ShouldBe(before);
        (await app.Read(db => db.TouchChannels.CountAsync(row => row.StoreId != app.Shop.Id.Value))).ShouldBe(0);
        (await app.Read(db => db.OrderAttributions.CountAsync(row => row.StoreId != app.Shop.Id.Value))).ShouldBe(0);
        (await app.Read(db => db.SnapshotDays.CountAsync(day => day.StoreId == other.Id.Value && day.DirtySeq > day.BuiltSeq))).ShouldBe(0);
    }

    [Fact]
    public async Task A_run_that_was_cut_off_goes_on_at_the_next_start()
    {
        await using var app = await Story();
        var form = Past.Form(includeSealed: true);
        var row = form.RunOf(await app.Settings(), [], "nobody", app.Clock!.Now);
        await app.Write(db => db.HistoryRuns.AddAsync(row).AsTask());

        await app.Restart();
        await app.Finish(app.Shop);

        (await app.Run(row.RunId)).Status.ShouldBe("done");
        (await app.Read(db => db.TouchChannels.CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task A_rebuild_that_died_is_queued_again()
    {
        await using var app = await Story();
        var id = (await app.Commands().Start(await app.Admin(app.Shop), Past.Form(includeSealed: true), CancellationToken.None)).Value;
        await app.Services.GetRequiredService<HistoryRunner>().Work(CancellationToken.None);
        await app.Write(db => db.SnapshotRuns.Where(run => run.Kind == "rebuild").ExecuteUpdateAsync(set => set.SetProperty(run => run.Status, "failed")));

        await app.Finish(app.Shop);

        var run = await app.Run(id);
        (run.Status, run.Retries).ShouldBe(("done", 1));
        (await app.Read(db => db.SnapshotRuns.CountAsync(rebuild => rebuild.Kind == "rebuild"))).ShouldBe(1);
        (await app.Read(db => db.SnapshotRevisions.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_rebuild_that_failed_goes_on_behind_the_days_it_has_done()
    {
        await using var app = await Story();
        await app.Commands().Start(await app.Admin(app.Shop), Past.Form(includeSealed: true), CancellationToken.None);
        await app.Services.GetRequiredService<HistoryRunner>().Work(CancellationToken.None);
        await app.Services.GetRequiredService<SnapshotRunner>().RunQueued(await app.Settings(), CancellationToken.None);
        (await app.Read(db => db.SnapshotRevisions.CountAsync())).ShouldBe(1);
        await app.Write(db => db.SnapshotRuns.Where(run => run.Kind == "rebuild").ExecuteUpdateAsync(set => set.SetProperty(run => run.Status, "failed")));

        await app.Finish(app.Shop);

        (await app.Read(db => db.SnapshotRuns.SingleAsync(run => run.Kind == "rebuild"))).Status.ShouldBe("done");
        (await app.Read(db => db.SnapshotRevisions.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task What_a_run_would_do_is_what_it_does()
    {
        await using var app = await Story();
        var forecast = (await app.Commands().Forecast(await app.Admin(app.Shop), Past.Form(), CancellationToken.None)).Value!;

        forecast.ShouldBe(new HistoryForecast(3, 2, 2, 1, 1, 1, 1, 0));
        var open = await app.Rework(app.Shop);
        (open.TouchesChanged, open.OrdersChanged, open.OrdersKept).ShouldBe((forecast.TouchesChanged, forecast.OrdersChanged, forecast.OrdersSealed));
        var rest = (await app.Commands().Forecast(await app.Admin(app.Shop), Past.Form(), CancellationToken.None)).Value!;
        rest.ShouldBe(new HistoryForecast(3, 0, 2, 0, 1, 0, 1, 0));
    }

    [Fact]
    public async Task A_second_run_waits_for_the_first_and_a_run_without_a_reason_leaves_sealed_days()
    {
        await using var app = await Story();
        var admin = await app.Admin(app.Shop);
        await app.Write(db => db.HistoryRuns.AddAsync(new HistoryRunRow { StoreId = app.Shop.Id.Value, RunId = Guid.NewGuid(), Kind = "channels", Status = "running", Phase = "waiting", RequestedBy = "x" }).AsTask());

        (await app.Commands().Start(admin, Past.Form(), CancellationToken.None)).Errors[""].ShouldStartWith("A run over history is under way");
        (await app.Commands().Start(admin, new HistoryForm { From = new DateOnly(2026, 6, 4), IncludeSealed = true }, CancellationToken.None)).Errors.Keys.ShouldBe(["Reason"]);
        (await app.Commands().Start(admin, Past.Form("2026-06-11"), CancellationToken.None)).Errors.Keys.ShouldBe(["From"]);
    }

    [Fact]
    public async Task Orders_are_credited_under_the_models_in_force_only_when_asked_and_channels_stay()
    {
        await using var app = await Story();
        await app.Write(db => db.ModelConfigs.AddAsync(new AttributionModelConfigRow
        {
            StoreId = app.Shop.Id.Value,
            Model = "position_based",
            Version = 2,
            Parameters = """{"first":0.8,"last":0.1,"middle":0.1}""",
            CreatedAt = app.Clock!.Now,
            CreatedBy = "test",
        }).AsTask());
        await app.Services.GetRequiredService<ModelDirectory>().Reload(CancellationToken.None);

        await app.Rework(app.Shop);
        var channels = CountedOrders.Parse((await app.Read(db => db.OrderAttributions.SingleAsync())).MarketingAttribution)!;
        var run = await app.Rework(app.Shop, kind: HistoryKinds.Models);
        var models = CountedOrders.Parse((await app.Read(db => db.OrderAttributions.SingleAsync(row => row.Revision == 2))).MarketingAttribution)!;

        channels.ModelVersions["position_based"].ShouldBe(1);
        (run.OrdersChanged, run.OrdersKept, run.TouchesChanged).ShouldBe((1, 1, 0));
        models.ModelVersions["position_based"].ShouldBe(2);
        models.Credits["position_based"].Millionths.ShouldBe([888_889, 111_111]);
        models.Touches.ShouldBe(channels.Touches);
    }

    [Fact]
    public async Task What_hangs_on_rows_that_are_gone_stays_and_the_run_says_partial()
    {
        await using var app = await Story();
        await app.Write(db => db.Touches.Where(touch => touch.OccurredAt < DateTimeOffset.Parse("2026-06-05T00:00:00Z", null)).ExecuteDeleteAsync());

        var run = await app.Rework(app.Shop, includeSealed: true);

        (run.Partial, run.OrdersPartial, run.OrdersChanged).ShouldBe((true, 1, 1));
    }

    [Fact]
    public async Task Whom_an_erasure_takes_is_in_no_row_of_a_run_and_the_figures_stand()
    {
        await using var app = await Story();
        await app.Rework(app.Shop, includeSealed: true);
        var figures = await app.FiguresOf(app.Shop);

        await app.Erased("visitorId=v1");
        await app.Erased("visitorId=v2");
        await app.Build();

        (await app.Read(db => db.TouchChannels.CountAsync())).ShouldBe(0);
        (await app.FiguresOf(app.Shop)).ShouldBe(figures);
    }

    private static async Task<string> Raw(TestApp app)
    {
        var orders = await app.Read(db => db.Orders.OrderBy(row => row.OrderId).ToListAsync());

        // What the list of orders shows is no fact of the order: it follows the credits that count.
        orders.ForEach(order => (order.FirstChannel, order.LastChannel) = ("", ""));
        return JsonSerializer.Serialize((object[])[await app.Tables("MarketingTouch", "AttributionSession", "Refund"), orders]);
    }

    private static readonly Happening[] Days =
    [
        Past.Touch("2026-06-04T08:00:00Z", Tagged), Past.Order("2026-06-04T09:00:00Z", "old", 10m),
        Past.Touch("2026-06-10T08:00:00Z", Tagged, "v2"), Past.Touch("2026-06-10T08:40:00Z", "?utm_source=newsletter&utm_medium=email", "v2"), Past.Order("2026-06-10T09:00:00Z", "new", 20m, "v2"),
    ];

    /// <summary>An order of a sealed day by tags that no rule knew, one of an open day by the same and a mail; then a rule that knows them.</summary>
    private static async Task<TestApp> Story()
    {
        var app = await Past.Start();
        await app.Play(Days, app.Shop);
        await app.Rules(app.Shop, 1, Past.Rule("source", "partnerx", "affiliate"), Past.Rule("medium", "nothing", "affiliate"));
        return app;
    }
}
