using System.Text.Json;
using Attribution.Domain;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace Attribution.Web.Privacy;

/// <summary>What a retention would delete now, and when it is looked at again.</summary>
/// <param name="KeptFrom">The first of the store's days that is kept.</param>
/// <param name="Counts">All that is older.</param>
/// <param name="Waiting">How many rows of it wait until their day is sealed.</param>
/// <param name="NextRun">Null where no job is planned.</param>
public sealed record RetentionOutlook(DateOnly KeptFrom, PersonCounts Counts, int Waiting, DateTimeOffset? NextRun);

/// <summary>An erasure of the past.</summary>
/// <param name="By">Who did it.</param>
/// <param name="Mark">What stands for the identifier.</param>
/// <param name="WasRepeated">Whether it was done again on a copy of the database that was put back.</param>
public sealed record ErasureItem(string Reference, DateTimeOffset At, string By, string FoundBy, string Reason, string Mark, PersonCounts Removed, bool WasRepeated);

/// <summary>What the privacy page shows of a store.</summary>
internal sealed class PrivacyQueries(Database database, ISchedulerFactory schedulers, TimeProvider clock)
{
    private const int MostErasures = 200;

    /// <summary>What would go if rows were kept for so many months.</summary>
    public async Task<RetentionOutlook> Outlook(StoreSettings store, int months, CancellationToken cancellationToken)
    {
        var keptFrom = (store with { RetentionMonths = months }).KeptFrom(clock);
        await using var db = await database.Read(cancellationToken);
        var plan = new RetentionPlan(db, store, cancellationToken);
        var all = await plan.CountAll(keptFrom);
        return new RetentionOutlook(keptFrom, all, all.All - (await plan.Count(keptFrom)).All, await NextRun(cancellationToken));
    }

    /// <summary>The newest erasures, by whom; a key by its id.</summary>
    public async Task<IReadOnlyList<ErasureItem>> Erasures(StoreId store, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        var rows = await db.Erasures.Where(row => row.StoreId == store.Value).OrderByDescending(row => row.At).Take(MostErasures).ToListAsync(cancellationToken);
        List<string> ids = [.. rows.Select(row => row.By).Distinct()];
        var names = await db.Users.Where(user => ids.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.Email!, cancellationToken);
        return
        [
            .. rows.Select(row => new ErasureItem(
                row.Reference, row.At, names.GetValueOrDefault(row.By, row.By.StartsWith("key ", StringComparison.Ordinal) ? "An API key" : "A removed user"), row.FoundBy, row.Reason,
                row.Mark, JsonSerializer.Deserialize<PersonCounts>(row.Removed, ApiJson.Options)!, row.RepeatedAt is not null)),
        ];
    }

    private async Task<DateTimeOffset?> NextRun(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        return (await scheduler.GetTrigger(new TriggerKey(PrivacySetup.NightTrigger), cancellationToken))?.NextFireTimeUtc;
    }
}
