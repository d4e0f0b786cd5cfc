using System.Net;
using System.Net.Http.Json;
using Attribution.Tests.Snapshots;

namespace Attribution.Tests.Analytics;

public class JourneyTests
{
    [Fact]
    public async Task A_journey_says_what_each_touch_earned_and_why()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        await WithOrder(app, "paid_search", "email", "direct");

        var journey = await server.Report("journeys/o1");

        var linear = journey.GetProperty("models").EnumerateArray().Single(model => model.GetProperty("model").GetString() == "linear");
        linear.GetProperty("reason").GetString().ShouldBe("Linear: 3 touches, a third each. €33.34 and not €33.33 because the cent left over goes to the earliest.");
        linear.GetProperty("credits").EnumerateArray().Select(credit => credit.Number("revenue")).ShouldBe([33.34m, 33.33m, 33.33m]);
        linear.GetProperty("credits").EnumerateArray().Select(credit => credit.Number("credit")).ShouldBe([0.333334m, 0.333333m, 0.333333m]);
        journey.GetProperty("touches")[0].Number("hoursBefore").ShouldBe(72);
    }

    [Fact]
    public async Task An_order_id_with_a_slash_is_found_as_it_was_sent()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        (await server.PostAsJsonAsync("/api/orders", new { orderId = "INV/26#1", value = 3 })).StatusCode.ShouldBe(HttpStatusCode.Created);

        (await server.Report("journeys/INV%2F26%231")).GetProperty("orderId").GetString().ShouldBe("INV/26#1");
    }

    [Theory]
    [InlineData("first_touch", "First touch: Paid Search started the journey of 3 touches, so it earns everything.")]
    [InlineData("last_touch", "Last touch: Direct was the last of 3 touches, so it earns everything.")]
    [InlineData("last_non_direct", "Last non-direct touch: Email was the last touch that was not direct, so it earns everything.")]
    [InlineData("unique_linear", "Linear by channel: 3 channels, a third each; touches of one channel share its part. €33.34 and not €33.33 because the cent left over goes to the earliest.")]
    [InlineData("time_decay", "Time decay: the closer to the conversion, the more: 30.09 % for the first touch, 36.68 % for the last.")]
    [InlineData("position_based", "Position-based: 40 % for the first touch, 40 % for the last, and 20 % shared by what lies between.")]
    [InlineData("w_shaped", "W-shaped: 42.86 % for the first touch, 42.86 % for the last, and 14.29 % shared by what lies between.")]
    public async Task Every_model_has_its_reason(string model, string reason)
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        await WithOrder(app, "paid_search", "email", "direct");

        var models = (await server.Report("journeys/o1")).GetProperty("models");

        models.EnumerateArray().Single(one => one.GetProperty("model").GetString() == model).GetProperty("reason").GetString().ShouldStartWith(reason);
    }

    [Fact]
    public async Task An_order_of_one_touch_needs_few_words()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        await WithOrder(app, "email");

        var models = (await server.Report("journeys/o1")).GetProperty("models");

        models.EnumerateArray().ShouldAllBe(model => model.GetProperty("reason").GetString()!.EndsWith(": 1 touch, which earns everything."));
    }

    [Fact]
    public async Task An_order_without_a_journey_is_told_as_it_is()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var server = app.Server();
        await WithOrder(app);

        var journey = await server.Report("journeys/o1");

        (journey.GetProperty("touches").GetArrayLength(), journey.GetProperty("models").GetArrayLength(), journey.Number("value")).ShouldBe((0, 0, 100m));
    }

    [Fact]
    public async Task Another_stores_order_is_as_unknown_as_one_that_is_not_there()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await WithOrder(app, "email");
        using var stranger = app.Server(await app.OpenStore("other"));

        var theirs = await stranger.GetAsync("/api/analytics/attribution/journeys/o1");
        var nobodys = await stranger.GetAsync("/api/analytics/attribution/journeys/nothing");

        (theirs.StatusCode, nobodys.StatusCode).ShouldBe((HttpStatusCode.NotFound, HttpStatusCode.NotFound));
        WithoutReference(await theirs.Content.ReadAsStringAsync()).ShouldBe(WithoutReference(await nobodys.Content.ReadAsStringAsync()));
    }

    private static string WithoutReference(string problem) => System.Text.RegularExpressions.Regex.Replace(problem, "\"(instance|traceId)\":\"[^\"]*\",?", "");

    private static async Task WithOrder(TestApp app, params string[] channels)
    {
        var history = new History(app);
        var touches = channels.Select((channel, i) => history.Visit(DateTimeOffset.Parse("2026-06-10T10:00:00Z", null).AddDays(i), channel, "v")).ToArray();
        history.Order("o1", "2026-06-13T10:00:00Z", 100_00, touches);
        await history.Save();
    }
}
