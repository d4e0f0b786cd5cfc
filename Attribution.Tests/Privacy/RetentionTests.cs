using System.Net;
using System.Net.Http.Json;
using Attribution.Tests.Accounts;
using Attribution.Tests.Conversions;
using Attribution.Tests.Snapshots;
using Attribution.Tests.Tracking;
using Attribution.Web.Admin.Stores;
using Attribution.Web.Http;
using Attribution.Web.Privacy;
using Attribution.Web.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Attribution.Tests.Privacy;

public class RetentionTests
{
    [Fact]
    public async Task Nothing_goes_before_its_day_is_sealed_and_all_of_it_after()
    {
        await using var app = await People.Story();
        app.Clock!.Now = app.Clock.Now.AddMonths(25);
        var days = await app.Read(db => db.SnapshotDays.Where(day => day.SealedAt != null).Select(day => day.Date).ToListAsync());
        days.ShouldContain(DateOnly.Parse("2026-06-10", null));

        await app.EndRetention();
        (await app.Read(db => db.Touches.CountAsync())).ShouldBe(3);
        await app.Seal();
        await app.EndRetention();

        (await app.Read(db => db.Touches.CountAsync())).ShouldBe(0);
        (await app.Read(db => db.Sessions.CountAsync())).ShouldBe(0);
        (await app.Read(db => db.ConversionHints.CountAsync())).ShouldBe(0);
        (await app.Read(db => db.VisitorUsers.CountAsync())).ShouldBe(0);
        (await app.Read(db => db.PersonEmails.CountAsync())).ShouldBe(0);
        (await app.Read(db => db.Orders.CountAsync())).ShouldBe(3);
    }

    [Fact]
    public async Task Figures_stand_and_a_rebuild_of_what_is_gone_gives_them_bit_for_bit()
    {
        await using var app = await People.Story();
        app.Clock!.Now = app.Clock.Now.AddMonths(25);
        await app.Seal();
        var before = await app.Figures();

        await app.EndRetention();
        (await app.Figures()).ShouldBe(before);
        var run = await app.Rebuild("2026-06-10", "2026-06-15", includeSealed: true, reason: "To be sure");

        (run.Status, run.Partial).ShouldBe(("done", true));
        (await app.Figures()).ShouldBe(before);
    }

    [Fact]
    public async Task What_is_inside_the_retention_stays()
    {
        await using var app = await People.Story();
        app.Clock!.Now = DateTimeOffset.Parse("2028-06-14T12:00:00Z", null);
        await app.Seal();

        await app.EndRetention();

        (await app.Read(db => db.Touches.CountAsync())).ShouldBe(3);
        (await app.Read(db => db.VisitorUsers.CountAsync())).ShouldBe(2);
        (await app.Rebuild("2026-06-15", "2026-06-15", includeSealed: true, reason: "To be sure")).Partial.ShouldBeFalse();
    }

    [Fact]
    public async Task Nobody_can_be_told_from_what_the_retention_left()
    {
        await using var app = await People.Story();
        var credits = (await app.Attribution("1001")).Credits["linear"].Minor.ToList();
        app.Clock!.Now = app.Clock.Now.AddMonths(25);
        await app.Seal();

        await app.EndRetention();

        People.Anna.Where(trace => app.Bytes().AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(trace)) >= 0).ShouldBeEmpty();
        (await app.Attribution("1001")).Credits["linear"].Minor.ShouldBe(credits);
        (await app.Export("orderId=1001")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await app.Post("/api/orders", new { orderId = "1001", value = 100.01m, userId = "user-anna" })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_still_comes_stays_known_and_their_former_users_do_not()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await app.Arrive("sofa", "visit-1", "?utm_source=google&utm_medium=cpc");
        await app.SignIn("sofa", "visit-1", "ben");
        app.Clock!.Now += TimeSpan.FromHours(1);
        await app.SignIn("sofa", "visit-1", "anna", People.AnnasAddress);
        app.Clock.Now = app.Clock.Now.AddMonths(25);
        await app.Arrive("sofa", "visit-2", "?utm_source=google&utm_medium=cpc");
        await app.Seal();

        await app.EndRetention();

        (await app.Read(db => db.VisitorUsers.SingleAsync())).UserId.ShouldBe("anna");
        (await app.Read(db => db.PersonEmails.CountAsync())).ShouldBe(1);
        (await app.Read(db => db.Touches.SingleAsync())).SessionId.ShouldBe("visit-2");
    }

    [Fact]
    public async Task A_run_that_was_stopped_is_finished_by_the_next()
    {
        await using var app = await People.Story();
        app.Clock!.Now = app.Clock.Now.AddMonths(25);
        await app.Seal();
        var before = await app.Figures();
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await app.Write(db => db.SnapshotDays.ExecuteUpdateAsync(set => set.SetProperty(day => day.Partial, true)));
        await app.Write(db => db.Sessions.Where(row => row.SessionId == "visit-anna-1").ExecuteDeleteAsync());

        await Should.ThrowAsync<OperationCanceledException>(() => app.EndRetention(stop.Token));
        await app.EndRetention();

        (await app.Read(db => db.Touches.CountAsync())).ShouldBe(0);
        (await app.EndRetention()).All.ShouldBe(0);
        await app.Rebuild("2026-06-10", "2026-06-15", includeSealed: true, reason: "To be sure");
        (await app.Figures()).ShouldBe(before);
    }

