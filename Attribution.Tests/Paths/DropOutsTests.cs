using Attribution.Domain.Models.DataDriven;
using Attribution.Domain.Paths;
using FsCheck;
using FsCheck.Fluent;

namespace Attribution.Tests.Paths;

public class DropOutsTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_journey_ends_when_its_last_touch_is_a_lookback_old()
    {
        FitTouch[] touches = [Touch(0, "email"), Touch(10, "direct")];

        Found(39, touches).ShouldBeEmpty();
        Found(40, touches).ShouldBe([("email>direct", 1)]);
        Found(41, touches).ShouldBeEmpty();
    }

    [Fact]
    public void Who_orders_within_the_lookback_did_not_drop_out()
    {
        Found(40, [Touch(10, "email")], At(40)).ShouldBeEmpty();
        Found(40, [Touch(10, "email")], At(40.01)).ShouldBe([("email", 1)]);
    }

    [Fact]
    public void Touches_that_led_to_an_order_are_no_part_of_the_next_journey() =>
        Found(40, [Touch(5, "paid_search"), Touch(10, "email")], At(6)).ShouldBe([("email", 1)]);

    [Fact]
    public void Only_the_lookback_before_the_last_touch_counts() =>
        Found(62, [Touch(0, "paid_search"), Touch(15, "display"), Touch(32, "email")]).ShouldBe([("display>email", 1)]);

    [Fact]
    public void Everybody_who_never_orders_drops_out_once_a_gap() =>
        Prop.ForAll(Gen.Choose(0, 2_000).NonEmptyListOf().ToArbitrary(), hours =>
            {
                int[] seen = [.. hours.Distinct().Order()];
                var gaps = seen.Zip(seen.Skip(1)).Count(pair => pair.Second - pair.First > 30 * 24);
                return Enumerable.Range(0, 130).Sum(day => Found(day, [.. seen.Select(hour => Touch(hour / 24d, "email"))]).Sum(path => path.Journeys)) == gaps + 1;
            })
            .QuickCheckThrowOnFailure();

    private static List<(string Path, long Journeys)> Found(int day, FitTouch[] touches, params DateTimeOffset[] orders)
    {
        var dropOuts = new DropOuts(new DropOutWindow(At(day), At(day + 1), TimeSpan.FromDays(30)));
        dropOuts.Add(touches, orders);
        return [.. dropOuts.Paths];
    }

    private static DateTimeOffset At(double day) => Start.AddSeconds(Math.Round(day * 86_400));

    private static FitTouch Touch(double day, string channel) => new(At(day), channel);
}
