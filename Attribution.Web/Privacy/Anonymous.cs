using System.Text.Json;
using System.Text.Json.Nodes;
using Attribution.Domain.Conversions;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Privacy;

/// <summary>
/// Takes out of orders all that leads to a person. What they were worth, when they came and which channels earned how much stays, so
/// that every figure stands to the cent.
/// </summary>
internal static class Anonymous
{
    private static readonly string[] CustomerTypes = ["new", "returning"];

    /// <summary>Makes these orders anonymous, with their refunds and in the caller's transaction.</summary>
    public static async Task Make(AttributionDb db, int store, IReadOnlyList<string> orderIds, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var part in orderIds.Chunk(PersonFinder.MostIds))
        {
            List<string> ids = [.. part];
            foreach (var order in await db.Orders.AsTracking().Where(row => row.StoreId == store && ids.Contains(row.OrderId)).ToListAsync(cancellationToken))
            {
                Make(order, now);
            }

            foreach (var later in await db.OrderAttributions.AsTracking().Where(row => row.StoreId == store && ids.Contains(row.OrderId)).ToListAsync(cancellationToken))
            {
                later.MarketingAttribution = Attribution(later.MarketingAttribution);
            }

            await db.SaveChangesAsync(cancellationToken);
            await db.Refunds.Where(row => row.StoreId == store && ids.Contains(row.OrderId))
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Reason, "").SetProperty(row => row.ContentHash, ""), cancellationToken);
        }
    }

    private static void Make(OrderRow order, DateTimeOffset now)
    {
        order.SessionId = order.VisitorId = order.UserId = order.EmailHmac = order.CartToken = "";
        order.Details = Details(order.Details);
        order.ContentHash = "";
        order.MarketingAttribution = order.MarketingAttribution is { } json ? Attribution(json) : null;
        order.AnonymisedAt = now;
    }

    // A partner is owed its commission, and whether the customer was new is a figure; all else may be free text.
    private static string Details(string json)
    {
        var kept = new JsonObject();
        using var details = JsonDocument.Parse(json);
        foreach (var field in details.RootElement.EnumerateObject())
        {
            if (field.Name == "partner" || (field.Name == "customerType" && CustomerTypes.Contains(field.Value.GetString())))
            {
                kept[field.Name] = field.Value.GetString();
            }
        }

        return kept.ToJsonString();
    }

    // Touches are numbered anew: their own ids led to rows, and to what a browser or server still holds.
    private static string Attribution(string json)
    {
        var attribution = JsonSerializer.Deserialize<MarketingAttribution>(json)!;
        return JsonSerializer.Serialize(attribution with { Touches = [.. attribution.Touches.Select((touch, i) => touch with { Id = new Guid(i + 1, 0, 0, new byte[8]) })] });
    }
}
