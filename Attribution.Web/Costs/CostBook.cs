using System.Globalization;
using System.Text.Json;
using Attribution.Domain;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Costs;

/// <summary>Spend of a day, checked already. Source, medium and campaign are empty where it is the whole channel's.</summary>
/// <param name="Cost">In the currency it was sent in.</param>
/// <param name="Rate">Store units per unit of that currency; 1 where they are the same.</param>
internal sealed record CostEntry(DateOnly Date, string Channel, string Source, string Medium, string Campaign, Money Cost, decimal Rate)
{
    public long? Impressions { get; init; }

    public long? Clicks { get; init; }

    public CostKey Key => new(Date, Channel, Source, Medium, Campaign);
}

/// <summary>What spend is kept under: the same key again replaces it.</summary>
internal sealed record CostKey(DateOnly Date, string Channel, string Source, string Medium, string Campaign);

/// <summary>What came of writing spend.</summary>
internal sealed record CostsWritten(int Stored, int Replaced);

/// <summary>The one door by which spend comes in.</summary>
internal sealed class CostBook(Database database, Signals signals, TimeProvider clock)
{
    /// <summary>Writes entries of distinct keys; each replaces what stood under its key. All of them or none.</summary>
    public async Task<CostsWritten> Replace(StoreSettings store, IReadOnlyList<CostEntry> entries, string who, CancellationToken cancellationToken)
    {
        var written = await database.Write(db => Replace(db, store, entries, who, cancellationToken), cancellationToken);

        // Orders and spend make the same days: whoever rebuilds them looks.
        signals.TellOrderStored(store.Id);
        return written;
    }

    private async Task<CostsWritten> Replace(AttributionDb db, StoreSettings store, IReadOnlyList<CostEntry> entries, string who, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (first, last) = (entries.Min(entry => entry.Date), entries.Max(entry => entry.Date));
        var known = (await db.Costs.AsTracking().Where(row => row.StoreId == store.Id.Value && row.Date >= first && row.Date <= last).ToListAsync(cancellationToken))
            .ToDictionary(row => new CostKey(row.Date, row.Channel, row.Source, row.Medium, row.Campaign));
        var replaced = entries.Select(entry => known.GetValueOrDefault(entry.Key)).OfType<MarketingCostRow>().ToList();
        var before = Summary([.. replaced.Select(row => (row.Date, row.CostMinor))], store);
        foreach (var entry in entries)
        {
            if (!known.TryGetValue(entry.Key, out var row))
            {
                row = NewRow(store, entry);
                db.Costs.Add(row);
            }

            Fill(row, entry, store, who, now);
        }

        foreach (var day in entries.Select(entry => entry.Date).Distinct())
        {
            await DirtyDays.Mark(db, store.Id, day, cancellationToken);
        }

        var after = Summary([.. entries.Select(entry => (entry.Date, Converted(entry, store)))], store);
        await AuditLog.Append(db, store.Id, who, "costs.changed", before, after, now, cancellationToken);
        return new CostsWritten(entries.Count, replaced.Count);
    }

    private static MarketingCostRow NewRow(StoreSettings store, CostEntry entry) => new()
    {
        StoreId = store.Id.Value,
        Date = entry.Date,
        Channel = entry.Channel,
        Source = entry.Source,
        Medium = entry.Medium,
        Campaign = entry.Campaign,
        SentCurrency = entry.Cost.Currency.Code,
    };

    private static void Fill(MarketingCostRow row, CostEntry entry, StoreSettings store, string who, DateTimeOffset now)
    {
        row.CostMinor = Converted(entry, store);
        row.SentMinor = entry.Cost.Minor;
        row.SentCurrency = entry.Cost.Currency.Code;
        row.Rate = entry.Rate.ToString("0.############", CultureInfo.InvariantCulture);
        row.Impressions = entry.Impressions;
        row.Clicks = entry.Clicks;
        row.UpdatedAt = now;
        row.UpdatedBy = who;
    }

    private static long Converted(CostEntry entry, StoreSettings store) =>
        entry.Cost.Currency == store.Currency ? entry.Cost.Minor : entry.Cost.Convert(entry.Rate, store.Currency).Minor;

    private static string Summary(IReadOnlyList<(DateOnly Date, long Minor)> rows, StoreSettings store) => rows.Count == 0 ? "" : JsonSerializer.Serialize(
        new { rows = rows.Count, from = rows.Min(row => row.Date), to = rows.Max(row => row.Date), cost = new Money(rows.Sum(row => row.Minor), store.Currency).Major });
}
