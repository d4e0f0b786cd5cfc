using System.Runtime.InteropServices;
using Attribution.Domain.Conversions;

namespace Attribution.Domain.Snapshots;

/// <summary>
/// Adds a day's facts up to rows. Only stored integers are summed, so that for every model the channels' revenue is the value of the
/// day's orders less the refunds booked on it, to the minor unit, and orders and leads likewise.
/// </summary>
public static class SnapshotBuilder
{
    /// <summary>The rows of a day.</summary>
    public static DaySnapshot Build(DayFacts facts)
    {
        var shares = new DayShares(facts.Models, [.. facts.Conversions.Select(Booking.Of), .. facts.Refunds.Select(Booking.Of)]);
        var visits = VisitDay.Union([.. facts.Visits, .. facts.Kept]);
        return new DaySnapshot(
            facts.Date,
            ChannelRows.Of(facts, visits, shares),
            visits,
            [.. facts.Models.SelectMany(model => Campaigns(model, shares))],
            PathRows.Of(facts.Models, shares))
        {
            StandIns = StandIns(facts),
        };
    }

    private static Dictionary<string, StandInOrders> StandIns(DayFacts facts)
    {
        MarketingAttribution[] journeys = [.. facts.Conversions.Select(conversion => conversion.Attribution).OfType<MarketingAttribution>()];
        return facts.Models
            .Select(model => (Model: model, Orders: journeys.Count(journey => !journey.Credits.ContainsKey(model))))
            .Where(one => one.Orders > 0)
            .ToDictionary(one => one.Model, one => new StandInOrders(one.Orders, journeys.Length));
    }

    private static IEnumerable<CampaignDay> Campaigns(string model, DayShares shares)
    {
        var sums = new Dictionary<(int Origin, string Type), (long Millionths, long Minor)>();
        foreach (var (booking, earned) in shares.Bookings.Zip(shares.Under(model)))
        {
            foreach (var share in earned)
            {
                ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, (share.Origin, booking.Type), out _);
                sum = (sum.Millionths + share.Millionths, sum.Minor + share.Minor);
            }
        }

        return sums
            .Select(row => (Origin: shares.Origins[row.Key.Origin], row.Key.Type, row.Value))
            .OrderBy(row => row.Origin).ThenBy(row => row.Type, StringComparer.Ordinal)
            .Select(row => new CampaignDay(
                model,
                row.Origin.Channel,
                row.Origin.Source,
                row.Origin.Medium,
                row.Origin.Campaign,
                row.Type,
                row.Value.Millionths,
                row.Value.Minor));
    }
}
