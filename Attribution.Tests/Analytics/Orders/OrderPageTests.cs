using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Attribution.Domain.Models;
using Attribution.Tests.Accounts;
using Attribution.Tests.Snapshots;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Analytics.Orders;

public partial class OrderPageTests
{
    [Fact]
    public async Task An_order_tells_its_journey_every_models_credit_and_why()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await app.WithOrder();

        var page = await app.Page("/orders/o1?attributionModel=position_based");

        page.ShouldContain("3 touches over 3 days, from Paid Search to Direct. Under Position-based a touch by Paid Search earns most, 40.0\u202f% of €100.00.");
        page.ShouldContain("Paid Search got 40 % (€40.00): the first touch has a part of its own.");
        page.ShouldContain("Email got 20 % (€20.00): what lies between first and last gets the rest.");
        page.ShouldContain("First 40\u202f%, middle 20\u202f%, last 40\u202f%");
        page.ShouldContain("13 Jun 2026, 12:00");
    }

    [Fact]
    public async Task Every_column_of_the_grid_adds_up_to_the_order()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await app.WithOrder();

        var rows = Cells(await app.Page("/orders/o1"));

        var columns = rows[0].Count;
        columns.ShouldBe(ModelCatalog.Ids.Count);
        rows[0].ShouldAllBe(total => total == 100);
        Enumerable.Range(0, columns).ShouldAllBe(column => rows.Skip(1).Sum(row => row[column]) == rows[0][column]);
    }

    [Fact]
    public async Task An_id_with_a_slash_has_a_page_of_its_own()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await app.WithOrder("INV/26#1");

        (await app.Page("/orders/INV%2F26%231")).ShouldContain("Order INV/26#1");
        (await app.Page("/orders/INV/26%231", email: "b@shop.example")).ShouldContain("3 touches over 3 days");
    }

    [Fact]
    public async Task Another_stores_order_is_as_unknown_as_one_that_is_not_there()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await app.WithOrder();
        var other = await app.OpenStore("other");
        using var stranger = await app.SignedIn("eve@other.example", "admin", other);

        foreach (var page in new[] { "/orders/{0}", "/visits?order={0}" })
        {
            var theirs = await stranger.GetAsync(string.Format(null, page, "o1"));
            var nobodys = await stranger.GetAsync(string.Format(null, page, "nothing"));
            (theirs.StatusCode, nobodys.StatusCode).ShouldBe((HttpStatusCode.NotFound, HttpStatusCode.NotFound), page);
            (await theirs.Words()).ShouldBe(await nobodys.Words(), page);
        }
    }

    [Fact]
    public async Task What_was_left_out_stands_there_with_its_reason()
    {
        await using var app = await SnapshotSteps.StartIdle();
        var history = await app.WithOrder();
        history.Visit("2026-05-01T10:00:00Z", "organic_social", "v");
        history.Visit("2026-06-14T10:00:00Z", "email", "v");
        history.Visit("2026-06-12T11:00:00Z", "display", "somebody-else");
        await history.Save();
        using var server = app.Server();

        var page = await app.Page("/orders/o1");
        var leftOut = (await server.Report("journeys/o1")).GetProperty("leftOut").EnumerateArray().Select(one => (one.GetProperty("channel").GetString(), one.GetProperty("reason").GetString()));

        page.ShouldContain("43 days before the order; the window is 30 days.");
        page.ShouldContain("1 day after the order: it belongs to the next journey.");
        leftOut.ShouldBe([("organic_social", "outside_window"), ("email", "after_order")]);
    }

    [Fact]
    public async Task A_refund_is_taken_back_from_who_earned_it()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await app.WithOrder(refunded: 20_00);
        using var server = app.Server();

        var journey = await server.Report("journeys/o1");

        journey.GetProperty("refunds")[0].Number("amount").ShouldBe(20);
        var linear = journey.GetProperty("models").EnumerateArray().Single(model => model.GetProperty("model").GetString() == "linear").GetProperty("credits").EnumerateArray().ToList();
        linear.Select(credit => credit.Number("refunded")).ShouldBe([6.67m, 6.67m, 6.66m]);
        (await app.Page("/orders/o1")).ShouldContain("€20.00 went back");
    }

    [Fact]
    public async Task A_touch_tells_its_rule_its_visit_and_the_time_to_the_next()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await app.WithOrder();
        using var server = app.Server();

        var journey = await server.Report("journeys/o1");

        var last = journey.GetProperty("touches")[2];
        (last.GetProperty("reason").GetString(), last.GetProperty("secondsToNext").GetInt64(), last.GetProperty("session").GetInt32()).ShouldBe(("test", 86_400, 2));
        journey.GetProperty("sessions").GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public async Task Credits_made_anew_stand_beside_the_first()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await app.WithOrder();
        await Credit(app, "channels 4", json => json.Replace("\"ch\":\"direct\"", "\"ch\":\"referral\""));
        using var server = app.Server();

        var page = await app.Page("/orders/o1");
        var journey = await server.Report("journeys/o1");

        page.ShouldContain("Credited anew on 15 Jun 2026, 12:00");
        page.ShouldContain("version 4 of the channel rules");
        page.ShouldContain("from Paid Search to Referral");
        journey.GetProperty("touches")[2].GetProperty("channel").GetString().ShouldBe("referral");
        journey.GetProperty("earlier")[0].GetProperty("touches")[2].GetProperty("channel").GetString().ShouldBe("direct");
        (journey.GetProperty("revision").GetInt32(), journey.GetProperty("cause").GetString()).ShouldBe((1, "channels 4"));
    }

    [Fact]
    public async Task A_model_that_nobody_knows_yet_is_a_column_like_any_other()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await app.WithOrder();
        await Credit(app, "models", json => json.Replace("\"credits\":{", "\"credits\":{\"tomorrows\":{\"c\":[500000,300000,200000],\"v\":[5000,3000,2000]},"));

        var page = await app.Page("/orders/o1?attributionModel=tomorrows");

        Cells(page)[0].Count.ShouldBe(ModelCatalog.Ids.Count + 1);
        page.ShouldContain("tomorrows: Paid Search got 50 %, Email got 30 %, Direct got 20 %.");
        page.ShouldContain("Email got 30 % (€30.00)");
    }

    [Fact]
    public async Task An_order_without_a_journey_says_so()
    {
        await using var app = await SnapshotSteps.StartIdle();
        var history = new History(app);
        history.Order("o2", "2026-06-12T10:00:00Z", 5_00);
        await history.Save();

        var page = await app.Page("/orders/o2");

        page.ShouldContain("No touch came before this order, so nobody earns it.");
        page.ShouldContain("No visit could be linked to this order");
        page.ShouldNotContain("All visits of this person");
    }

    private static Task Credit(TestApp app, string cause, Func<string, string> change) => app.Services.GetRequiredService<Database>().Write(
        async db =>
        {
            var order = await db.Orders.SingleAsync(row => row.OrderId == "o1");
            db.OrderAttributions.Add(new OrderAttributionRow
            {
                StoreId = order.StoreId,
                OrderId = "o1",
                Revision = 1,
                Cause = cause,
                CreatedAt = app.Clock!.Now,
                MarketingAttribution = change(order.MarketingAttribution!),
            });
        },
        CancellationToken.None);

    // The money in each cell of the grid, the total first.
    private static IReadOnlyList<IReadOnlyList<decimal>> Cells(string page) =>
    [
        .. Rows().Matches(Grid().Match(page).Value).Select(row => (IReadOnlyList<decimal>)[.. Columns().Matches(row.Value).Select(cell => Money().Match(cell.Value) is { Success: true } money ? decimal.Parse(money.Groups[1].Value, null) : 0)]),
    ];

    [GeneratedRegex("<table class=\"tbl two credits\".*?</table>", RegexOptions.Singleline)]
    private static partial Regex Grid();

    [GeneratedRegex("<tr(?: class=\"total\")?><th scope=\"row\">.*?</tr>", RegexOptions.Singleline)]
    private static partial Regex Rows();

    [GeneratedRegex("<td.*?</td>", RegexOptions.Singleline)]
    private static partial Regex Columns();

    [GeneratedRegex(">\\s*€([0-9.]+)")]
    private static partial Regex Money();
}
