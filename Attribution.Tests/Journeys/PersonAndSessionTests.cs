using Attribution.Domain.Journeys;
using Attribution.Web.Storage.Ingest;

namespace Attribution.Tests.Journeys;

public class PersonAndSessionTests
{
    private static readonly DateTimeOffset Noon = AJourney.Conversion;
    private static readonly SessionClock Clock = new(TimeSpan.FromMinutes(30));

    [Theory]
    [InlineData(-1, "anna")] // before the first identify: stitched to it
    [InlineData(0, "anna")]
    [InlineData(4, "anna")]
    [InlineData(5, "ben")]
    [InlineData(99, "ben")] // logging out ends nothing
    public void A_touch_belongs_to_the_latest_user_at_or_before_it_else_to_the_first(int hours, string user) =>
        new VisitorTimeline([new(Noon.AddHours(5), "ben"), new(Noon, "anna")]).UserAt(Noon.AddHours(hours)).ShouldBe(user);

    [Fact]
    public void A_visitor_nobody_identified_has_no_user() => new VisitorTimeline([]).UserAt(Noon).ShouldBeNull();

    [Theory]
    [InlineData(29.9, false, true)]
    [InlineData(30, false, false)]
    [InlineData(30, true, true)] // paying takes its time
    [InlineData(24 * 60, true, true)]
    [InlineData((24 * 60) + 1, true, false)]
    [InlineData(-10, false, true)] // arrived late, occurred within
    [InlineData(-89, false, true)] // shortly before its start
    [InlineData(-90, false, false)]
    [InlineData(-600, true, false)]
    public void A_hit_extends_a_session_within_its_timeout(double minutes, bool isReturn, bool extends) =>
        Clock.Extends(new SessionSpan(Noon.AddHours(-1), Noon), Noon.AddMinutes(minutes), isReturn).ShouldBe(extends);

    [Fact]
    public void A_session_spans_its_hits()
    {
        var session = new SessionState { Id = "s", VisitorId = "v", StartedAt = Noon, LastActivityAt = Noon };
        foreach (var at in (DateTimeOffset[])[Noon, Noon.AddMinutes(20), Noon.AddMinutes(-5), Noon.AddMinutes(3)])
        {
            session.Add(Guid.Empty, at, session.LastActivityAt);
        }

        session.Span.ShouldBe(new SessionSpan(Noon.AddMinutes(-5), Noon.AddMinutes(20)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1441)]
    public void A_timeout_is_above_nothing_and_at_most_a_day(int minutes) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new SessionClock(TimeSpan.FromMinutes(minutes)));
}
