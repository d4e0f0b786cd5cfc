using Attribution.Domain.Channels;
using Attribution.Web.Components;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;
using Roles = Attribution.Web.Http.Roles;

namespace Attribution.Web.Channels;

/// <summary>What an admin does to a store's channels. Rules act on what arrives from then on; history is reclassified by a run of its own.</summary>
internal sealed class ChannelCommands(CommandDoor commands, StoreDirectory stores)
{
    /// <summary>Puts rules in force as a new version; answers its number, or the present one where nothing changed.</summary>
    public Task<Outcome<int>> Save(StoreUser caller, ChannelDraft draft, CancellationToken cancellationToken) =>
        Run(caller, act => RuleVersions.Append(act.Db, act.Store, act.UserId, draft, act.Now), cancellationToken);

    /// <summary>Adds a channel of the store's own, or changes how one is shown. Its id stays, and so does its look unless another is chosen.</summary>
    public Task<Outcome<Nothing>> SaveChannel(StoreUser caller, OwnChannel channel, bool isNew, CancellationToken cancellationToken) =>
        Run(caller, act => SaveChannel(act, channel, isNew), cancellationToken);

    private Task<Outcome<T>> Run<T>(StoreUser caller, Func<Act, Task<Outcome<T>>> work, CancellationToken cancellationToken) =>
        commands.Run(caller, Roles.Admin, work, cancellationToken).Then(() => stores.Reload(cancellationToken));

    private static async Task<Outcome<Nothing>> SaveChannel(Act act, OwnChannel channel, bool isNew)
    {
        var rows = await act.Db.OwnChannels.AsTracking().Where(own => own.StoreId == act.Store.Value).OrderBy(own => own.CreatedAt).ThenBy(own => own.ChannelId).ToListAsync();
        var row = rows.Find(own => own.ChannelId == channel.Id);
        var faults = Faults(channel, rows, isNew ? row : null);
        if (faults.Count > 0)
        {
            return Outcome<Nothing>.Refuse(faults);
        }

        var before = row is null ? "" : Text(row);
        if (row is null)
        {
            act.Db.OwnChannels.Add(row = new OwnChannelRow { StoreId = act.Store.Value, ChannelId = channel.Id, Name = "", CreatedAt = act.Now });
        }

        (row.Name, row.Look, row.Group, row.IsArchived) = (channel.Name.Trim(), LookOf(channel, rows), channel.Group, channel.IsArchived);
        await act.Db.SaveChangesAsync();
        await act.Audit("channels.own", before, Text(row));
        return Outcome<Nothing>.Done(default);
    }

    private static IReadOnlyDictionary<string, string> Faults(OwnChannel channel, IReadOnlyList<OwnChannelRow> rows, OwnChannelRow? taken) => new FieldFaults()
        .Add(nameof(OwnChannel.Id), OwnChannel.IsId(channel.Id) ? null : "Write 1 to 40 of a–z, 0–9 and _, and no built-in channel's id.")
        .Add(nameof(OwnChannel.Id), taken is null ? null : $"The store has a channel '{taken.ChannelId}' already{(taken.IsArchived ? ", put away. Take it back from the list." : ".")}")
        .Add(nameof(OwnChannel.Name), channel.Name.Trim().Length is 0 or > 60 ? "Give it a name of 1 to 60 characters." : null)
        .Add(nameof(OwnChannel.Name), IsNameTaken(channel, rows) ? $"Another channel is called '{channel.Name.Trim()}'. Two of a name could not be told apart in a report." : null)
        .Add(nameof(OwnChannel.Look), channel.Look.Length == 0 || ChannelLook.Parse(channel.Look) is not null ? null : "Choose one of the pairs, or leave it open for the next free one.")
        .Add(nameof(OwnChannel.Group), ChannelGroup.IsKnown(channel.Group) ? null : "Choose a group.")
        .All;

    private static bool IsNameTaken(OwnChannel channel, IReadOnlyList<OwnChannelRow> rows) =>
        MarketingChannel.All.Select(known => known.Name).Concat(rows.Where(row => row.ChannelId != channel.Id).Select(row => row.Name))
            .Any(name => name.Equals(channel.Name.Trim(), StringComparison.OrdinalIgnoreCase));

    // Written down at once, so that the colour stays whatever channels come and go.
    private static string LookOf(OwnChannel channel, IReadOnlyList<OwnChannelRow> rows) => channel.Look.Length > 0
        ? channel.Look
        : new ChannelColours([.. rows.Select(row => new OwnChannel(row.ChannelId, row.Name, row.Look))]) is var colours && rows.Any(row => row.ChannelId == channel.Id)
            ? colours.Of(channel.Id).Text
            : colours.Next.Text;

    private static string Text(OwnChannelRow row) =>
        $"{row.ChannelId} {row.Name}{(row.Look.Length > 0 ? $" ({row.Look})" : "")} {row.Group}{(row.IsArchived ? " archived" : "")}";
}
