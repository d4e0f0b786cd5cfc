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
        Booking[] bookings = [.. facts.Conversions.Select(Booking.Of), .. facts.Refunds.Select(Booking.Of)];
        var visits = VisitDay.Union([.. VisitDay.Of(facts.Visits), .. facts.Kept]);
        return new DaySnapshot(
            facts.Date,
            ChannelRows.Of(facts, visits, bookings),
            visits,
            Campaigns(facts.Models, bookings),
            PathRows.Of(facts.Models, bookings));
    }

    private static CampaignDay[] Campaigns(IReadOnlyList<string> models, Booking[] bookings) =>
        [.. models.SelectMany(model => Campaigns(model, bookings))];

    private static IEnumerable<CampaignDay> Campaigns(string model, Booking[] bookings)
    {
        var sums = new Dictionary<(Origin Origin, string Type), (long Millionths, long Minor)>();
        foreach (var booking in bookings)
        {
            foreach (var share in booking.Shares(model))
            {
                var (millionths, minor) = sums.GetValueOrDefault((share.Origin, booking.Type));
                sums[(share.Origin, booking.Type)] = (millionths + share.Millionths, minor + share.Minor);
            }
        }

        return sums
            .OrderBy(row => row.Key.Origin).ThenBy(row => row.Key.Type, StringComparer.Ordinal)
            .Select(row => (row.Key.Origin, row.Key.Type, row.Value))
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
