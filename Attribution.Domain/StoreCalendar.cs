namespace Attribution.Domain;

/// <summary>
/// A store's local days on the line of instants. Every instant lies in exactly one day, through daylight saving, midnights that do not
/// exist and changes of the store's zone; a day is then 23 or 25 hours long, or whatever is left of it.
/// </summary>
public sealed class StoreCalendar
{
    private readonly (DateOnly From, TimeZoneInfo Zone)[] zones;

    /// <summary>A calendar of zones, each valid from a local day on; the first is valid before its day too.</summary>
    /// <exception cref="ArgumentException">There is no zone, or two start on one day.</exception>
    public StoreCalendar(IReadOnlyList<(DateOnly From, TimeZoneInfo Zone)> zones)
    {
        this.zones = [.. zones.OrderBy(zone => zone.From)];
        if (this.zones.Length == 0 || this.zones.DistinctBy(zone => zone.From).Count() < this.zones.Length)
        {
            throw new ArgumentException("A calendar needs a zone, and one zone a day.", nameof(zones));
        }
    }

    /// <summary>The zone a local day is kept in.</summary>
    public TimeZoneInfo ZoneOf(DateOnly day)
    {
        var at = zones.Length - 1;
        while (at > 0 && zones[at].From > day)
        {
            at--;
        }

        return zones[at].Zone;
    }

    /// <summary>The local day of an instant.</summary>
    public DateOnly DayOf(DateTimeOffset instant)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zones[^1].Zone).DateTime);
        while (instant < StartOf(day))
        {
            day = day.AddDays(-1);
        }

        while (instant >= StartOf(day.AddDays(1)))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    /// <summary>The first instant of a local day, in UTC.</summary>
    /// <remarks>
    /// Where the next day starts earlier than this one, as after a move of the store far to the east, this day is empty and starts with the next.
    /// </remarks>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var (start, next) = (Midnight(day), Midnight(day.AddDays(1)));
        return start < next ? start : next;
    }

    /// <summary>The first instant of a local day and the first one after it, in UTC: <c>Start ≤ t &lt; End</c>.</summary>
    public (DateTimeOffset Start, DateTimeOffset End) Bounds(DateOnly day) => (StartOf(day), StartOf(day.AddDays(1)));

    private DateTimeOffset Midnight(DateOnly day)
    {
        var (zone, midnight) = (ZoneOf(day), day.ToDateTime(TimeOnly.MinValue));
        // Of two midnights, where clocks go back over it, the first.
        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        var guess = new DateTimeOffset(midnight, offset).ToUniversalTime();
        return Local(guess, zone) == midnight && Local(guess.AddTicks(-1), zone) < midnight ? guess : FirstAfter(midnight, zone);
    }

    // A midnight that does not exist: the day starts when the clocks jump over it, which is found by halving.
    private static DateTimeOffset FirstAfter(DateTime midnight, TimeZoneInfo zone)
    {
        var (before, after) = (At(midnight.AddHours(-15)), At(midnight.AddHours(15)));
        while (after - before > TimeSpan.FromTicks(1))
        {
            var middle = before + ((after - before) / 2);
            if (Local(middle, zone) < midnight)
            {
                before = middle;
            }
            else
            {
                after = middle;
            }
        }

        return after;
    }

    private static DateTimeOffset At(DateTime utc) => new(utc, TimeSpan.Zero);

    private static DateTime Local(DateTimeOffset instant, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;
}
