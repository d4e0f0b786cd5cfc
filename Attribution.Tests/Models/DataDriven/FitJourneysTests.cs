using Attribution.Domain.Models.DataDriven;

namespace Attribution.Tests.Models.DataDriven;

public class FitJourneysTests
{
    private static readonly DateTimeOffset Until = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly FitWindow Window = new(Until.AddDays(-90), Until, TimeSpan.FromDays(30));

    private static FitTouch Touch(double daysAgo, string channel) => new(Until.AddDays(-daysAgo), channel);

    private static FitConversion Order(double daysAgo, long value = 100) => new(Until.AddDays(-daysAgo), value);

    private static FitInput Cut(FitTouch[] touches, params FitConversion[] conversions)
    {
        var cut = new FitJourneys(Window);
        cut.Add(touches, conversions);
        return cut.Finish();
    }

    private static string[] PathsOf(FitInput input) => [.. Enumerable.Range(0, input.Paths.Count).Select(path => FormattableString.Invariant(
        $"{string.Join('>', input.Paths.Path(path).ToArray().Select(step => input.Paths.Channels[step]))} {input.Paths.Conversions[path]}/{input.Paths.Nulls[path]} {input.Paths.Values[path]}"))];

    [Fact]
    public void A_history_is_cut_after_each_conversion()
    {
        var input = Cut([Touch(60, "a"), Touch(58, "b"), Touch(50, "b"), Touch(48, "c")], Order(57, 10), Order(49, 20));

        PathsOf(input).ShouldBe(["a>b 1/0 10", "b 1/0 20", "c 0/1 0"]);
    }

    [Fact]
    public void A_gap_longer_than_the_lookback_cuts_too_and_an_equal_one_does_not() =>
        PathsOf(Cut([Touch(85, "a"), Touch(54.9, "b"), Touch(24.9, "c")])).ShouldBe(["a 0/1 0", "b>c 0/1 0"]);

    [Fact]
    public void An_order_out_of_reach_of_the_last_touch_leaves_a_null_journey() =>
        PathsOf(Cut([Touch(80, "a")], Order(49.9))).ShouldBe(["a 0/1 0"]);

    [Fact]
    public void An_order_with_no_touch_since_the_last_has_no_journey() =>
        PathsOf(Cut([Touch(80, "a")], Order(79), Order(78))).ShouldBe(["a 1/0 100"]);

    [Fact]
    public void A_touch_at_the_instant_of_the_order_is_part_of_its_journey() =>
        PathsOf(Cut([Touch(80, "a"), Touch(79, "b")], Order(79))).ShouldBe(["a>b 1/0 100"]);

    [Fact]
    public void A_journey_that_began_before_the_window_is_not_the_windows() =>
        PathsOf(Cut([Touch(100, "a"), Touch(80, "b"), Touch(40, "c")])).ShouldBe(["c 0/1 0"]);

    [Fact]
    public void What_comes_after_the_window_is_not_known() =>
        PathsOf(Cut([Touch(40, "a"), Touch(-1, "b")], Order(-2))).ShouldBe(["a 0/1 0"]);

    [Fact]
    public void A_journey_enters_once_it_is_as_old_as_95_of_100_conversions_took()
    {
        var cut = new FitJourneys(Window);
        for (var i = 0; i < 100; i++)
        {
            // 95 take four and a half days, five take twenty.
            var took = i < 95 ? 4.5 : 20;
            cut.Add([Touch(60, "a")], [Order(60 - took)]);
        }

        cut.Add([Touch(5, "old enough")], []);
        cut.Add([Touch(4.99, "young")], []);
        cut.Add([Touch(3, "young")], [Order(2)]);
        var input = cut.Finish();

        (input.MaturityDays, input.Censored).ShouldBe((5, 2));
        PathsOf(input).ShouldBe(["a 100/0 10000", "old enough 0/1 0"]);
    }

    [Fact]
    public void Without_nulls_only_buyers_enter()
    {
        var cut = new FitJourneys(Window);
        cut.Add([Touch(60, "a")], [Order(59)]);
        cut.Add([Touch(60, "b")], []);

        PathsOf(cut.Finish(withNulls: false)).ShouldBe(["a 1/0 100"]);
    }

    [Fact]
    public void The_order_in_which_people_come_changes_nothing()
    {
        FitTouch[][] people = [[Touch(60, "b"), Touch(59, "a")], [Touch(70, "c")], [Touch(65, "b"), Touch(64, "a")]];
        FitInput Of(IEnumerable<FitTouch[]> order)
        {
            var cut = new FitJourneys(Window);
            foreach (var person in order)
            {
                cut.Add(person, [new(person[0].At.AddDays(1), 7)]);
            }

            return cut.Finish();
        }

        PathsOf(Of(people)).ShouldBe(PathsOf(Of(people.Reverse())));
        Of(people).Paths.Channels.ShouldBe(["a", "b", "c"]);
    }
}
