using Attribution.Tests.Components;
using Attribution.Web.Analytics;
using Attribution.Web.Analytics.Overview;
using Attribution.Web.Components;

namespace Attribution.Tests.Analytics.Overview;

public sealed class EmptyReasonTests
{
    [Fact]
    public void A_store_without_a_day_waits_for_its_first_visit() =>
        Reason(new(false, false, null, []), store: ReportBarTests.Store with { FirstDay = null })!.Kind.ShouldBe(EmptyKind.NothingArrived);

    [Fact]
    public void Days_that_were_never_built_are_being_computed() => Reason(new(false, true, null, []))!.Kind.ShouldBe(EmptyKind.NotComputed);

    [Fact]
    public void Filters_are_blamed_where_there_are_some() => Reason(new(false, false, new(2026, 11, 2), []), "&channel=email")!.Kind.ShouldBe(EmptyKind.FilteredOut);

    [Theory]
    [InlineData("2026-11-02", "2026-11-01", "2026-11-02")]
    [InlineData("2026-11-21", "2026-11-20", "2026-11-21")]
    public void The_way_leads_to_the_nearest_days_of_the_same_length(string nearest, string first, string last)
    {
        var reason = Reason(new(false, false, DateOnly.Parse(nearest, null), []))!;

        reason.Kind.ShouldBe(EmptyKind.NothingInRange);
        (reason.Elsewhere!.Exact!.First, reason.Elsewhere.Exact.Last).ShouldBe((DateOnly.Parse(first, null), DateOnly.Parse(last, null)));
    }

    [Fact]
    public void A_page_with_figures_is_not_empty() => Reason(new(false, false, null, []), figures: Sample.Of(1)).ShouldBeNull();

    private static EmptyReason? Reason(DayState days, string query = "", FrameStore? store = null, Figures? figures = null) => EmptyReason.Of(
        new(new(Sample.Overview(figures ?? Sample.Of(), Sample.Of()), null), new(null, "A"), new(null, "B"), new(null, "C"), new(null, "D"), new(days, null)), Sample.View(query, store));
}
