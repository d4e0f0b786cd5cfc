using System.Globalization;
using Attribution.Domain;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Costs;

/// <summary>Spend as it is answered: in the store's currency, and as it was sent.</summary>
internal sealed record CostItem(
    DateOnly Date,
    string Channel,
    string Source,
    string Medium,
    string Campaign,
    decimal Cost,
    string Currency,
    decimal SentCost,
    string SentCurrency,
    decimal Rate,
    long? Impressions,
    long? Clicks,
    DateTime UpdatedAt);

/// <summary>A page of spend.</summary>
internal sealed record CostList(IReadOnlyList<CostItem> Items, string? NextCursor)
{
    public CsvTable ToTable() => new(
        ["date", "channel", "source", "medium", "campaign", "cost", "currency", "sentCost", "sentCurrency", "rate", "impressions", "clicks"],
        Items.Select(item => (IReadOnlyList<object?>)
        [
            item.Date, item.Channel, item.Source, item.Medium, item.Campaign, item.Cost, item.Currency, item.SentCost, item.SentCurrency, item.Rate, item.Impressions, item.Clicks,
        ]));
}

/// <summary>Reads spend.</summary>
internal sealed class CostQueries(Database database)
{
    /// <summary>What each channel cost in a range of days, in major units of the store's currency, most first.</summary>
    public async Task<IReadOnlyList<(string Channel, decimal Total)>> ByChannel(StoreSettings store, DateRange range, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        var rows = await db.Costs
            .Where(row => row.StoreId == store.Id.Value && row.Date >= range.First && row.Date <= range.Last)
            .GroupBy(row => row.Channel)
            .Select(channel => new { channel.Key, Minor = channel.Sum(row => row.CostMinor) })
            .ToListAsync(cancellationToken);
        return [.. rows.OrderByDescending(row => row.Minor).ThenBy(row => row.Key, StringComparer.Ordinal).Select(row => (row.Key, new Money(row.Minor, store.Currency).Major))];
    }

    /// <summary>Spend of a range of days, by day and key.</summary>
    /// <param name="store">The store.</param>
    /// <param name="range">Its local days.</param>
    /// <param name="skip">Entries to leave out from the start.</param>
    /// <param name="limit">Most entries to answer.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<CostList> Between(StoreSettings store, DateRange range, int skip, int limit, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        var rows = await db.Costs
            .Where(row => row.StoreId == store.Id.Value && row.Date >= range.First && row.Date <= range.Last)
            .OrderBy(row => row.Date).ThenBy(row => row.Channel).ThenBy(row => row.Source).ThenBy(row => row.Medium).ThenBy(row => row.Campaign)
            .Skip(skip).Take(limit + 1)
            .ToListAsync(cancellationToken);
        var items = rows.Take(limit).Select(row => new CostItem(
            row.Date,
            row.Channel,
            row.Source,
            row.Medium,
            row.Campaign,
            new Money(row.CostMinor, store.Currency).Major,
            store.Currency.Code,
            new Money(row.SentMinor, Currency.Of(row.SentCurrency)).Major,
            row.SentCurrency,
            decimal.Parse(row.Rate, CultureInfo.InvariantCulture),
            row.Impressions,
            row.Clicks,
            row.UpdatedAt.UtcDateTime));
        return new CostList([.. items], rows.Count > limit ? Cursor.Of(skip + limit) : null);
    }
}
