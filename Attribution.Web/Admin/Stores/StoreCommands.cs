using System.Security.Claims;
using System.Text.Json;
using Attribution.Domain.Models;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Admin.Stores;

/// <summary>What an admin does to stores. Each command checks the role itself and answers what was wrong, field by field.</summary>
internal sealed class StoreCommands(CommandDoor commands, Database database, StoreDirectory stores, KeyDirectory keys, DemoMode demo, TimeProvider clock)
{
    /// <summary>The last step of the first run.</summary>
    public const int SetupDone = 6;

    private static readonly JsonSerializerOptions ZoneJson = JsonSerializerOptions.Web;

    /// <summary>Opens a store. Who is an admin of any store may, and on an installation without one, whoever was let in first.</summary>
    public async Task<Outcome<OpenedStore>> Open(ClaimsPrincipal user, NewStoreForm form, CancellationToken cancellationToken)
    {
        var outcome = await database.Write(db => OpenIn(db, user.FindFirstValue(ClaimTypes.NameIdentifier), form), cancellationToken);
        if (outcome.IsDone)
        {
            await stores.Reload(cancellationToken);
            await keys.Reload(cancellationToken);
        }

        return outcome;
    }

    public Task<Outcome<Nothing>> Change(StoreUser caller, StoreForm form, CancellationToken cancellationToken) =>
        commands.Run(caller, Roles.Admin, act => ChangeIn(act, form), cancellationToken).Then(() => stores.Reload(cancellationToken));

    /// <summary>Keeps the store's days in another zone from a coming day on. A change that has not come yet is replaced.</summary>
    public async Task<Outcome<Nothing>> ChangeZone(StoreUser caller, string zone, DateOnly from, CancellationToken cancellationToken)
    {
        var today = (await stores.Find(caller.Store, cancellationToken))?.Today(clock) ?? DateOnly.MaxValue;
        return await commands.Run(caller, Roles.Admin, act => ChangeZoneIn(act, zone.Trim(), from, today), cancellationToken).Then(() => stores.Reload(cancellationToken));
    }

    /// <summary>Notes how far the first run got; it never goes back.</summary>
    public Task<Outcome<Nothing>> ReachStep(StoreUser caller, int step, CancellationToken cancellationToken) =>
        commands.Run(
            caller,
            Roles.Admin,
            async act =>
            {
                var row = await act.StoreRow();
                row.SetupStep = Math.Clamp(Math.Max(row.SetupStep, step), 0, SetupDone);
                return Outcome<Nothing>.Done(default);
            },
            cancellationToken).Then(() => stores.Reload(cancellationToken));

    /// <summary>Writes the answer to the consent question: the store's default and what its snippet says.</summary>
    public Task<Outcome<Nothing>> ChooseConsent(StoreUser caller, string consent, CancellationToken cancellationToken) =>
        commands.Run(
            caller,
            Roles.Admin,
            async act =>
            {
                if (StoreFields.ConsentFault(consent) is { } fault)
                {
                    return Outcome<Nothing>.Refuse("", fault);
                }

                var row = await act.StoreRow();
                await act.Audit("store.consent", row.ConsentDefault, consent);
                row.ConsentDefault = consent;
                return Outcome<Nothing>.Done(default);
            },
            cancellationToken).Then(() => stores.Reload(cancellationToken));

    private async Task<Outcome<OpenedStore>> OpenIn(AttributionDb db, string? userId, NewStoreForm form)
    {
        var mayOpen = userId is not null
            && await db.Users.AnyAsync(user => user.Id == userId)
            && (await db.Members.AnyAsync(member => member.UserId == userId && member.Role == Roles.Admin) || !await db.Stores.AnyAsync());
        if (!mayOpen)
        {
            return Outcome<OpenedStore>.Forbidden;
        }

        if (demo.IsOn)
        {
            return Outcome<OpenedStore>.Refuse("", DemoMode.ReadOnly);
        }

        if (form.Faults() is { Count: > 0 } faults)
        {
            return Outcome<OpenedStore>.Refuse(faults);
        }

        var store = form.Store();
        if (await db.Stores.AnyAsync(row => row.Key == store.Key))
        {
            return Outcome<OpenedStore>.Refuse(nameof(NewStoreForm.Key), $"There is a store '{store.Key}' already. Use another key.");
        }

        return Outcome<OpenedStore>.Done(await store.Open(db, userId, clock.GetUtcNow()));
    }

    private static async Task<Outcome<Nothing>> ChangeIn(Act act, StoreForm form)
    {
        var row = await act.StoreRow();
        if (form.Faults(row.RetentionMonths) is { Count: > 0 } faults)
        {
            return Outcome<Nothing>.Refuse(faults);
        }

        if (!row.Currency.Equals(form.Currency.Trim(), StringComparison.OrdinalIgnoreCase) && await act.Db.Orders.AnyAsync(order => order.StoreId == act.Store.Value))
        {
            return Outcome<Nothing>.Refuse(nameof(StoreForm.Currency), $"The store has orders in {row.Currency}: its currency stays. Open another store for {form.Currency.Trim()}.");
        }

        if (JsonSerializer.Deserialize<List<string>>(row.ArchivedModels)!.Contains(form.DefaultModel)
            || (form.DefaultModel == ModelIds.Custom && !await act.Db.ModelConfigs.AnyAsync(model => model.StoreId == act.Store.Value && model.Model == ModelIds.Custom)))
        {
            return Outcome<Nothing>.Refuse(nameof(StoreForm.DefaultModel), "This model is not in use here. Activate it under Models, or choose another.");
        }

        var before = Described(row);
        form.WriteTo(row);
        if (Described(row) is var after && after != before)
        {
            await act.Audit("store.changed", before, after);
        }

        return Outcome<Nothing>.Done(default);
    }

    private static async Task<Outcome<Nothing>> ChangeZoneIn(Act act, string zone, DateOnly from, DateOnly today)
    {
        var faults = new FieldFaults()
            .Add("Zone", StoreFields.ZoneFault(zone))
            .Add("From", from > today ? null : $"A zone changes on a day to come, so that no day is counted twice. Use {today.AddDays(1):yyyy-MM-dd} or later.");
        if (faults.Any)
        {
            return Outcome<Nothing>.Refuse(faults.All);
        }

        var row = await act.StoreRow();
        var before = row.TimeZones;
        var kept = JsonSerializer.Deserialize<List<StoreDirectory.ZoneFrom>>(before, ZoneJson)!.Where(known => known.From <= today);
        row.TimeZones = JsonSerializer.Serialize(kept.Append(new StoreDirectory.ZoneFrom(from, zone)), ZoneJson);
        await act.Audit("store.zone", before, row.TimeZones);
        return Outcome<Nothing>.Done(default);
    }

    // What the audit log says of a store: everything an admin can set here, and no secret.
    private static string Described(StoreRow row) => JsonSerializer.Serialize(
        new
        {
            row.Name,
            row.Domains,
            row.CookieDomain,
            row.Currency,
            row.SessionTimeoutMinutes,
            row.LookbackDays,
            row.JourneyScope,
            row.DefaultModel,
            row.ConversionTypes,
        },
        JsonSerializerOptions.Web);
}
