using System.Globalization;
using Attribution.Domain;
using FsCheck;
using FsCheck.Fluent;

namespace Attribution.Tests;

public class StoreCalendarTests
{
    private static readonly string[] Zones =
    [
        "UTC", "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "America/Havana", "America/St_Johns", "Asia/Kathmandu", "Asia/Beirut",
        "Africa/Cairo", "Australia/Lord_Howe", "Pacific/Apia", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Tehran", "America/Asuncion",
    ];

    private static readonly Arbitrary<StoreCalendar> Calendars = (
        from zones in Gen.Elements(Zones).NonEmptyListOf()
        from days in Gen.Choose(0, 15_000).ListOf(zones.Count)
        select new StoreCalendar([.. zones.Zip(days, (zone, day) => (Day("1985-01-01").AddDays(day), Zone(zone))).DistinctBy(one => one.Item1)]))
        .ToArbitrary();

    private static readonly Arbitrary<DateTimeOffset> Instants = (
        from hours in Gen.Choose(0, 400_000)
        from seconds in Gen.Choose(0, 3_600)
        select new DateTimeOffset(1984, 6, 1, 0, 0, 0, TimeSpan.Zero).AddHours(hours).AddSeconds(seconds)).ToArbitrary();

    private static StoreCalendar In(string zone) => new([(DateOnly.MinValue, Zone(zone))]);

    private static TimeZoneInfo Zone(string id) => TimeZoneInfo.FindSystemTimeZoneById(id);

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("Europe/Berlin", "2026-10-25T22:59:59Z", "2026-10-25")] // a day of 25 hours
    [InlineData("Europe/Berlin", "2026-10-25T23:00:00Z", "2026-10-26")]
    [InlineData("Europe/Berlin", "2026-03-29T22:00:00Z", "2026-03-30")] // a day of 23 hours
    [InlineData("America/Sao_Paulo", "2018-11-04T02:59:59Z", "2018-11-03")] // midnight does not exist, the day starts at one
    [InlineData("America/Sao_Paulo", "2018-11-04T03:00:00Z", "2018-11-04")]
    [InlineData("America/Havana", "2026-11-01T04:00:00Z", "2026-11-01")] // midnight twice, the first counts
    [InlineData("America/St_Johns", "2006-10-29T02:29:59Z", "2006-10-28")] // at 00:01 clocks went back to 23:01
    [InlineData("America/St_Johns", "2006-10-29T02:30:00Z", "2006-10-29")]
    [InlineData("Pacific/Apia", "2011-12-30T09:59:59Z", "2011-12-29")]
    [InlineData("Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31")] // a day that never was
    public void The_local_day_of(string zone, string instant, string day) =>
        In(zone).DayOf(Instant(instant)).ShouldBe(Day(day));

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29", 23)]
    [InlineData("Europe/Berlin", "2026-10-25", 25)]
    [InlineData("Europe/Berlin", "2026-10-26", 24)]
    [InlineData("America/Havana", "2026-11-01", 25)]
    [InlineData("Australia/Lord_Howe", "2026-10-04", 23.5)]
    [InlineData("Pacific/Apia", "2011-12-30", 0)]
    public void The_hours_of(string zone, string day, double hours)
    {
        var (start, end) = In(zone).Bounds(Day(day));

        (end - start).TotalHours.ShouldBe(hours);
    }

    [Fact]
    public void A_change_of_zone_takes_effect_when_its_day_starts()
    {
        var moved = new StoreCalendar([(Day("2020-01-01"), Zone("Europe/Berlin")), (Day("2026-07-10"), Zone("America/New_York"))]);

        moved.Bounds(Day("2026-07-09")).ShouldBe((Instant("2026-07-08T22:00Z"), Instant("2026-07-10T04:00Z")));
        moved.DayOf(Instant("2026-07-10T03:59:59Z")).ShouldBe(Day("2026-07-09"));
        moved.DayOf(Instant("2026-07-10T04:00Z")).ShouldBe(Day("2026-07-10"));
    }

    [Fact]
    public void A_move_far_to_the_east_swallows_a_day()
    {
        var moved = new StoreCalendar([(Day("2020-01-01"), Zone("Pacific/Pago_Pago")), (Day("2026-07-10"), Zone("Pacific/Kiritimati"))]);

        // The 10th starts there an hour before the 9th would have started here.
        moved.Bounds(Day("2026-07-09")).ShouldBe((Instant("2026-07-09T10:00Z"), Instant("2026-07-09T10:00Z")));
        moved.DayOf(Instant("2026-07-09T09:59Z")).ShouldBe(Day("2026-07-08"));
        moved.DayOf(Instant("2026-07-09T10:00Z")).ShouldBe(Day("2026-07-10"));
    }

    [Fact]
    public void Before_the_first_zone_the_first_zone_counts() =>
        new StoreCalendar([(Day("2026-01-01"), Zone("Asia/Kathmandu"))]).StartOf(Day("2000-01-01")).ShouldBe(Instant("1999-12-31T18:15Z"));

    [Fact]
    public void Every_instant_lies_in_exactly_the_day_whose_bounds_hold_it() =>
        Prop.ForAll(Calendars, Instants, (calendar, instant) =>
            {
                var (start, end) = calendar.Bounds(calendar.DayOf(instant));
                return start <= instant && instant < end;
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Each_day_ends_where_the_next_one_starts_and_none_starts_before_the_one_before() =>
        Prop.ForAll(Calendars, Instants, (calendar, instant) =>
            {
                DateTimeOffset[] starts = [.. Enumerable.Range(-3, 7).Select(calendar.DayOf(instant).AddDays).Select(calendar.StartOf)];
                return starts.Zip(starts.Skip(1)).All(pair => pair.First <= pair.Second);
            })
            .QuickCheckThrowOnFailure();

    [Theory]
    [MemberData(nameof(EveryZone))]
    public void Days_without_change_follow_the_wall_clock(string zone)
    {
        var calendar = In(zone);

        for (var noon = Instant("2024-01-01T00:30Z"); noon.Year < 2026; noon = noon.AddHours(61))
        {
            var local = TimeZoneInfo.ConvertTime(noon, Zone(zone)).DateTime;
            calendar.DayOf(noon).ShouldBe(DateOnly.FromDateTime(local), $"{zone} {noon:u}");
        }
    }

    [Fact]
    public void A_calendar_needs_one_zone_a_day()
    {
        Should.Throw<ArgumentException>(() => new StoreCalendar([]));
        Should.Throw<ArgumentException>(() => new StoreCalendar([(Day("2026-01-01"), TimeZoneInfo.Utc), (Day("2026-01-01"), TimeZoneInfo.Utc)]));
    }

    public static TheoryData<string> EveryZone() => [.. Zones];
}
