using System.Text.Json;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;

namespace Attribution.Web.Admin.Collecting;

/// <summary>What an admin chooses about collecting.</summary>
internal sealed class CollectingCommands(CommandDoor commands, StoreDirectory stores)
{
    /// <summary>Holds for what comes in from now on.</summary>
    public Task<Outcome<Nothing>> Change(StoreUser caller, CollectingForm form, CancellationToken cancellationToken) =>
        commands.Run(caller, Roles.Admin, act => ChangeIn(act, form), cancellationToken).Then(() => stores.Reload(cancellationToken));

    private static async Task<Outcome<Nothing>> ChangeIn(Act act, CollectingForm form)
    {
        if (form.Faults() is { Count: > 0 } faults)
        {
            return Outcome<Nothing>.Refuse(faults);
        }

        var row = await act.StoreRow();
        var before = Described(row);
        form.WriteTo(row);
        if (Described(row) is var after && after != before)
        {
            await act.Audit("store.collecting", before, after);
        }

        return Outcome<Nothing>.Done(default);
    }

    private static string Described(StoreRow row) => JsonSerializer.Serialize(
        new
        {
            row.SessionEndsAtCampaign,
            row.SessionEndsAtMidnight,
            row.TrustBrowserOrders,
            row.ExcludedAddresses,
            row.KeptParameters,
            row.CampaignIdParameters,
            row.AdIdParameters,
            row.KeepDevice,
            row.KeepCountry,
        },
        JsonSerializerOptions.Web);
}
