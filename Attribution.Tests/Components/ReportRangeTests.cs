using Attribution.Domain;
using Attribution.Web.Components;

namespace Attribution.Tests.Components;

public sealed class ReportRangeTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);
    private static readonly DateOnly First = new(2026, 1, 5);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("today", "2026-11-21", "2026-11-21")]
    [InlineData("yesterday", "2026-11-20", "2026-11-20")]
    [InlineData("last_7_days", "2026-11-14", "2026-11-20")]
    [InlineData("last_30_days", "2026-10-22", "2026-11-20")]
    [InlineData("this_month", "2026-11-01", "2026-11-21")]
    [InlineData("last_month", "2026-10-01", "2026-10-31")]
    [InlineData("this_quarter", "2026-10-01", "2026-11-21")]
    [InlineData("last_quarter", "2026-07-01", "2026-09-30")]
    [InlineData("this_year", "2026-01-01", "2026-11-21")]
    [InlineData("last_12_months", "2025-11-01", "2026-10-31")]
    [InlineData("all", "2026-01-05", "2026-11-21")]
    public void A_named_range_is_counted_from_the_stores_today(string name, string first, string last) =>
        ReportRange.Find(name)!.Days(Today, First).ShouldBe(new DateRange(Day(first), Day(last)));

    [Fact]
    public void Every_named_range_is_found_by_its_id() =>
        ReportRange.All.ShouldAllBe(range => ReferenceEquals(ReportRange.Find(range.Id), range));

    [Theory]
    [InlineData(2, "today")]
    [InlineData(3, "last_30_days")]
    public void A_store_with_fewer_than_three_complete_days_starts_on_today(int completeDays, string expected) =>
        new ReportScope(Today, Today.AddDays(-completeDays), []).DefaultRange.Id.ShouldBe(expected);

    [Fact]
    public void A_store_without_data_starts_on_today_and_all_is_today()
    {
        var scope = new ReportScope(Today, null, []);

        scope.DefaultRange.ShouldBe(ReportRange.Today);
        scope.DaysOf(new ReportUrl { Range = ReportRange.Everything }).ShouldBe(new DateRange(Today, Today));
    }

    [Fact]
    public void The_comparison_is_as_many_days_just_before()
    {
        var scope = new ReportScope(Today, First, []);

        scope.ComparedOf(new ReportUrl()).ShouldBe(new DateRange(new(2026, 9, 22), new(2026, 10, 21)));
        scope.ComparedOf(new ReportUrl { Compare = Comparison.Off }).ShouldBeNull();
    }

    [Fact]
    public void Later_stops_at_today()
    {
        var scope = new ReportScope(Today, First, []);
        var week = new ReportUrl { Range = ReportRange.Find("last_7_days") };

        scope.Later(week)!.Exact.ShouldBe(new DateRange(new(2026, 11, 15), Today));
        scope.Later(scope.Later(week)!).ShouldBeNull();
        scope.Earlier(week).Exact.ShouldBe(new DateRange(new(2026, 11, 7), new(2026, 11, 13)));
    }
}
