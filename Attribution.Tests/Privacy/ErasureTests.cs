using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Attribution.Tests.Conversions;
using Attribution.Tests.Snapshots;
using Attribution.Tests.Tracking;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Privacy;

public class ErasureTests
{
    [Theory]
    [InlineData("userId=user-anna")]
    [InlineData("email=anna.lind@post.example")]
    [InlineData("email=%20Anna.Lind@Post.Example")]
    [InlineData("visitorId=phone-of-anna")]
    [InlineData("orderId=1001")]
    public async Task Whoever_is_erased_is_in_no_table_and_no_byte_whatever_they_are_found_by(string person)
    {
        await using var app = await People.Story();
        var touches = await app.Read(db => db.Touches.Where(row => row.VisitorId.EndsWith("anna")).Select(row => row.TouchId).ToListAsync());
        var hmac = (await app.Row("1002")).EmailHmac;

        var removed = (await app.Erased(person)).GetProperty("removed");

        removed.ToString().ShouldBe("""{"touches":3,"sessions":3,"identifications":2,"emails":2,"hints":1,"orders":2}""");
        string[] traces = [.. People.Anna, People.HashOf(People.AnnasAddress), hmac, .. touches.Select(id => id.ToString()), .. touches.Select(id => Convert.ToHexString(id.ToByteArray(bigEndian: true)))];
        var rows = (await app.Tables()).SelectMany(table => table.Value).ToList();
        traces.Where(trace => rows.Exists(row => row.Contains(trace, StringComparison.OrdinalIgnoreCase))).ShouldBeEmpty();
        var bytes = app.Bytes();
        traces.Where(trace => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(trace)) >= 0).ShouldBeEmpty();
        touches.Where(id => bytes.AsSpan().IndexOf(id.ToByteArray(bigEndian: true)) >= 0).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_figure_of_every_day_and_model_stands_to_the_cent_before_and_after_a_rebuild()
    {
        await using var app = await People.Story();
        var before = await app.Figures();

        await app.Erased("userId=user-anna");
        (await app.Figures()).ShouldBe(before);
        await app.Build();
        (await app.Figures()).ShouldBe(before);
        var run = await app.Rebuild("2026-06-10", "2026-06-15", includeSealed: true, reason: "To be sure");

        (run.Status, run.Partial).ShouldBe(("done", true));
        (await app.Figures()).ShouldBe(before);
    }

