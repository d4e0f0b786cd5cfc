using Attribution.Domain;
using Attribution.Domain.Models;
using Attribution.Tests.Snapshots;
using Attribution.Web.Admin.Models;
using Attribution.Web.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Admin;

public class ModelPreviewTests
{
    private static readonly ModelDraft MailOnly = Draft("custom", []) with
    {
        Definition = new ModelDefinition(new Dictionary<string, double>()) { Base = "linear", Rules = [new("channel", "email", 0.5), new("source", "source1", 3)] },
    };

    public static TheoryData<string, string, double> Drafts() => new()
    {
        { "time_decay", "halfLifeHours", 12 }, { "markov", "order", 2 }, { "markov", "minConversions", 10 }, { "shapley", "minConversions", 10 },
    };

    [Theory]
    [MemberData(nameof(Drafts))]
    public async Task What_one_channel_gains_others_lose(string model, string parameter, double value)
    {
        await using var app = await SnapshotSteps.StartIdle();
        await ReconciliationTests.Random(app, seed: 7).Save();

        var preview = await Preview(app, Draft(model, new() { [parameter] = value }));

        preview.Orders.ShouldBeGreaterThan(20);
        preview.Rows.Sum(row => row.Moved).ShouldBe(0);
        preview.Rows.Sum(row => row.OrdersNow).ShouldBe(preview.Orders * CreditSplit.Whole);
        preview.Rows.Sum(row => row.OrdersDraft).ShouldBe(preview.Orders * CreditSplit.Whole);
        preview.Rows.Sum(row => row.RevenueNow).ShouldBe(await app.Read(db => db.Orders.Where(order => order.Type != "signup").SumAsync(order => order.ValueMinor)));
    }

    [Fact]
    public async Task A_first_model_of_ones_own_stands_beside_its_base_and_nothing_is_written()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await ReconciliationTests.Random(app, seed: 8).Save();

        var preview = await Preview(app, MailOnly);

        (preview.MovedMinor > 0, preview.OrdersMoved > 0, preview.Rows.Sum(row => row.Moved)).ShouldBe((true, true, 0L));
        preview.Notes.Single().ShouldContain("beside its base, linear");
        (await app.Read(db => db.ModelConfigs.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_in_force_moves_nothing()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await ReconciliationTests.Random(app, seed: 9).Save();

        var preview = await Preview(app, Draft("time_decay", []));

        (preview.MovedMinor, preview.OrdersMoved).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Too_little_to_learn_from_is_said_and_linear_stands_in()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await ReconciliationTests.Random(app, seed: 10).Save();

        var preview = await Preview(app, Draft("markov", new() { ["minConversions"] = 5_000 }));

        preview.Notes.ShouldContain(note => note.StartsWith("The draft needs 5,000 conversions in 90 days", StringComparison.Ordinal));
        preview.MovedMinor.ShouldBe(0);
    }

    [Fact]
    public async Task Another_stores_orders_are_in_no_preview()
    {
        await using var app = await SnapshotSteps.StartIdle();
        var other = await app.OpenStore("other");
        var (mine, theirs) = (new History(app), new History(app, other.Id));
        mine.Order("o1", "2026-06-10T12:00:00Z", 10_00, mine.Visit("2026-06-10T09:00:00Z", "email"), mine.Visit("2026-06-10T10:00:00Z", "display"));
        theirs.Order("o1", "2026-06-10T12:00:00Z", 77_00, theirs.Visit("2026-06-10T09:00:00Z", "sms"));
        await mine.Save();
        await theirs.Save();

        var preview = await Preview(app, MailOnly);

        preview.Rows.Select(row => (row.Channel, row.RevenueNow, row.RevenueDraft)).ShouldBe([("display", 500, 667), ("email", 500, 333)]);
    }

    [Fact]
    public async Task A_fault_is_told_by_field_and_a_preview_is_of_its_draft_alone()
    {
        await using var app = await SnapshotSteps.StartIdle();
        var admin = await Channels.History.Past.Admin(app, app.Shop);
        var commands = app.Services.GetRequiredService<ModelCommands>();

        (await commands.Preview(admin, Draft("time_decay", new() { ["halfLifeHours"] = 0 }), _ => { }, default)).Errors.Keys.ShouldBe(["halfLifeHours"]);
        (await Preview(app, MailOnly)).Fingerprint.ShouldBe(MailOnly.Fingerprint);
        MailOnly.Fingerprint.ShouldNotBe((MailOnly with { Definition = MailOnly.Definition with { Rules = [] } }).Fingerprint);
    }

    private static ModelDraft Draft(string model, Dictionary<string, double> parameters) => new(model, new ModelDefinition(parameters), "", null);

    private static async Task<ModelPreview> Preview(TestApp app, ModelDraft draft)
    {
        var outcome = await app.Services.GetRequiredService<ModelCommands>().Preview(await Channels.History.Past.Admin(app, app.Shop), draft, _ => { }, default);
        outcome.Errors.ShouldBeEmpty();
        return outcome.Value!;
    }
}
