using System.Text.Json;
using Attribution.Domain.Journeys;
using Attribution.Domain.Touches;
using Attribution.Tests.Models;

namespace Attribution.Tests.Journeys;

public class JourneyBuilderTests
{
    private static readonly DateTimeOffset T = AJourney.Conversion;

    private static Touch[] Touches(params double[] daysBefore) =>
        [.. daysBefore.Select((days, i) => AJourney.Touch("channel" + i, TimeSpan.FromDays(days), i))];

    private static Journey? Build(Touch[] touches, DateTimeOffset? leadAt = null, bool conversionIsLead = false) =>
        JourneyBuilder.Build(touches, T, LookbackWindow.OfDays(30), leadAt, conversionIsLead);

    public static TheoryData<string> EdgeCases() =>
        [.. Vector.Cases("22_edge_cases_defined").Select(one => one.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(EdgeCases))]
    public void The_edge_cases_are_as_defined(string name)
    {
        var one = Vector.Case("22_edge_cases_defined", name);
        Touch[] touches = [.. one.GetProperty("touches").EnumerateArray().Select((touch, i) =>
            AJourney.Touch(touch[0].GetString()!, TimeSpan.FromSeconds(touch[1].GetDouble()), i))];

        var journey = JourneyBuilder.Build(touches, T, LookbackWindow.OfDays(30), null, false);

        (journey is null).ShouldBe(one.TryGetProperty("credited", out _));
        ShouldBe(one, "first", journey?.Touches[0].Channel);
        ShouldBe(one, "last", journey?.Touches[^1].Channel);
    }

    private static void ShouldBe(JsonElement one, string property, string? channel)
    {
        if (one.TryGetProperty(property, out var expected))
        {
            channel.ShouldBe(expected.GetString());
        }
    }

    [Fact]
    public void A_touch_may_earn_under_several_orders()
    {
        Touch[] touches = [AJourney.Touch("a", TimeSpan.FromDays(5)), AJourney.Touch("b", TimeSpan.FromDays(1), 1)];

        Build(touches)!.Length.ShouldBe(2);
        JourneyBuilder.Build(touches, T.AddHours(12), LookbackWindow.OfDays(30), null, false)!.Length.ShouldBe(2);
    }

    [Fact]
    public void What_is_left_out_is_counted_by_reason()
    {
        JourneyBuilder.Build(Touches(31, 40, 3, -1), T, LookbackWindow.OfDays(30), null, false, out var leftOut)!.Length.ShouldBe(1);

        leftOut.ShouldBe(new LeftOut(OutsideWindow: 2, AfterConversion: 1));
    }

    [Fact]
    public void A_touch_read_twice_counts_once() => Build([.. Touches(3, 2), .. Touches(3, 2)])!.Length.ShouldBe(2);

    [Theory]
    [InlineData(8, 0)]
    [InlineData(5, 1)] // a touch at the lead itself counts
    [InlineData(0, 2)]
    [InlineData(11, null)] // the lead came before every touch
    [InlineData(31, null)] // outside the window
    [InlineData(-1, null)] // after the order
    public void The_milestone_is_the_latest_touch_at_or_before_the_first_lead(double leadDaysBefore, int? milestone) =>
        Build(Touches(10, 5, 1), T.AddDays(-leadDaysBefore))!.Milestone.ShouldBe(milestone);

    [Fact]
    public void The_lead_itself_has_its_last_touch_as_milestone_unless_one_came_earlier()
    {
        Build(Touches(10, 5, 1), null, conversionIsLead: true)!.Milestone.ShouldBe(2);
        Build(Touches(10, 5, 1), T.AddDays(-6), conversionIsLead: true)!.Milestone.ShouldBe(0);
        Build(Touches(10, 5, 1))!.Milestone.ShouldBeNull();
    }

    [Fact]
    public void A_journey_in_the_wrong_order_or_with_a_later_touch_is_a_bug()
    {
        Should.Throw<ArgumentException>(() => new Journey(Touches(1, 2), T, null));
        Should.Throw<ArgumentException>(() => new Journey(Touches(-1), T, null));
        Should.Throw<ArgumentException>(() => new Journey([], T, null));
        Should.Throw<ArgumentOutOfRangeException>(() => new Journey(Touches(1), T, 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(366)]
    public void A_window_is_one_day_to_a_year(int days) => Should.Throw<ArgumentOutOfRangeException>(() => LookbackWindow.OfDays(days));
}
