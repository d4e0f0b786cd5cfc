using System.Text.Json;
using Attribution.Domain.Channels;
using Attribution.Domain.Channels.Rules;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Channels;

/// <summary>What an admin does to a store's channels. Rules act on what arrives from then on; history is reclassified by a run of its own.</summary>
internal sealed class ChannelCommands(CommandDoor commands, StoreDirectory stores)
{
    /// <summary>Puts rules in force as a new version; answers its number, or the present one where nothing changed.</summary>
    public async Task<Outcome<int>> Save(StoreUser caller, ChannelDraft draft, CancellationToken cancellationToken)
    {
        var outcome = await commands.Run(caller, Roles.Admin, act => Save(act, draft), cancellationToken);
        if (outcome.IsDone)
        {
            await stores.Reload(cancellationToken);
        }

        return outcome;
    }

    /// <summary>Adds a channel of the store's own, or changes how one is shown. Its id stays.</summary>
    public async Task<Outcome<Nothing>> SaveChannel(StoreUser caller, OwnChannel channel, CancellationToken cancellationToken)
    {
        var outcome = await commands.Run(caller, Roles.Admin, act => SaveChannel(act, channel), cancellationToken);
        if (outcome.IsDone)
        {
            await stores.Reload(cancellationToken);
        }

        return outcome;
    }

    private static async Task<Outcome<int>> Save(Act act, ChannelDraft draft)
    {
        var own = await act.Db.OwnChannels.Where(channel => channel.StoreId == act.Store.Value && !channel.IsArchived).Select(channel => channel.ChannelId).ToListAsync();
        var faults = draft.Faults(own);
        if (faults.Count > 0)
        {
            return Outcome<int>.Refuse(faults);
        }

        var before = await act.Db.ChannelRules.Where(rules => rules.StoreId == act.Store.Value).OrderByDescending(rules => rules.Version).FirstOrDefaultAsync();
        if ((before?.Version ?? 0) != draft.BasedOn)
        {
            return Outcome<int>.Refuse("", $"Somebody saved version {before!.Version} meanwhile. Look at it, then make your change again.");
        }

        var row = RowOf(act, draft);
        if (row.Rules == (before?.Rules ?? "[]") && row.ClickIds == (before?.ClickIds ?? "{}"))
        {
            return Outcome<int>.Done(draft.BasedOn);
        }

        act.Db.ChannelRules.Add(row);
        await act.Audit("channels.rules", $"version {draft.BasedOn} {before?.Rules ?? "[]"} {before?.ClickIds ?? "{}"}", $"version {row.Version} {row.Rules} {row.ClickIds}");
        return Outcome<int>.Done(row.Version);
    }

    private static ChannelRuleVersionRow RowOf(Act act, ChannelDraft draft) => new()
    {
        StoreId = act.Store.Value,
        Version = draft.BasedOn + 1,
        Rules = RuleJson.Write(new ChannelRuleSet(draft.BasedOn + 1, draft.Rules).All),
        ClickIds = JsonSerializer.Serialize(new SortedDictionary<string, ClickProof>(draft.ClickIds.ToDictionary(), StringComparer.Ordinal), StoreDirectory.ClickIdJson),
        CreatedAt = act.Now,
        CreatedBy = act.UserId,
        Note = draft.Note.Trim(),
    };

    private static async Task<Outcome<Nothing>> SaveChannel(Act act, OwnChannel channel)
    {
        var faults = new FieldFaults()
            .Add(nameof(OwnChannel.Id), OwnChannel.IsId(channel.Id) ? null : "Write 1 to 40 of a–z, 0–9 and _, and no built-in channel's id.")
            .Add(nameof(OwnChannel.Name), channel.Name.Trim().Length is 0 or > 60 ? "Give it a name of 1 to 60 characters." : null)
            .All;
        if (faults.Count > 0)
        {
            return Outcome<Nothing>.Refuse(faults);
        }

        var row = await act.Db.OwnChannels.AsTracking().FirstOrDefaultAsync(own => own.StoreId == act.Store.Value && own.ChannelId == channel.Id);
        var before = row is null ? "" : Text(row);
        if (row is null)
        {
            act.Db.OwnChannels.Add(row = new OwnChannelRow { StoreId = act.Store.Value, ChannelId = channel.Id, Name = "", CreatedAt = act.Now });
        }

        (row.Name, row.Look, row.IsArchived) = (channel.Name.Trim(), channel.Look, channel.IsArchived);
        await act.Db.SaveChangesAsync();
        await act.Audit("channels.own", before, Text(row));
        return Outcome<Nothing>.Done(default);
    }

    private static string Text(OwnChannelRow row) => $"{row.ChannelId} {row.Name}{(row.Look.Length > 0 ? $" ({row.Look})" : "")}{(row.IsArchived ? " archived" : "")}";
}