    [Fact]
    public async Task The_job_ends_it_for_every_store_at_night()
    {
        await using var app = await People.Story();
        app.Clock!.Now = app.Clock.Now.AddMonths(25);
        await app.Seal();
        var scheduler = await app.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();

        await app.Services.GetRequiredService<RetentionPurge>().Run(CancellationToken.None);

        (await app.Read(db => db.Touches.CountAsync())).ShouldBe(0);
        (await app.Read(db => db.Audit.CountAsync(row => row.What == "retention.ended"))).ShouldBeGreaterThan(0);
        (await scheduler.GetTrigger(new TriggerKey(PrivacySetup.NightTrigger))).ShouldNotBeNull().NextFireTimeUtc.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_start_makes_good_for_the_nights_without_a_server()
    {
        await using var app = await People.Story();
        app.Clock!.Now = app.Clock.Now.AddMonths(25);
        await app.Seal();
        await using var scope = app.Services.CreateAsyncScope();
        using var atStart = ActivatorUtilities.CreateInstance<RetentionCatchUp>(scope.ServiceProvider);

        await atStart.StartAsync(CancellationToken.None);
        await atStart.ExecuteTask!;

        (await app.Read(db => db.Touches.CountAsync())).ShouldBe(0);
    }

    [Theory]
    [InlineData(3, "2026-03-15T10:00:01Z", HttpStatusCode.OK)]
    [InlineData(3, "2026-03-15T09:59:59Z", HttpStatusCode.BadRequest)]
    [InlineData(1, "2026-05-15T09:59:59Z", HttpStatusCode.BadRequest)]
    [InlineData(120, "2016-06-15T10:00:01Z", HttpStatusCode.OK)]
    public async Task A_server_tells_of_nothing_older_than_the_store_keeps(int months, string at, HttpStatusCode expected)
    {
        await using var app = await SnapshotSteps.StartIdle();
        await app.Change(store => store.RetentionMonths = months);
        using var server = app.Server();

        var answer = await server.PostAsJsonAsync("/api/touches", new { url = Hits.Landing, occurredAt = at });

        answer.StatusCode.ShouldBe(expected);
        if (expected == HttpStatusCode.BadRequest)
        {
            (await answer.Errors())["occurredAt"].ShouldBe([$"This is older than the {months} {(months == 1 ? "month" : "months")} that are kept."]);
        }
    }

    [Theory]
    [InlineData(0, 30, "RetentionMonths")]
    [InlineData(121, 30, "RetentionMonths")]
    [InlineData(2, 90, "RetentionMonths")]
    [InlineData(12, 30, "Confirmed")]
    public async Task A_retention_that_cannot_be_is_refused_at_its_field(int months, int lookback, string field)
    {
        await using var app = await SnapshotSteps.StartIdle();
        await app.Change(store => store.LookbackDays = lookback);
        var admin = (await app.AddUser("ana@shop.example", Roles.Admin)).In(app.Shop);

        var outcome = await app.Services.GetRequiredService<PrivacyCommands>().Change(admin, PrivacyForm.Of(await app.Settings()) with { RetentionMonths = months }, default);

        outcome.Errors.Keys.ShouldContain(field);
        (await app.Settings()).RetentionMonths.ShouldBe(24);
    }

    [Fact]
    public async Task What_an_admin_sets_counts_at_once_and_is_written_down()
    {
        await using var app = await SnapshotSteps.StartIdle();
        var admin = (await app.AddUser("ana@shop.example", Roles.Admin)).In(app.Shop);
        var form = new PrivacyForm { ConsentDefault = "limited", SignedUsersOnly = true, RetentionMonths = 6, Confirmed = true };

        (await app.Services.GetRequiredService<PrivacyCommands>().Change(admin, form, default)).Errors.ShouldBeEmpty();

        var store = await app.Settings();
        (store.ConsentDefault, store.SignedUsersOnly, store.RetentionMonths).ShouldBe(("limited", true, 6));
        (await app.Read(db => db.Audit.SingleAsync(row => row.What == "store.privacy"))).After.ShouldContain("\"retentionMonths\":6");
    }

    [Fact]
    public async Task A_journey_cannot_look_back_further_than_touches_are_kept()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await app.Change(store => store.RetentionMonths = 2);
        var admin = (await app.AddUser("ana@shop.example", Roles.Admin)).In(app.Shop);

        var outcome = await app.Services.GetRequiredService<StoreCommands>().Change(admin, StoreForm.Of(await app.Settings()) with { LookbackDays = 61 }, default);

        outcome["LookbackDays"].ShouldNotBeNull().ShouldContain("2 months");
    }
}

internal static class RetentionSteps
{
    /// <summary>Does what the job does for the first store; the job itself may be at it too, as the clock went past a night.</summary>
    public static async Task<PersonCounts> EndRetention(this TestApp app, CancellationToken cancellationToken = default) =>
        await app.Services.GetRequiredService<RetentionPurge>().Run(await app.Settings(), cancellationToken);
}
