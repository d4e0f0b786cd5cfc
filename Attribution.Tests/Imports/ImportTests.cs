using System.Globalization;
using System.Net;
using System.Text;
using Attribution.Tests.Conversions;
using Attribution.Web.Storage.History;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Tests.Imports;

public class ImportTests
{
    private const string Touches =
        """
        occurredAt,url,type,visitorId,userId
        2026-06-01T08:00:00Z,https://shop.example/?utm_source=google&utm_medium=cpc,,v1,
        2026-06-03T08:00:00Z,https://shop.example/?utm_source=newsletter&utm_medium=email,,v1,u1
        2026-06-05T08:00:00Z,,phone_call,,u1

        """;

    private const string Orders =
        """
        orderId,occurredAt,value,visitorId,userId
        o1,2026-06-06T08:00:00Z,90,v1,u1
        o2,2026-06-06T09:00:00Z,10.50,,

        """;

    [Fact]
    public async Task A_dry_run_tells_what_would_come_and_stores_nothing()
    {
        await using var app = await TestApp.Start();

        var import = await app.Upload("touches", Touches);

        (import.Status(), import.Counts("check"), import.Counts("result")).ShouldBe(("checked", "3 new, 0 known, 0 ignored, 0 refused", "nothing"));
        import.Channels("check").ShouldBe(new Dictionary<string, long> { ["email"] = 1, ["paid_search"] = 1, ["phone"] = 1 });
        import.GetProperty("check").GetProperty("first").GetDateTime().ShouldBe(new DateTime(2026, 6, 1, 8, 0, 0, DateTimeKind.Utc));
        import.GetProperty("check").GetProperty("days").GetInt32().ShouldBe(3);
        (await app.Read(db => db.Touches.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Touches_and_then_orders_make_journeys()
    {
        await using var app = await TestApp.Start();

        (await app.Import("touches", Touches)).Counts("result").ShouldBe("3 new, 0 known, 0 ignored, 0 refused");
        var orders = await app.Upload("conversions", Orders);
        orders.GetProperty("check").GetProperty("matched").GetInt32().ShouldBe(1);
        (await app.Act(orders, "start")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        orders = await app.Settled(Uploads.PathOf(orders));

        (orders.Status(), orders.Counts("result")).ShouldBe(("done", "2 new, 0 known, 0 ignored, 0 refused"));
        (await app.Channels("o1")).ShouldBe(["paid_search", "email", "phone"]);
        (await app.Row("o2")).MarketingAttribution.ShouldBeNull();
        (await app.Read(db => db.Sessions.CountAsync())).ShouldBe(2);
        (await app.DirtyDays()).Keys.ShouldBe([new(2026, 6, 1), new(2026, 6, 3), new(2026, 6, 5), new(2026, 6, 6)], ignoreOrder: true);
    }

    [Fact]
    public async Task The_same_file_twice_doubles_nothing()
    {
        await using var app = await TestApp.Start();
        await app.Import("touches", Touches);
        await app.Import("conversions", Orders);

        (await app.Upload("touches", Touches)).Counts("check").ShouldBe("0 new, 3 known, 0 ignored, 0 refused");
        (await app.Import("touches", Touches)).Counts("result").ShouldBe("0 new, 3 known, 0 ignored, 0 refused");
        (await app.Import("conversions", Orders)).Counts("result").ShouldBe("0 new, 2 known, 0 ignored, 0 refused");

        (await app.Read(db => db.Touches.CountAsync())).ShouldBe(3);
        var ids = await app.Read(db => db.Touches.Select(touch => touch.TouchId).ToListAsync());
        ids.ShouldAllBe(id => id.Version == 8);
    }

    [Fact]
    public async Task Pages_and_seconds_of_a_line_that_only_extends_a_visit_do_not_add_up_twice()
    {
        await using var app = await TestApp.Start();
        const string file = "occurredAt,url,visitorId,pages,seconds\n2026-06-01T08:00:00Z,https://shop.example/?gclid=x,v1,2,30\n2026-06-01T08:05:00Z,https://shop.example/b,v1,1,10\n";

        await app.Import("touches", file);
        var again = await app.Import("touches", file);

        (again.GetProperty("result").GetProperty("known").GetInt32(), again.GetProperty("result").GetProperty("noted").GetInt32()).ShouldBe((1, 1));
        var session = await app.Read(db => db.Sessions.SingleAsync());
        (session.Pages, session.Seconds, session.TouchCount).ShouldBe((2, 30, 1));
    }

    [Fact]
    public async Task Ids_of_the_file_count_within_it_and_against_what_is_stored()
    {
        await using var app = await TestApp.Start();
        var file = $"touchId,occurredAt,type\n{Guid.Empty},2026-06-01T08:00:00Z,chat\n{Guid.Empty},2026-06-02T08:00:00Z,event\n";

        (await app.Upload("touches", file)).Counts("check").ShouldBe("1 new, 1 known, 0 ignored, 0 refused");
        (await app.Import("touches", file)).Counts("result").ShouldBe("1 new, 1 known, 0 ignored, 0 refused");
    }

    [Theory]
    [InlineData(',', "\n", false, "comma")]
    [InlineData(';', "\r\n", true, "semicolon")]
    [InlineData('\t', "\r\n", false, "tab")]
    [InlineData('|', "\n", true, "pipe")]
    public async Task Any_common_delimiter_line_end_and_mark_is_read(char delimiter, string end, bool mark, string name)
    {
        await using var app = await TestApp.Start();
        var file = string.Join(end, "\"Order ID\",Created at,Total,\"Coupon code\",Shoe size", "1001,2026-06-01T08:00:00+02:00,\"19.90\",\"a \"\"b\"\"\nc\",44", "", "1002,2026-06-02T08:00:00Z,5,=1+1,", "").Replace(',', delimiter);

        var import = await app.Upload("conversions", file, "&dryRun=false", encoding: new UTF8Encoding(mark));

        import.Counts("result").ShouldBe("2 new, 0 known, 0 ignored, 0 refused", name);
        import.GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("field").GetString()).ShouldBe(["orderId", "occurredAt", "value", "coupon", null]);
        var order = await app.Row("1001");
        (order.ValueMinor, order.OccurredAt).ShouldBe((1990, DateTimeOffset.Parse("2026-06-01T06:00:00Z", CultureInfo.InvariantCulture)));
        order.Details.ShouldContain("a \\u0022b\\u0022 c");
        (await app.Row("1002")).Details.ShouldContain("=1");
    }

    [Fact]
    public async Task Local_times_and_decimal_commas_are_read_where_the_sender_says_so()
    {
        await using var app = await TestApp.Start();
        const string file = "order;date;total\n1;2026-06-01 08:00;12,50\n2;2026-06-01T08:00:00Z;1.250,00\n3;2026-03-29 02:30;1\n";

        var import = await app.Import("conversions", file, "&times=store&decimals=comma");

        import.Counts("result").ShouldBe("1 new, 0 known, 0 ignored, 2 refused");
        var order = await app.Row("1");
        (order.ValueMinor, order.OccurredAt.UtcDateTime).ShouldBe((1250, new DateTime(2026, 6, 1, 6, 0, 0)));
        (await app.Refused(import)).Select(row => row.Split(',')[1]).ShouldBe(["value", "occurredAt"]);
    }

    [Fact]
    public async Task JSON_lines_are_read_as_a_servers_calls_and_a_broken_line_stands_alone()
    {
        await using var app = await TestApp.Start();
        const string file =
            """
            { "type": "webinar", "occurredAt": "2026-06-01T08:00:00Z", "userId": "u1" }
            { "type": "webinar", "occurredAt": 
            { "kind": "identify", "occurredAt": "2026-06-02T08:00:00Z", "visitorId": "v1", "userId": "u1" }

            { "url": "https://shop.example/?gclid=x", "occurredAt": "2026-06-03T08:00:00Z", "utm": { "colour": "red" } }
            { "kind": "pulse", "occurredAt": "2026-06-03T08:00:00Z" }
            [ 1 ]
            """;

        var import = await app.Import("touches", file, type: Uploads.JsonLines);

        (import.Counts("result"), import.GetProperty("result").GetProperty("noted").GetInt32()).ShouldBe(("1 new, 0 known, 0 ignored, 4 refused", 1));
        (await app.Refused(import)).Select(row => row[..row.IndexOf(',', 3)]).ShouldBe(["2,line", "5,utm.colour", "6,kind", "7,item"]);
        (await app.Read(db => db.VisitorUsers.SingleAsync())).UserId.ShouldBe("u1");
    }

    [Fact]
    public async Task One_file_may_hold_all_kinds_in_any_order()
    {
        await using var app = await TestApp.Start();
        const string file =
            """
            { "orderId": "o1", "refundId": "r1", "amount": 5, "occurredAt": "2026-06-08T08:00:00Z" }
            { "orderId": "o1", "value": 20, "visitorId": "v1", "occurredAt": "2026-06-07T08:00:00Z" }
            { "url": "https://shop.example/?gclid=x", "visitorId": "v1", "occurredAt": "2026-06-03T08:00:00Z" }
            nonsense
            """;

        (await app.Upload("mixed", file, type: Uploads.JsonLines)).Counts("check").ShouldBe("3 new, 0 known, 0 ignored, 1 refused");
        var import = await app.Import("mixed", file, type: Uploads.JsonLines);

        import.Counts("result").ShouldBe("3 new, 0 known, 0 ignored, 1 refused");
        (await app.Channels("o1")).ShouldBe(["paid_search"]);
        (await app.Row("o1")).RefundedMinor.ShouldBe(500);
    }

    [Fact]
    public async Task Refunds_find_their_orders_and_stay_within_their_value()
    {
        await using var app = await TestApp.Start();
        await app.Import("conversions", Orders);
        const string file = "orderId,refundId,amount,occurredAt\no1,r1,60,2026-06-08T08:00:00Z\no1,r2,60,2026-06-08T09:00:00Z\nnone,r1,1,2026-06-08T08:00:00Z\no1,r1,60,2026-06-08T08:00:00Z\n";

        var import = await app.Import("refunds", file);

        (import.Counts("result"), import.GetProperty("result").GetProperty("noted").GetInt32()).ShouldBe(("1 new, 1 known, 0 ignored, 1 refused", 1));
        (await app.Refused(import)).Select(row => string.Join(',', row.Split(',')[..2])).ShouldBe(["3,amount"]);
        (await app.Read(db => db.WaitingRefunds.SingleAsync())).OrderId.ShouldBe("none");
        (await app.Row("o1")).RefundedMinor.ShouldBe(6000);
    }

    [Fact]
    public async Task Refused_lines_are_told_with_their_place_field_and_reason_and_start_no_formula()
    {
        await using var app = await TestApp.Start();
        const string file =
            """
            occurredAt,type,campaign
            2023-06-01T08:00:00Z,chat,too old
            ,chat,no time
            2026-06-01 08:00,chat,no offset
            =2026,smoke_signal,"two
            faults"
            2026-06-01T08:00:00Z,"never closed,x
            2026-06-02T08:00:00Z,chat,fine
            2026-06-02T08:00:00Z,chat,one,more
            """;

        var import = await app.Import("touches", file);

        import.Counts("result").ShouldBe("1 new, 0 known, 0 ignored, 6 refused");
        var report = await Report(app, import);
        report.ShouldContain("2,occurredAt,This is older than the 24 months that are kept.,\"2023-06-01T08:00:00Z,chat,too old\"\r\n");
        report.ShouldContain("3,occurredAt,\"This is missing.");
        report.ShouldContain("4,occurredAt,\"This is no instant with its offset.");
        report.ShouldContain("5,occurredAt,");
        report.ShouldContain("5,type,\"There is no touch type 'smoke_signal'.");
        report.ShouldContain("\"'=2026,smoke_signal,\"\"two\nfaults\"\"\"");
        report.ShouldContain("7,line,\"A quote is opened here and never closed.");
        report.ShouldContain("9,line,\"This line has 4 cells, the head has 3.");
    }

    [Fact]
    public async Task An_order_of_a_known_id_with_other_content_is_refused_and_the_first_stays()
    {
        await using var app = await TestApp.Start();
        await app.Import("conversions", Orders);

        var import = await app.Upload("conversions", Orders.Replace(",90,", ",91,", StringComparison.Ordinal));

        import.Counts("check").ShouldBe("0 new, 1 known, 0 ignored, 1 refused");
        (await app.Import("conversions", Orders.Replace(",90,", ",91,", StringComparison.Ordinal))).Counts("result").ShouldBe("0 new, 1 known, 0 ignored, 1 refused");
        (await app.Row("o1")).ValueMinor.ShouldBe(9000);
    }

    [Fact]
    public async Task Bots_are_ignored_and_counted()
    {
        await using var app = await TestApp.Start();
        const string file = "occurredAt,url,userAgent\n2026-06-01T08:00:00Z,https://shop.example/,Mozilla/5.0 (compatible; Googlebot/2.1)\n";

        (await app.Upload("touches", file)).Counts("check").ShouldBe("0 new, 0 known, 1 ignored, 0 refused");
        (await app.Import("touches", file)).Counts("result").ShouldBe("0 new, 0 known, 1 ignored, 0 refused");
    }

    [Fact]
    public async Task Sealed_days_are_told_and_stay_until_somebody_rebuilds_them()
    {
        await using var app = await TestApp.Start();
        await app.Write(async db => await db.SnapshotDays.AddAsync(new() { StoreId = app.Shop.Id.Value, Date = new(2026, 6, 1), SealedAt = app.Clock!.Now }));

        var import = await app.Upload("touches", Touches);
        import.GetProperty("sealedDays").EnumerateArray().Select(day => day.GetString()).ShouldBe(["2026-06-01"]);

        (await app.Import("touches", Touches)).GetProperty("sealedDays").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public void A_line_without_an_id_has_one_of_store_file_and_place()
    {
        var id = HistoryIds.Of(new(1), "ab", 1);

        id.ShouldBe(HistoryIds.Of(new(1), "ab", 1));
        new[] { HistoryIds.Of(new(2), "ab", 1), HistoryIds.Of(new(1), "ac", 1), HistoryIds.Of(new(1), "ab", 2) }.ShouldNotContain(id);
        (id.Version, id.Variant >> 2).ShouldBe((8, 2));
    }

    private static async Task<string> Report(TestApp app, System.Text.Json.JsonElement import)
    {
        using var client = app.Server();
        return await client.GetStringAsync(Uploads.PathOf(import) + "/refused");
    }
}
