using Attribution.Domain.Conversions;

namespace Attribution.Domain.Snapshots;

/// <summary>The rows by conversion type and path.</summary>
internal static class PathRows
{
    // Stands in no channel id, and before every letter: a path sorts right after the path it begins with.
    private const char Separator = '\u001f';

    public static PathDay[] Of(IReadOnlyList<string> models, DayShares shares) =>
    [
        .. Enumerable.Range(0, shares.Bookings.Length)
            .GroupBy(booking => (shares.Bookings[booking].Type, Path: string.Join(Separator, shares.Bookings[booking].Path)))
            .OrderBy(rows => rows.Key.Type, StringComparer.Ordinal)
            .ThenBy(rows => rows.Key.Path, StringComparer.Ordinal)
            .Select(rows => Row(models, shares, [.. rows])),
    ];

    private static PathDay Row(IReadOnlyList<string> models, DayShares shares, int[] ofPath)
    {
        var bookings = Array.ConvertAll(ofPath, booking => shares.Bookings[booking]);
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
            models.ToDictionary(model => model, model => (IReadOnlyDictionary<string, long>)Credits(shares.Under(model), shares.Origins, ofPath)))
        {
            Days = days,
            Gaps = gaps,
            Touched = [.. ofPath.SelectMany(shares.Touched).Distinct().Select(number => shares.Origins[number]).Order().Select(origin => origin.ToPathOrigin())],
        };
    }

    private static void AddGaps(TimeHistogram gaps, MarketingAttribution attribution)
    {
        for (var i = 1; i < attribution.Touches.Count; i++)
        {
            gaps.Add(attribution.Touches[i].OccurredAt - attribution.Touches[i - 1].OccurredAt);
        }
    }

    // Few channels a path: sorted by insertion into a list that stays short.
    private static SortedList<string, long> Credits(Share[][] shares, DayOrigins origins, int[] ofPath)
    {
        var sums = new SortedList<string, long>(StringComparer.Ordinal);
        foreach (var booking in ofPath)
        {
            foreach (var share in shares[booking])
            {
                if (share.Millionths > 0)
                {
                    var channel = origins[share.Origin].Channel;
                    sums[channel] = sums.GetValueOrDefault(channel) + share.Millionths;
                }
            }
        }

        return sums;
    }
}
