using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Attribution.Tests.Conversions;
using Attribution.Tests.Tracking;
using Attribution.Web.Integrations.Segment;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Tests.Integrations;

public class SegmentTests
{
    private const string Visitor = "b6f0f2d1-2c0c-4f0f-9c5e-1df1a6a1b5b0";
    private const string OrderId = "50314b8e9bcf000000000000";

    private static JsonObject Page => Platform.Payload("segment_page");

    [Fact]
    public async Task A_page_is_a_touch_whose_id_follows_from_the_message()
    {
        await using var app = await Platform.Connected("segment");

        await app.Segment(Page).Taken();

        var touch = await app.Read(db => db.Touches.SingleAsync(row => row.VisitorId == Visitor));
        (touch.Channel, touch.Campaign, touch.OccurredAt).ShouldBe(("email", "june", DateTimeOffset.Parse("2026-06-15T09:00:00.200Z", null)));
        touch.TouchId.ShouldBe(SegmentHits.IdOf("shop", "ajs-next-1f00d2a3c9a84c1f"));
        (touch.TouchId.Version, touch.TouchId.Variant >> 2).ShouldBe((8, 2));
    }

    [Fact]
    public async Task The_same_message_twice_is_one_touch()
    {
        await using var app = await Platform.Connected("segment");

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => app.Segment(Page).Taken()));
        await app.Segment(Page.With("context", Page["context"]!.DeepClone()).With("name", "Start")).Taken(); // the same id with other content

        (await app.Read(db => db.Touches.CountAsync(row => row.VisitorId == Visitor))).ShouldBe(1);
    }

    [Fact]
    public async Task Pages_then_a_login_then_an_order_make_one_journey()
    {
        await using var app = await Platform.Connected("segment");

        await app.Segment(Page).Taken();
        await app.Segment(Platform.Payload("segment_identify")).Taken();
        await app.Segment(Platform.Payload("segment_order_completed")).Taken();

        var row = await app.Row(OrderId);
        (row.ValueMinor, row.MatchedBy, row.UserId, row.Origin).ShouldBe((2750, "visitor", "user-42", "segment"));
        (await app.Channels(OrderId)).ShouldBe(["email"]);
    }

    [Theory]
    [InlineData(7.5, 2000)]
    [InlineData(null, 0)] // nothing named: all of it
    [InlineData(99.0, 0)]
    public async Task A_refund_gives_back_what_it_names(double? total, long net)
    {
        await using var app = await Platform.Connected("segment");
        var refund = Platform.Payload("segment_order_refunded");
        refund["properties"]!["total"] = total;
        if (total is null)
        {
            refund["properties"]!.AsObject().Remove("products");
        }

        await app.Segment(refund).Taken();
        await app.Segment(Platform.Payload("segment_order_completed")).Taken();
        await app.TakeAll();
        await app.Segment(refund).Taken();

        (await app.Net(OrderId)).ShouldBe(net);
    }

    [Fact]
    public async Task An_order_told_again_with_other_content_stands_as_it_was()
    {
        await using var app = await Platform.Connected("segment");
        await app.Segment(Platform.Payload("segment_order_completed")).Taken();
        var again = Platform.Payload("segment_order_completed").With("messageId", "m2");
        again["properties"]!["total"] = 30;

        await app.Segment(again).Taken();

        (await app.Net(OrderId)).ShouldBe(2750);
        (await app.Deliveries()).ShouldContain(row => row.Note.Contains("that stands", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_bot_leaves_no_touch_and_an_address_never_reaches_the_disk()
    {
        await using var app = await Platform.Connected("segment");
        var bot = Page.With("messageId", "m2").With("anonymousId", "bot-1");
        bot["context"]!["userAgent"] = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

        await app.Segment(bot).Taken();
        await app.Segment(Page).Taken();
        await app.Segment(Platform.Payload("segment_identify")).Taken();

        (await app.Read(db => db.Touches.CountAsync(row => row.VisitorId == "bot-1"))).ShouldBe(0);
        Encoding.UTF8.GetString(app.Bytes()).ShouldNotContain("192.0.2.44");
        Encoding.UTF8.GetString(app.Bytes()).ShouldNotContain("kim@customer.example");
    }

    [Fact]
    public async Task A_batch_is_taken_item_by_item()
    {
        await using var app = await Platform.Connected("segment");

        await app.Segment(new JsonArray(Page, new JsonObject { ["type"] = "group", ["messageId"] = "m9" }, Platform.Payload("segment_order_completed"))).Taken();

        (await app.Deliveries()).Select(row => row.State).Order().ShouldBe(["done", "done", "ignored"]);
        (await app.Row(OrderId)).MatchedBy.ShouldBe("visitor");
    }

    [Theory]
    [InlineData("track", "Signed Up", "names no page")]
    [InlineData("alias", "", "nothing that counts")]
    [InlineData("", "", "nameless")]
    public async Task Events_that_tell_nothing_are_noted(string type, string name, string note)
    {
        await using var app = await Platform.Connected("segment");

        await app.Segment(new JsonObject { ["type"] = type, ["event"] = name, ["messageId"] = "m1" }).Taken();

        (await app.Deliveries()).Single().Note.ShouldContain(note);
    }

    [Fact]
    public async Task A_wrong_signature_is_refused()
    {
        await using var app = await Platform.Connected("segment");

        (await app.Deliver("segment", Page.ToJsonString(), ("X-Signature", new string('0', 40)))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await app.Deliver("segment", Page.ToJsonString(), ("X-Signature", "zz"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
