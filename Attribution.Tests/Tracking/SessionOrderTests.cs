using Attribution.Tests.Conversions;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Tests.Tracking;

/// <summary>What a visitor's sessions are, whatever the order in which the touches come in.</summary>
public class SessionOrderTests(OneShop shop) : IClassFixture<OneShop>
{
    // 23:00 in Berlin: midnight lies in the middle of what happens.
    private static readonly DateTimeOffset Evening = DateTimeOffset.Parse("2026-06-14T21:00:00Z", null);

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Touches_in_any_order_make_the_sessions_that_they_make_in_theirs(bool atCampaign, bool atMidnight)
    {
        await shop.App.Change(store => (store.SessionEndsAtCampaign, store.SessionEndsAtMidnight) = (atCampaign, atMidnight));
        using var server = shop.App.Server();
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var touches = Enumerable.Range(0, random.Next(2, 9)).Select(_ => (Minute: random.Next(130), Campaign: random.Next(3))).DistinctBy(touch => touch.Minute).ToArray();
            var visitor = $"v{atCampaign}{atMidnight}{seed}";
            foreach (var (minute, campaign) in touches)
            {
                await server.Touch(new { visitorId = visitor, occurredAt = Evening.AddMinutes(minute), url = $"https://shop.example/?utm_source=google&utm_medium=cpc&utm_campaign=c{campaign}" });
            }

            (await Sessions(visitor)).ShouldBe(Naive(touches, atCampaign, atMidnight), $"seed {seed}: {string.Join(' ', touches)}");
        }
    }

    [Fact]
    public async Task A_change_of_campaign_starts_a_session_that_the_answer_names_and_a_direct_return_does_not()
    {
        await shop.App.Change(store => (store.SessionEndsAtCampaign, store.SessionEndsAtMidnight) = (true, false));
        using var client = shop.App.Client();
        var first = await client.Hit(shop.App, new { url = Hits.Landing });
        var known = new { visitorId = first.Text("visitorId"), sessionId = first.Text("sessionId") };

        shop.App.Clock!.Now += TimeSpan.FromMinutes(1);
        var same = await client.Hit(shop.App, new { url = Hits.Landing, known.visitorId, known.sessionId });
        shop.App.Clock.Now += TimeSpan.FromMinutes(1);
        var other = await client.Hit(shop.App, new { url = "https://shop.example/?utm_source=bing&utm_medium=cpc", known.visitorId, known.sessionId });
        var paid = await client.Hit(shop.App, new { url = "https://shop.example/thanks", referrer = "https://www.paypal.com/", known.visitorId, sessionId = other.Text("sessionId") });

        same.Text("sessionId").ShouldBe(known.sessionId);
        other.Text("sessionId").ShouldNotBe(known.sessionId);
        (paid.Outcome(), paid.Text("sessionId")).ShouldBe(("activity", other.Text("sessionId")));
        (await Visits(known.visitorId)).ShouldBe(2);
    }

    [Fact]
    public async Task An_order_that_names_a_session_which_became_part_of_another_finds_it()
    {
        await shop.App.Change(store => (store.SessionEndsAtCampaign, store.SessionEndsAtMidnight) = (false, false));
        using var server = shop.App.Server();
        var at = shop.App.Clock!.Now.AddHours(-3);
        var first = await server.Touch(new { visitorId = "joined", occurredAt = at, url = Hits.Landing });
        var last = await server.Touch(new { visitorId = "joined", occurredAt = at.AddMinutes(50), url = Hits.Landing });

        var between = await server.Touch(new { visitorId = "joined", occurredAt = at.AddMinutes(25), url = Hits.Landing });
        var order = await shop.App.Order(new { orderId = "joined-1", value = 5, sessionId = first.Text("sessionId"), occurredAt = at.AddHours(1) });

        first.Text("sessionId").ShouldNotBe(last.Text("sessionId"));
        between.Text("sessionId").ShouldBe(last.Text("sessionId"));
        (await Visits("joined")).ShouldBe(1);
        (order.Text("matchedBy"), order.GetProperty("touches").GetInt32()).ShouldBe(("session", 3));
        (await server.Touch(new { sessionId = first.Text("sessionId"), visitorId = "joined", occurredAt = at.AddMinutes(55), url = "https://shop.example/" })).Text("sessionId").ShouldBe(last.Text("sessionId"));
    }

    [Fact]
    public async Task A_session_that_a_server_names_is_neither_parted_nor_joined()
    {
        await shop.App.Change(store => (store.SessionEndsAtCampaign, store.SessionEndsAtMidnight) = (true, true));
        using var server = shop.App.Server();
        for (var i = 0; i < 3; i++)
        {
            await server.Touch(new { sessionId = "till", visitorId = "stated", occurredAt = Evening.AddHours(i), url = $"https://shop.example/?utm_source=google&utm_campaign=c{i}" });
        }

        (await Sessions("stated")).ShouldBe("0 60 120");
    }

    private Task<int> Visits(string visitor) => shop.App.Read(db => db.Sessions.CountAsync(session => session.VisitorId == visitor));

    // Counted from the sessions, and checked against what is kept of each.
    private Task<string> Sessions(string visitor) => shop.App.Read(async db =>
    {
        var touches = await db.Touches.Where(touch => touch.VisitorId == visitor).ToListAsync();
        var sessions = await db.Sessions.Where(session => session.VisitorId == visitor).OrderBy(session => session.StartedAt).ToListAsync();
        return string.Join('|', sessions.Select(session =>
        {
            var own = touches.Where(touch => touch.SessionId == session.SessionId).OrderBy(touch => touch.OccurredAt).ToList();
            (session.FirstTouchId, session.LastTouchId, session.TouchCount, session.StartedAt).ShouldBe((own[0].TouchId, own[^1].TouchId, own.Count, own[0].OccurredAt));
            session.LastActivityAt.ShouldBeGreaterThanOrEqualTo(own[^1].OccurredAt);
            return string.Join(' ', own.Select(touch => (touch.OccurredAt - Evening).TotalMinutes));
        }));
    });

    private static string Naive((int Minute, int Campaign)[] touches, bool atCampaign, bool atMidnight)
    {
        var text = "";
        (int Minute, int Campaign)? before = null;
        foreach (var touch in touches.Order())
        {
            var isNew = before is { } last && (touch.Minute - last.Minute >= 30 || (atCampaign && touch.Campaign != last.Campaign) || (atMidnight && last.Minute < 60 && touch.Minute >= 60));
            text += (before is null ? "" : isNew ? "|" : " ") + touch.Minute;
            before = touch;
        }

        return text;
    }
}