    [Fact]
    public async Task A_day_that_is_still_open_counts_who_was_erased_and_who_comes_after()
    {
        await using var app = await People.Story();
        await app.Erased("userId=user-anna");

        await app.Arrive("desk-of-cleo", "visit-cleo-1", "?utm_source=newsletter&utm_medium=email&utm_campaign=june");
        await app.Build();
        (await Visits(app, "2026-06-15")).ShouldBe(4);
        app.Clock!.Now += TimeSpan.FromDays(4);
        await app.Seal();

        (await Visits(app, "2026-06-15")).ShouldBe(4);
        (await app.Rebuild("2026-06-15", "2026-06-15", includeSealed: true, reason: "To be sure")).Partial.ShouldBeTrue();
        (await Visits(app, "2026-06-15")).ShouldBe(4);
        (await app.Read(db => db.KeptVisits.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task What_names_the_person_in_passing_goes_too()
    {
        await using var app = await People.Story();
        using var server = app.Server();
        server.DefaultRequestHeaders.Add("Idempotency-Key", "k-1");
        await server.PostAsJsonAsync("/api/touches", new { url = Hits.Landing, visitorId = "phone-of-anna", sessionId = "visit-anna-4", consent = "granted" });
        await app.Write(db => db.WebhookDeliveries.AddAsync(new WebhookDeliveryRow
        {
            StoreId = app.Shop.Id.Value,
            Kind = "shopify",
            DeliveryId = "d-1",
            OrderId = "1001",
            Body = """{"note":"for anna's birthday"}""",
            BodyHash = "x",
            State = "waiting",
            ReceivedAt = app.Clock!.Now,
        }).AsTask());

        await app.Erased("userId=user-anna");

        var rows = (await app.Tables()).SelectMany(table => table.Value).ToList();
        People.Anna.Where(trace => rows.Exists(row => row.Contains(trace, StringComparison.OrdinalIgnoreCase))).ShouldBeEmpty();
        (await app.Read(db => db.KeptAnswers.CountAsync())).ShouldBe(0);
        (await app.Read(db => db.WebhookDeliveries.SingleAsync())).State.ShouldBe("failed");
    }

    [Fact]
    public async Task Two_who_are_erased_on_one_open_day_both_stay_counted()
    {
        await using var app = await People.Story();
        var before = await app.Figures();

        await app.Erased("userId=user-anna");
        await app.Erased("visitorId=desk-of-ben");
        await app.Build();

        (await app.Figures()).ShouldBe(before);
    }

    [Fact]
    public async Task Orders_keep_amounts_credits_and_their_journeys_page()
    {
        await using var app = await People.Story();
        var before = await Journey(app, "1001");

        await app.Erased("userId=user-anna");

        var after = await Journey(app, "1001");
        WithoutIds(after).ShouldBe(WithoutIds(before));
        after.ShouldNotBe(before);
        var order = await app.Row("1001");
        (order.ValueMinor, order.RefundedMinor, order.Details, order.MatchedBy).ShouldBe((100_01L, 10_00L, """{"customerType":"new","partner":"blog"}""", "session"));
    }

    [Fact]
    public async Task The_shop_may_send_an_erased_order_again_and_refund_what_is_left()
    {
        await using var app = await People.Story();
        await app.Erased("userId=user-anna");

        (await app.Post("/api/orders", new { orderId = "1001", value = 100.01m, userId = "user-anna" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.Post("/api/orders/1001/refunds", new { refundId = "r1", amount = 10m, reason = "anna did not like it" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.Post("/api/orders/1001/refunds", new { refundId = "r2", amount = 90.01m })).StatusCode.ShouldBe(HttpStatusCode.Created);

        (await app.Row("1001")).UserId.ShouldBe("");
        (await app.Tables()).SelectMany(table => table.Value).ShouldNotContain(row => row.Contains("user-anna", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_browser_comes_back_as_somebody_new()
    {
        await using var app = await People.Story();
        await app.Erased("userId=user-anna");

        using var browser = app.Client();
        var back = await browser.Hit(app, new { url = "https://shop.example/?utm_source=bing&utm_medium=cpc", visitorId = "phone-of-anna", sessionId = "visit-anna-2", consent = "granted" });
        var order = await app.Order(new { orderId = "3001", value = 20m, visitorId = "phone-of-anna" });

        back.Outcome().ShouldBe("created");
        order.GetProperty("touches").GetInt32().ShouldBe(1);
        (await app.Row("3001")).UserId.ShouldBe("");
    }

    [Fact]
    public async Task The_same_user_of_another_store_stays_untouched()
    {
        await using var app = await People.Story();
        var other = await app.OpenStore("other");
        await app.Arrive("phone-of-anna", "visit-anna-1", "?utm_source=google&utm_medium=cpc", other);
        await app.SignIn("phone-of-anna", "visit-anna-1", "user-anna", People.AnnasAddress, other);
        var before = await (await app.Export("userId=user-anna", other)).Json();

        await app.Erased("userId=user-anna");

        var after = await (await app.Export("userId=user-anna", other)).Json();
        after.GetProperty("touches").ToString().ShouldBe(before.GetProperty("touches").ToString());
        after.GetProperty("emails").GetArrayLength().ShouldBe(1);
        (await app.Export("userId=user-anna")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Of_a_shared_browser_only_the_persons_own_time_goes()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await app.Arrive("sofa", "visit-1", "?utm_source=google&utm_medium=cpc");
        await app.SignIn("sofa", "visit-1", "ben");
        app.Clock!.Now += TimeSpan.FromHours(2);
        await app.Arrive("sofa", "visit-2", "?utm_source=newsletter&utm_medium=email");
        await app.SignIn("sofa", "visit-2", "anna");
        app.Clock.Now += TimeSpan.FromHours(2);
        await app.Arrive("sofa", "visit-3", "?utm_source=facebook&utm_medium=paid_social");

        await app.Erased("userId=anna");

        var order = await app.Order(new { orderId = "1", value = 10m, userId = "ben" });
        order.GetProperty("touches").GetInt32().ShouldBe(1);
        await app.Arrive("sofa", "visit-4", "?utm_source=bing&utm_medium=cpc");
        (await app.Order(new { orderId = "2", value = 10m, userId = "ben" })).GetProperty("touches").GetInt32().ShouldBe(1);
        (await app.Tables()).SelectMany(table => table.Value).ShouldNotContain(row => row.Split('|').Contains("anna"));
    }

    [Fact]
    public async Task A_browser_of_several_users_goes_as_a_browser_and_takes_no_user_with_it()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await app.Arrive("sofa", "visit-1", "?utm_source=google&utm_medium=cpc");
        await app.SignIn("sofa", "visit-1", "ben");
        app.Clock!.Now += TimeSpan.FromMinutes(5);
        await app.SignIn("sofa", "visit-1", "anna");
        await app.Arrive("phone", "visit-2", "?utm_source=google&utm_medium=cpc");
        await app.SignIn("phone", "visit-2", "ben");

        await app.Erased("visitorId=sofa");

        (await app.Export("visitorId=sofa")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await (await app.Export("userId=ben")).Json()).GetProperty("identifiers").GetProperty("visitorIds").ToString().ShouldBe("""["phone"]""");
    }

    [Fact]
    public async Task The_log_of_changes_keeps_a_mark_and_no_name()
    {
        await using var app = await People.Story();

        var answer = await app.Erased("userId=user-anna");

        var entry = await app.Read(db => db.Audit.SingleAsync(row => row.What == "person.erased"));
        entry.Before.ShouldBe("user " + answer.Text("mark")[..16]);
        entry.After.ShouldStartWith(answer.Text("reference") + ": 3 touches, 3 sessions");
        (await app.Read(db => db.Erasures.SingleAsync())).Reason.ShouldBe("asked by letter");
    }

    [Fact]
    public async Task An_older_copy_that_is_put_back_loses_the_person_again()
    {
        await using var app = await People.Story();
        var file = app.Services.GetRequiredService<SqliteFile>().Path;
        var copy = file + ".copy";
        await app.Read(db => db.Database.ExecuteSqlAsync($"VACUUM INTO {copy}"));
        await app.Erased("userId=user-anna");
        var after = await app.Figures();

        await app.Restart(between: () => PutBack(copy, file));

        (await app.Export("userId=user-anna")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        People.Anna.Where(trace => app.Bytes().AsSpan().IndexOf(Encoding.UTF8.GetBytes(trace)) >= 0).ShouldBeEmpty();
        await app.Build();
        (await app.Figures()).ShouldBe(after);
        (await app.Read(db => db.Erasures.SingleAsync())).RepeatedAt.ShouldNotBeNull();
        (await app.Read(db => db.Orders.CountAsync(row => row.VisitorId == "desk-of-ben"))).ShouldBe(1);
    }

    [Fact]
    public async Task Where_the_list_of_erasures_cannot_be_written_nothing_is_erased()
    {
        await using var app = await People.Story();
        Directory.CreateDirectory(app.Services.GetRequiredService<ErasureFile>().Path);

        (await app.Erase("userId=user-anna")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);

        (await app.Export("userId=user-anna")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.Read(db => db.Erasures.CountAsync())).ShouldBe(0);
    }

    [Theory]
    [InlineData("", "x", "userId")]
    [InlineData("userId=a&email=b@post.example", "x", "email")]
    [InlineData("userId=", "x", "userId")]
    [InlineData("email=no-address", "x", "email")]
    [InlineData("userId=a&name=b", "x", "name")]
    [InlineData("userId=user-anna", "", "reason")]
    [InlineData("userId=user-anna", "User-Anna wrote", "reason")]
    [InlineData("userId=user-anna", "mail of anna@post.example", "reason")]
    public async Task What_was_not_understood_is_told_by_field(string parameters, string reason, string field)
    {
        await using var app = await SnapshotSteps.StartIdle();

        var answer = await app.Erase(parameters, reason);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Errors()).Keys.ShouldContain(field);
    }

    private static Task<int> Visits(TestApp app, string day) =>
        app.Read(db => db.AttributionSnapshots.Where(row => row.Date == DateOnly.Parse(day, null) && row.Model == "linear").SumAsync(row => row.Visits));

    private static async Task<JsonElement> Journey(TestApp app, string order)
    {
        using var server = app.Server();
        return await (await server.GetAsync($"/api/analytics/attribution/journeys/{order}")).Json();
    }

    // What the order keeps: not the rule and the visit of a touch that is gone.
    private static string WithoutIds(JsonElement journey) => System.Text.RegularExpressions.Regex.Replace(
        journey.ToString(),
        "\"(touchId|generatedAt)\":\"[^\"]+\"|[0-9a-f]{8}-[0-9a-f-]{27}|\"anonymised\":[a-z]+|\"reason\":(null|\"[a-z_]+\")|\"session\":[a-z0-9]+|\"flags\":\\[[^]]*]|\"sessions\":\\[[^]]*]|\"leftOut\":\\[[^]]*]|\"leftOutCount\":[0-9]+",
        "");

    private static void PutBack(string copy, string file)
    {
        File.Delete(file + "-wal");
        File.Delete(file + "-shm");
        File.Move(copy, file, overwrite: true);
    }
}
