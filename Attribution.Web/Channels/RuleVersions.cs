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
    public Task<Outcome<int>> Save(StoreId store, string who, ChannelDraft draft, CancellationToken cancellationToken) =>
        database.Write(db => Append(db, store, who, draft, clock.GetUtcNow()), cancellationToken).Then(() => stores.Reload(cancellationToken));

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
        await Audit(db, before, row);
        return Outcome<int>.Done(row.Version);
    }

    // In words: the rules themselves stay in their versions, which nobody can change either.
    private static async Task Audit(AttributionDb db, ChannelRuleVersionRow? before, ChannelRuleVersionRow after)
    {
        var names = await db.OwnChannels.Where(channel => channel.StoreId == after.StoreId).ToDictionaryAsync(channel => channel.ChannelId, channel => channel.Name);
        var (old, now) = (RuleJson.Read(before?.Rules ?? "[]"), RuleJson.Read(after.Rules));
        var changes = RuleChanges.Between(old, now, ClickIds(before?.ClickIds ?? "{}"), ClickIds(after.ClickIds), id => names.GetValueOrDefault(id) ?? MarketingChannel.NameOf(id));
        await AuditLog.Append(
            db, new StoreId(after.StoreId), after.CreatedBy, "channels.rules",
            before is null ? "" : $"Version {before.Version}: {(old.Count == 0 ? "no rules" : string.Join(", ", old.Select(rule => rule.Name)))}.",
            $"Version {after.Version}: {string.Join(' ', changes)}{(after.Note.Length > 0 ? $" Why: {after.Note}" : "")}",
            after.CreatedAt, CancellationToken.None);
    }

    private static Dictionary<string, ClickProof> ClickIds(string json) => JsonSerializer.Deserialize<Dictionary<string, ClickProof>>(json, StoreDirectory.ClickIdJson)!;

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
