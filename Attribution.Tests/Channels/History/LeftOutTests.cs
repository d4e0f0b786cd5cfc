using Attribution.Tests.Analytics;
using Attribution.Tests.Analytics.Orders;

namespace Attribution.Tests.Channels.History;

public class LeftOutTests
{
    // A touch that leads to the order, and one after it.
    private static readonly Happening[] Days =
    [
        Past.Touch("2026-06-04T08:00:00Z", "?utm_source=newsletter&utm_medium=email"), Past.Order("2026-06-04T09:00:00Z", "old", 10m),
        Past.Touch("2026-06-04T20:00:00Z", "?utm_source=partnerx&utm_medium=foo"),
    ];

    [Fact]
    public async Task A_touch_that_earned_nothing_shows_the_channel_it_was_resolved_to_anew()
    {
        await using var app = await Past.Start();
        await app.Play(Days, app.Shop);
        using var server = app.Server();
        (await LeftOut(server)).ShouldNotBe("affiliate");
        await app.Rules(app.Shop, 1, Past.Rule("source", "partnerx", "affiliate"));

        await app.Rework(app.Shop, includeSealed: true);

        (await LeftOut(server)).ShouldBe("affiliate");
        (await app.Page("/orders/old")).ShouldContain("Affiliate");
        (await app.Page("/visits?order=old", email: "ben@shop.example")).ShouldContain("Affiliate");
    }

    private static async Task<string?> LeftOut(HttpClient server) =>
        (await server.Report("journeys/old")).GetProperty("leftOut")[0].GetProperty("channel").GetString();
}
