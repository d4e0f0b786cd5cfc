using Attribution.Domain;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;

namespace Attribution.Web.Conversions;

/// <summary>Puts a server's orders in the place of what browsers told of them, as if that had never come: whoever forged one gains nothing by it.</summary>
internal sealed class Corrections(AttributionDb db)
{
    private readonly List<(string Before, string After)> told = [];

    /// <summary>Makes the row what the server says.</summary>
    /// <param name="known">The browser's order, tracked.</param>
    /// <param name="row">The server's.</param>
    public void Replace(OrderRow known, OrderRow row)
    {
        if ((known.Type, known.SentMinor, known.SentCurrency, known.Status) != (row.Type, row.SentMinor, row.SentCurrency, row.Status))
        {
            told.Add((Told(known), Told(row)));
        }

        db.Entry(known).CurrentValues.SetValues(row);
    }

    /// <summary>Writes down where the two differed.</summary>
    public async Task Report(StoreId store, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var (before, after) in told)
        {
            await AuditLog.Append(db, store, "system", "order.corrected", before, after, now, cancellationToken);
        }
    }

    private static string Told(OrderRow order) =>
        $"{order.OrderId}: {order.Type} {new Money(order.SentMinor, Currency.Of(order.SentCurrency))} {order.Status}{(order.IsUnverified ? " (browser)" : "")}";
}
