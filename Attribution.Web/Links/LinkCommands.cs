using System.Text.Json;
using Attribution.Domain.Channels.Hygiene;
using Attribution.Web.Http;
using Attribution.Web.Storage;

namespace Attribution.Web.Links;

/// <summary>What an admin decides about a store's links.</summary>
internal sealed class LinkCommands(CommandDoor commands, StoreDirectory stores)
{
    /// <summary>Sets how the store writes its tags: the builder and the check go by it from then on.</summary>
    public Task<Outcome<Nothing>> SetConvention(StoreUser caller, NamingConvention convention, CancellationToken cancellationToken) =>
        commands.Run(caller, Roles.Admin, act => SetConvention(act, convention), cancellationToken).Then(() => stores.Reload(cancellationToken));

    private static async Task<Outcome<Nothing>> SetConvention(Act act, NamingConvention convention)
    {
        if (NamingConvention.FaultOf(convention.Mediums) is { } fault)
        {
            return Outcome<Nothing>.Refuse(nameof(NamingConvention.Mediums), fault);
        }

        if (convention.Separator is not ('-' or '_'))
        {
            return Outcome<Nothing>.Refuse(nameof(NamingConvention.Separator), "Choose - or _.");
        }

        var row = await act.StoreRow();
        var (before, after) = (row.LinkConvention, JsonSerializer.Serialize(convention, JsonSerializerOptions.Web));
        if (before != after)
        {
            row.LinkConvention = after;
            await act.Audit("store.link_convention", before, after);
        }

        return Outcome<Nothing>.Done(default);
    }
}
