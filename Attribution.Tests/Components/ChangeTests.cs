using Attribution.Web.Components;

namespace Attribution.Tests.Components;

public sealed class ChangeTests
{
    private static readonly Formats English = FormatsTests.In("en-GB");

    [Theory]
    [InlineData(1124, 1000, "+12.4\u202f%", 1, Tone.Good)]
    [InlineData(876, 1000, "−12.4\u202f%", -1, Tone.Bad)]
    [InlineData(0, 1000, "−100\u202f%", -1, Tone.Bad)]
    [InlineData(5, 0, "new", 0, Tone.Neutral)]
    [InlineData(0, 0, "=", 0, Tone.Neutral)]
    [InlineData(10000, 10001, "=", 0, Tone.Neutral)]
    public void An_amount_changes_by_percent_by_new_or_not_at_all(int now, int was, string text, int direction, Tone tone) =>
        Change.Of(English, now, was, Wanted.More).ShouldBe(new Change(text, direction, tone));

    [Fact]
    public void More_cost_is_bad_and_more_visits_are_neither()
    {
        Change.Of(English, 2, 1, Wanted.Less).Tone.ShouldBe(Tone.Bad);
        Change.Of(English, 1, 2, Wanted.Less).Tone.ShouldBe(Tone.Good);
        Change.Of(English, 2, 1, Wanted.Neither).Tone.ShouldBe(Tone.Neutral);
    }

    [Fact]
    public void A_rate_changes_by_percentage_points() =>
        Change.OfRate(English, 0.0255m, 0.0233m, Wanted.More).ShouldBe(new Change("+0.22\u202fpp", 1, Tone.Good));

    [Fact]
    public void Without_an_earlier_figure_or_with_a_negative_one_there_is_no_change_to_tell()
    {
        Change.Of(English, 5, null, Wanted.More).ShouldBe(Change.None);
        Change.Of(English, 5, -3, Wanted.More).ShouldBe(Change.None);
        Change.OfRate(English, null, 0.1m, Wanted.More).ShouldBe(Change.None);
    }
}
