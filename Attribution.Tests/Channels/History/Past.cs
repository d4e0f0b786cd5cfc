using System.Net.Http.Json;
using System.Text.Json;
using Attribution.Domain;
using Attribution.Domain.Channels.Rules;
using Attribution.Tests.Accounts;
using Attribution.Tests.Privacy;
using Attribution.Tests.Snapshots;
using Attribution.Tests.Tracking;
using Attribution.Web.Channels.History;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Channels.History;

/// <summary>One thing that happened to a shop.</summary>
internal sealed record Happening(DateTimeOffset At, string Path, object Body);

/// <summary>A shop's past, played through its public doors, and what an admin does about it later.</summary>
internal static class Past
{
    /// <summary>Where a past ends: its first days are sealed by then, its last are open.</summary>
    public static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-06-10T18:00:00Z", null);

    public static readonly DateTimeOffset Begin = DateTimeOffset.Parse("2026-06-03T06:00:00Z", null);

    private static readonly string[] SnapshotTables = ["AttributionSnapshot", "VisitSnapshot", "CampaignSnapshot", "PathSnapshot"];

    public static Task<TestApp> Start() => SnapshotSteps.StartIdle(Begin.ToString("O"));

    /// <summary>Puts rules in force as a version.</summary>
    public static async Task Rules(this TestApp app, OpenedStore store, int version, params ChannelRule[] rules)
    {
        await app.Services.GetRequiredService<Database>().Write(
            db => db.ChannelRules.AddAsync(new ChannelRuleVersionRow
            {
                StoreId = store.Id.Value,
                Version = version,
                Rules = RuleJson.Write(rules),
                CreatedAt = app.Clock!.Now,
                CreatedBy = "test",
            }).AsTask(),
            CancellationToken.None);
        await app.Services.GetRequiredService<StoreDirectory>().Reload(CancellationToken.None);
    }

    /// <summary>A rule that makes one channel of whatever has this in a field.</summary>
    public static ChannelRule Rule(string field, string value, string channel, string? source = null) =>
        new($"r-{field}-{value.Replace('.', '-')}", "A rule", 1, true, [new RuleCondition(field, "contains", [value])], new RuleOutcome(channel, Source: source));

    /// <summary>Plays what happened, each in its time and every store's days closing as they fall due.</summary>
    public static async Task Play(this TestApp app, IReadOnlyList<Happening> past, params OpenedStore[] stores)
    {
        foreach (var store in stores)
        {
            using var server = app.Server(store);
            app.Clock!.Now = Begin;
            foreach (var one in past)
            {
                if (one.At.UtcDateTime.Date != app.Clock.Now.UtcDateTime.Date)
                {
                    await app.Close(store);
                }

                app.Clock.Now = one.At;
                var answer = await server.PostAsJsonAsync(one.Path, one.Body);
                answer.IsSuccessStatusCode.ShouldBeTrue($"{one.Path} {JsonSerializer.Serialize(one.Body)}: {await answer.Content.ReadAsStringAsync()}");
            }

            app.Clock.Now = Now;
            await app.Close(store);
        }
    }

    public static async Task Close(this TestApp app, OpenedStore store)
    {
        await app.Seal(store.Id);
        await app.Build(store.Id);
    }

    /// <summary>Starts a run as an admin of the store, and lets it and the rebuilds it asks for come to their end.</summary>
    public static async Task<HistoryRunRow> Rework(this TestApp app, OpenedStore store, string? from = null, bool includeSealed = false, string kind = HistoryKinds.Channels)
    {
        var id = (await app.Commands().Start(await app.Admin(store), Form(from, includeSealed, kind), CancellationToken.None)).Value;
        await app.Finish(store);
        return await app.Run(id);
    }

    public static HistoryForm Form(string? from = null, bool includeSealed = false, string kind = HistoryKinds.Channels) => new()
    {
        Kind = kind,
        From = from is null ? new DateOnly(2026, 6, 1) : DateOnly.Parse(from, null),
        IncludeSealed = includeSealed,
        Reason = includeSealed ? "The agency tagged them wrong" : "",
    };

    public static async Task Finish(this TestApp app, OpenedStore store)
    {
        var runner = app.Services.GetRequiredService<HistoryRunner>();
        while (await runner.Work(CancellationToken.None) > 0)
        {
            await app.Services.GetRequiredService<Web.Snapshots.SnapshotRunner>().RunQueued(await app.Settings(store.Id), CancellationToken.None);
        }

        await app.Build(store.Id);
    }

    public static Task<HistoryRunRow> Run(this TestApp app, Guid id) => app.Read(db => db.HistoryRuns.SingleAsync(run => run.RunId == id));

    public static HistoryCommands Commands(this TestApp app) => app.Services.GetRequiredService<HistoryCommands>();

    public static async Task<StoreUser> Admin(this TestApp app, OpenedStore store)
    {
        var email = $"admin-{store.Id.Value}@shop.example";
        var known = await app.Read(db => db.Users.Where(user => user.Email == email).Select(user => user.Id).FirstOrDefaultAsync());
        return (known ?? await app.AddUser(email, Roles.Admin, store)).In(store);
    }

    /// <summary>Every figure of a store, without its number; of these days alone where they are named.</summary>
    public static async Task<string> FiguresOf(this TestApp app, OpenedStore store, IReadOnlySet<DateOnly>? days = null)
    {
        var prefix = $"{store.Id.Value}|";
        var tables = await app.Tables(SnapshotTables);
        return string.Join('\n', tables.SelectMany(table => table.Value
            .Where(row => row.StartsWith(prefix, StringComparison.Ordinal) && (days is null || days.Any(day => row.Contains($"|{day:yyyy-MM-dd}|", StringComparison.Ordinal))))
            .Select(row => $"{table.Key}: {row[prefix.Length..]}")));
    }

    /// <summary>What one set of figures has and the other has not, a line each: nothing where they are the same.</summary>
    public static string Difference(string one, string other)
    {
        var (left, right) = (one.Split('\n'), other.Split('\n'));
        return string.Join('\n', left.Except(right).Select(line => $"- {line}").Concat(right.Except(left).Select(line => $"+ {line}")));
    }

    public static async Task<HashSet<DateOnly>> SealedDays(this TestApp app, OpenedStore store) =>
        [.. await app.Read(db => db.SnapshotDays.Where(day => day.StoreId == store.Id.Value && day.SealedAt != null).Select(day => day.Date).ToListAsync())];

    public static Happening Touch(string at, string query, string visitor = "v1", string referrer = "") => new(
        DateTimeOffset.Parse(at, null),
        "/api/touches",
        new { touchId = Guid.CreateVersion7(DateTimeOffset.Parse(at, null)), url = "https://shop.example/" + query, referrer, visitorId = visitor, consent = "granted" });

    public static Happening Order(string at, string id, decimal value, string visitor = "v1") =>
        new(DateTimeOffset.Parse(at, null), "/api/conversions", new { orderId = id, value, visitorId = visitor });

    public static Happening Refund(string at, string order, decimal amount) =>
        new(DateTimeOffset.Parse(at, null), $"/api/orders/{order}/refunds", new { refundId = $"refund-{at}", amount });
}
