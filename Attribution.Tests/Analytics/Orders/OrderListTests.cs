using System.Net;
using Attribution.Tests.Accounts;
using Attribution.Tests.Snapshots;

namespace Attribution.Tests.Analytics.Orders;

public class OrderListTests
{
    [Fact]
    public async Task Orders_are_listed_newest_first_with_their_touches()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await app.WithOrder(refunded: 20_00);
        await Orders(app, ("o2", "2026-06-12T10:00:00Z", 5_00));

        var page = await app.Page("/orders?range=all");

        OrderPages.Listed(page).ShouldBe(["o1", "o2"]);
        page.ShouldContain("2 orders worth €105.00, 50.0\u202f% with a known path.");
        page.ShouldContain("13 Jun, 12:00");
        page.ShouldContain("Partly refunded");
        page.ShouldContain("Paid Search");
    }

    [Fact]
    public async Task Every_order_is_on_exactly_one_page_also_where_many_came_at_one_instant()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await Orders(app, [.. Enumerable.Range(0, 130).Select(i => ($"n{i:000}", "2026-06-12T10:00:00Z", (long)(i % 3)))]);

        foreach (var sort in new[] { "", "&sort=time", "&sort=-value", "&sort=value" })
        {
            var (seen, address) = (new List<string>(), "/orders?range=all" + sort);
            while (address.Length > 0)
            {
                var page = await app.Page(address, email: $"{Guid.NewGuid():N}@shop.example");
                seen.AddRange(OrderPages.Listed(page));
                address = OrderPages.Address(page, "Next 50");
            }

            (seen.Count, seen.Distinct().Count()).ShouldBe((130, 130), sort);
        }
    }

    [Theory]
    [InlineData("firstTouch=paid_search", "o1")]
    [InlineData("lastTouch=direct", "o1")]
    [InlineData("lastTouch=paid_search", "")]
    [InlineData("channel=direct", "o1")]
    [InlineData("status=refunded", "o1")]
    [InlineData("status=completed&matchedBy=none", "o2")]
    [InlineData("matchedBy=none&matchedBy=visitor", "o1 o2")]
    [InlineData("conversionType=signup", "")]
    public async Task Filters_of_the_address_let_through_what_they_name(string filter, string expected)
    {
        await using var app = await SnapshotSteps.StartIdle();
        await app.WithOrder(refunded: 20_00);
        await Orders(app, ("o2", "2026-06-12T10:00:00Z", 5_00));

        var page = await app.Page("/orders?range=all&" + filter);

        string.Join(' ', OrderPages.Listed(page)).ShouldBe(expected);
        page.Contains("No order matches in", StringComparison.Ordinal).ShouldBe(expected.Length == 0);
    }

    [Fact]
    public async Task An_id_is_found_in_all_days_by_its_beginning_the_exact_one_first()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await Orders(app, ("A-10", "2025-01-12T10:00:00Z", 1), ("A-1", "2026-06-12T10:00:00Z", 1), ("A-2", "2026-06-12T10:00:00Z", 1), ("A%1", "2026-06-12T10:00:00Z", 1));

        var found = await app.Page("/orders?q=%20A-1");
        var nothing = await app.Page("/orders?q=a-1", email: "b@shop.example");

        OrderPages.Listed(found).ShouldBe(["A-1", "A-10"]);
        found.ShouldContain("This is the one; 1 more begin with “A-1”.");
        OrderPages.Listed(nothing).ShouldBeEmpty();
        nothing.ShouldContain("No order id begins with “a-1”");
    }

    [Fact]
    public async Task An_empty_list_says_which_kind_of_empty_it_is()
    {
        await using var app = await SnapshotSteps.StartIdle();

        (await app.Page("/orders")).ShouldContain("No orders yet");
        await Orders(app, ("o1", "2026-01-12T10:00:00Z", 1));
        var elsewhere = await app.Page("/orders?startDate=2026-06-01&endDate=2026-06-03", email: "b@shop.example");
        elsewhere.ShouldContain("No orders in 1 Jun – 3 Jun 2026");
        elsewhere.ShouldContain("Show 10 Jan – 12 Jan 2026");
    }

    [Fact]
    public async Task The_file_has_every_row_under_the_filters_and_starts_no_formula()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await app.WithOrder(refunded: 20_00);
        await Orders(app, [("=1+1", "2026-06-12T10:00:00Z", 5_00), .. Enumerable.Range(0, 1_005).Select(i => ($"n{i}", "2026-06-11T10:00:00Z", 1L))]);
        using var client = await app.SignedIn("ana@shop.example", "viewer");

        var all = await client.GetStringAsync("/exports/orders.csv?range=all");
        var one = await client.GetStringAsync("/exports/orders.csv?range=all&firstTouch=paid_search");

        all.Split("\r\n").Length.ShouldBe(1 + 1_007 + 1);
        all.ShouldContain("\r\n'=1+1,2026-06-12T10:00:00Z,sale,completed,5.00,0.00,EUR,none,true,0,,\r\n");
        one.ShouldBe("orderId,occurredAt,type,status,value,refunded,currency,matchedBy,verified,touches,firstTouch,lastTouch\r\no1,2026-06-13T10:00:00Z,sale,completed,100.00,20.00,EUR,visitor,true,3,paid_search,direct\r\n");
    }

    [Fact]
    public async Task Another_stores_orders_are_behind_the_wall()
    {
        await using var app = await SnapshotSteps.StartIdle();
        var other = await app.OpenStore("other");
        var theirs = new History(app, other.Id);
        theirs.Order("theirs", "2026-06-12T10:00:00Z", 5_00);
        await theirs.Save();
        using var client = await app.SignedIn("ana@shop.example", "admin");

        (await app.Page("/orders?range=all&q=theirs", email: "b@shop.example")).ShouldContain("No order id begins with");
        (await client.GetAsync("/orders?store=other")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.GetAsync("/exports/orders.csv?store=other")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.GetStringAsync("/exports/orders.csv?range=all")).ShouldNotContain("theirs");
    }

    [Fact]
    public async Task Whatever_an_id_holds_stands_on_the_page_as_text()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await Orders(app, ("<img src=x onerror=alert(1)>", "2026-06-12T10:00:00Z", 1));
        using var client = await app.SignedIn("ana@shop.example", "viewer");

        var page = await client.GetStringAsync("/orders?range=all&q=%3Cimg");

        page.ShouldContain("&lt;img src=x");
        page.ShouldNotContain("<img src=x");
    }

    private static async Task Orders(TestApp app, params (string Id, string At, long Minor)[] orders)
    {
        var history = new History(app);
        foreach (var (id, at, minor) in orders)
        {
            history.Order(id, at, minor);
        }

        await history.Save();
    }
}
