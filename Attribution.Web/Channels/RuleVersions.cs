using System.Text.Json;
using Attribution.Domain;
using Attribution.Domain.Channels;
using Attribution.Domain.Channels.Rules;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Channels;

/// <summary>Puts rules in force as a new version, for a user or for a key.</summary>
internal sealed class RuleVersions(Database database, StoreDirectory stores, TimeProvider clock)
{
    /// <summary>Puts rules in force for a key of the store.</summary>
    public async Task<Outcome<int>> Save(StoreId store, string who, ChannelDraft draft, CancellationToken cancellationToken)
    {
        var outcome = await database.Write(db => Append(db, store, who, draft, clock.GetUtcNow()), cancellationToken);
        if (outcome.IsDone)
        {
            await stores.Reload(cancellationToken);
        }

        return outcome;
    }

    /// <summary>Appends a version in the transaction of <paramref name="db"/>; answers its number, or the present one where nothing changed.</summary>
    public static async Task<Outcome<int>> Append(AttributionDb db, StoreId store, string who, ChannelDraft draft, DateTimeOffset now)
    {
        var own = await db.OwnChannels.Where(channel => channel.StoreId == store.Value && !channel.IsArchived).Select(channel => channel.ChannelId).ToListAsync();
        var faults = draft.Faults(own);
        if (faults.Count > 0)
        {
            return Outcome<int>.Refuse(faults);
        }

        var before = await db.ChannelRules.Where(rules => rules.StoreId == store.Value).OrderByDescending(rules => rules.Version).FirstOrDefaultAsync();
        if ((before?.Version ?? 0) != draft.BasedOn)
        {
            return Outcome<int>.Refuse("", $"Somebody saved version {before?.Version ?? 0} meanwhile. Look at it, then make your change again.");
        }

        var row = RowOf(store, who, draft, now);
        if (row.Rules == (before?.Rules ?? "[]") && row.ClickIds == (before?.ClickIds ?? "{}"))
        {
            return Outcome<int>.Done(draft.BasedOn);
        }

        db.ChannelRules.Add(row);
        await AuditLog.Append(
            db, store, who, "channels.rules", $"version {draft.BasedOn} {before?.Rules ?? "[]"} {before?.ClickIds ?? "{}"}", $"version {row.Version} {row.Rules} {row.ClickIds}", now, CancellationToken.None);
        return Outcome<int>.Done(row.Version);
    }

    private static ChannelRuleVersionRow RowOf(StoreId store, string who, ChannelDraft draft, DateTimeOffset now) => new()
    {
        StoreId = store.Value,
        Version = draft.BasedOn + 1,
        Rules = RuleJson.Write(new ChannelRuleSet(draft.BasedOn + 1, draft.Rules).All),
        ClickIds = JsonSerializer.Serialize(new SortedDictionary<string, ClickProof>(draft.ClickIds.ToDictionary(), StringComparer.Ordinal), StoreDirectory.ClickIdJson),
        CreatedAt = now,
        CreatedBy = who,
        Note = draft.Note.Trim(),
    };
}
