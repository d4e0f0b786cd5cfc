using System.Globalization;
using Attribution.Domain;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Costs;

/// <summary>Spend as typed on the page.</summary>
internal sealed record CostForm
{
    public DateOnly Date { get; set; }

    public string Channel { get; set; } = "";

    /// <summary>Empty for the whole channel.</summary>
    public string Campaign { get; set; } = "";

    /// <summary>In the store's currency, as the user writes numbers.</summary>
    public string Cost { get; set; } = "";
}

/// <summary>What an analyst does to the spend of a store.</summary>
internal sealed class CostCommands(CommandDoor commands, CostBook book, StoreDirectory stores, Signals signals, TimeProvider clock)
{
    private const int LongestCampaign = 255;

    /// <summary>Enters the spend of a day and channel; the same day, channel and campaign again replaces it.</summary>
    public async Task<Outcome<Nothing>> Enter(StoreUser caller, CostForm form, CancellationToken cancellationToken)
    {
        // The role first: what is wrong with a form is no business of who may not send it.
        var allowed = await commands.Run(caller, Roles.Analyst, _ => Task.FromResult(Outcome<Nothing>.Done(default)), cancellationToken);
        if (!allowed.IsDone || await stores.Find(caller.Store, cancellationToken) is not { } store)
        {
            return allowed;
        }

        var money = Amount(form.Cost, store.Currency);
        var today = store.Today(clock);
        var faults = new FieldFaults()
            .Add(nameof(form.Date), form.Date.Year >= 2000 && form.Date <= today.AddDays(366) ? null : "Use a day from 2000 on, at most a year ahead.")
            .Add(nameof(form.Channel), store.HasChannel(form.Channel) ? null : "Choose a channel.")
            .Add(nameof(form.Campaign), form.Campaign.Trim() is { Length: <= LongestCampaign } campaign && !campaign.Any(char.IsControl) ? null : "Use at most 255 characters.")
            .Add(nameof(form.Cost), money is null ? $"Enter an amount in {store.Currency} with at most {store.Currency.Exponent} decimals and nothing between thousands, such as 1250{(store.Currency.Exponent > 0 ? ".50" : "")}." : null);
        if (faults.Any)
        {
            return Outcome<Nothing>.Refuse(faults.All);
        }

        await book.Replace(store, [new CostEntry(form.Date, form.Channel, "", "", form.Campaign.Trim(), money!.Value, 1)], caller.UserId!, cancellationToken);
        return allowed;
    }

    public Task<Outcome<Nothing>> Remove(StoreUser caller, CostKey key, CancellationToken cancellationToken) =>
        commands.Run(caller, Roles.Analyst, act => RemoveIn(act, key), cancellationToken).Then(() => signals.TellOrderStored(caller.Store));

    private static async Task<Outcome<Nothing>> RemoveIn(Act act, CostKey key)
    {
        var row = await act.Db.Costs.AsTracking().FirstOrDefaultAsync(cost =>
            cost.StoreId == act.Store.Value && cost.Date == key.Date && cost.Channel == key.Channel && cost.Source == key.Source && cost.Medium == key.Medium && cost.Campaign == key.Campaign);
        if (row is null)
        {
            return Outcome<Nothing>.Refuse("", "That entry is gone already.");
        }

        act.Db.Costs.Remove(row);
        await act.Audit("costs.removed", string.Create(CultureInfo.InvariantCulture, $"{key.Date:yyyy-MM-dd} {key.Channel} {key.Campaign} {row.CostMinor}"), "");
        await DirtyDays.Mark(act.Db, act.Store, key.Date, CancellationToken.None);
        return Outcome<Nothing>.Done(default);
    }

    // Either mark before the decimals, none between thousands: 1.500 must never be read as one and a half.
    private static Money? Amount(string text, Currency currency)
    {
        var parts = text.Trim().Split('.', ',');
        var digits = parts.Length <= 2 && parts.All(part => part.All(char.IsAsciiDigit)) && parts[0].Length is > 0 and <= 15 && (parts.Length == 1 || parts[1].Length <= currency.Exponent);
        return digits && Money.TryFromMajor(decimal.Parse(string.Join('.', parts.Where(part => part.Length > 0)), CultureInfo.InvariantCulture), currency, out var money) ? money : null;
    }
}
