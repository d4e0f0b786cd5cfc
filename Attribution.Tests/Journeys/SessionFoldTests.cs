using Attribution.Domain;
using Attribution.Domain.Journeys;
using FsCheck;
using FsCheck.Fluent;

namespace Attribution.Tests.Journeys;

public class SessionFoldTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.Parse("2026-06-15T21:00:00Z", null);
    private static readonly string[] Campaigns = ["", "a", "b"];
    private static readonly StoreCalendar Berlin = new([(DateOnly.MinValue, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"))]);

    [Theory]
    [InlineData("a0 a20 a49", "a0 a20 a49")]
    [InlineData("a0 a30", "a0|a30")] // a gap of the timeout ends the session
    [InlineData("a0 b10 a20", "a0|b10|a20")]
    [InlineData("a0 -10 a20", "a0 -10 a20")] // a direct touch belongs to whatever campaign runs
    [InlineData("a0 -10 b20 -25", "a0 -10|b20 -25")]
    [InlineData("-0 a10", "-0|a10")]
    public void A_session_ends_at_another_campaign(string touches, string sessions) =>
        Text(new SessionClock(TimeSpan.FromMinutes(30)) { EndsAtCampaign = true }, touches).ShouldBe(sessions);

    [Theory]
    [InlineData("a50 a70", "a50|a70")] // 23:50 and 00:10 in Berlin
    [InlineData("a30 a59", "a30 a59")]
    [InlineData("a59 -60", "a59|-60")]
    public void A_session_ends_at_the_stores_midnight(string touches, string sessions) =>
        Text(new SessionClock(TimeSpan.FromMinutes(30)) { Days = Berlin }, touches).ShouldBe(sessions);

    [Theory]
    [InlineData("2026-03-29T00:50:00Z", 1)] // the night the clocks go forward, an hour after midnight
    [InlineData("2026-10-25T00:50:00Z", 1)] // the night they go back
    [InlineData("2026-03-28T22:50:00Z", 2)] // midnight before it is an hour from UTC
    [InlineData("2026-10-25T22:50:00Z", 2)] // the one after the night they go back too
    [InlineData("2026-10-24T21:50:00Z", 2)] // the one before still two hours
    public void Midnight_is_the_stores_through_daylight_saving(string at, int sessions)
    {
        var first = DateTimeOffset.Parse(at, null);
        var clock = new SessionClock(TimeSpan.FromMinutes(30)) { Days = Berlin };

        clock.Fold([new(Guid.NewGuid(), first, "a"), new(Guid.NewGuid(), first.AddMinutes(20), "a")], []).Count.ShouldBe(sessions);
        clock.Extends(new SessionSpan(first, first), first.AddMinutes(20), isReturn: true).ShouldBe(sessions == 1);
        clock.Extends(new SessionSpan(first, first), first.AddMinutes(20), isReturn: true, isPayment: true).ShouldBeTrue();
    }

    [Fact]
    public void The_order_in_which_touches_are_read_makes_no_difference() =>
        Prop.ForAll(Gen.Choose(0, 150 * 3).ListOf().ToArbitrary(), Gen.Choose(0, 3).ToArbitrary(), (numbers, rules) =>
        {
            var clock = new SessionClock(TimeSpan.FromMinutes(30)) { EndsAtCampaign = rules % 2 == 1, Days = rules > 1 ? Berlin : null };
            SessionTouch[] touches = [.. numbers.Select((number, i) => new SessionTouch(new Guid(i, 0, 0, new byte[8]), Start.AddMinutes(number / 3), Campaigns[number % 3]))];
            return Ids(clock.Fold(touches, [])) == Ids(clock.Fold(touches.Reverse(), []));
        }).QuickCheckThrowOnFailure();

    private static string Ids(IEnumerable<IEnumerable<SessionTouch>> sessions) => string.Join('|', sessions.Select(session => string.Join(' ', session.Select(touch => touch.Id))));

    private static string Text(SessionClock clock, string touches) => string.Join('|', clock
        .Fold(touches.Split(' ').Reverse().Select(Touch), [])
        .Select(session => string.Join(' ', session.Select(touch => $"{(touch.Campaign.Length == 0 ? "-" : touch.Campaign)}{(touch.At - Start).TotalMinutes}"))));

    private static SessionTouch Touch(string text) => new(Guid.NewGuid(), Start.AddMinutes(int.Parse(text[1..], null)), text[0] == '-' ? "" : text[..1]);
}
