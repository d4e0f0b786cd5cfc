using Attribution.Domain.Conversions;

namespace Attribution.Domain.Snapshots;

/// <summary>The rows by conversion type and path.</summary>
internal static class PathRows
{
    // Stands in no channel id, and before every letter: a path sorts right after the path it begins with.
    private const char Separator = '\u001f';

    public static PathDay[] Of(IReadOnlyList<string> models, Booking[] bookings) =>
    [
        .. bookings
            .GroupBy(booking => (booking.Type, Path: string.Join(Separator, booking.Path)))
            .OrderBy(rows => rows.Key.Type, StringComparer.Ordinal)
            .ThenBy(rows => rows.Key.Path, StringComparer.Ordinal)
            .Select(rows => Row(models, [.. rows])),
    ];

    private static PathDay Row(IReadOnlyList<string> models, Booking[] bookings)
    {
        var (times, days, gaps) = (new TimeHistogram(), new CountHistogram(), new TimeHistogram());
        foreach (var booking in bookings)
        {
            if (booking is { Attribution: { } attribution, OccurredAt: { } occurredAt })
            {
                var time = occurredAt - attribution.FirstTouch.OccurredAt;
                times.Add(time);
                days.Add((int)time.TotalDays);
                AddGaps(gaps, attribution);
            }
        }

        return new PathDay(
            bookings[0].Type,
            bookings[0].Path,
            bookings.Sum(booking => booking.Count),
            bookings.Sum(booking => booking.ValueMinor),
            bookings.Sum(booking => (long)booking.Count * (booking.Attribution?.Touches.Count ?? 0)),
            times,
            models.ToDictionary(model => model, model => (IReadOnlyDictionary<string, long>)Credits(model, bookings)))
        {
            Days = days,
            Gaps = gaps,
        };
    }

    private static void AddGaps(TimeHistogram gaps, MarketingAttribution attribution)
    {
        for (var i = 1; i < attribution.Touches.Count; i++)
        {
            gaps.Add(attribution.Touches[i].OccurredAt - attribution.Touches[i - 1].OccurredAt);
        }
    }

    private static SortedDictionary<string, long> Credits(string model, Booking[] bookings)
    {
        var sums = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var share in bookings.SelectMany(booking => booking.Shares(model)).Where(share => share.Millionths > 0))
        {
            sums[share.Origin.Channel] = sums.GetValueOrDefault(share.Origin.Channel) + share.Millionths;
        }

        return sums;
    }
}
