using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Tests.Tracking;

public class BodyTests
{
    [Theory]
    [InlineData("", 400)]
    [InlineData("no json", 400)]
    [InlineData("[]", 400)]
    [InlineData("7", 400)]
    [InlineData("null", 400)]
    [InlineData("{", 400)]
    [InlineData("{} {}", 400)]
    [InlineData("""{ "seconds": NaN }""", 400)]
    [InlineData("""{ "items": {} }""", 400)]
    [InlineData("""{ "items": "none" }""", 400)]
    [InlineData("""{ "a":[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]] }""", 400)] // 18 deep
    public async Task A_body_that_is_no_list_of_hits_is_refused_whole(string body, int status)
    {
        await using var app = await TestApp.Start();

        var answer = await app.Server().Raw(body, "application/json", "/api/touches");

        ((int)answer.StatusCode).ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task A_batch_without_hits_is_a_batch()
    {
        await using var app = await TestApp.Start();

        (await app.Client().Batch(app)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_item_that_is_no_object_is_a_problem_in_its_place()
    {
        await using var app = await TestApp.Start();

        var answer = await app.Client().Raw($$"""{ "key": "{{app.Shop.PublicKey}}", "items": [ 7, {} ] }""");

        var items = (await answer.Json()).GetProperty("items");
        items[0].GetProperty("status").GetInt32().ShouldBe(400);
        items[1].Outcome().ShouldBe("created");
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_mended_for_a_browser_and_refused_for_a_server()
    {
        await using var app = await TestApp.Start();
        byte[] Body(string head) => [.. Encoding.UTF8.GetBytes(head), 0xC3, 0x28, .. "\" }"u8];

        var browser = await app.Client().PostAsync(Hits.Path, new ByteArrayContent(Body($$"""{ "key": "{{app.Shop.PublicKey}}", "userId": "a""")));
        var server = await app.Server().PostAsync(Hits.Path, new ByteArrayContent(Body("""{ "userId": "a""")));

        browser.StatusCode.ShouldBe(HttpStatusCode.OK);
        server.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_byte_order_mark_is_no_fault()
    {
        await using var app = await TestApp.Start();

        (await app.Client().Raw($$"""{{'\uFEFF'}}{ "key": "{{app.Shop.PublicKey}}" }""")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("text/plain", HttpStatusCode.OK)]
    [InlineData("application/json", HttpStatusCode.OK)]
    [InlineData("application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("text/html", HttpStatusCode.UnsupportedMediaType)]
    public async Task Only_json_and_plain_text_are_read(string type, HttpStatusCode status)
    {
        await using var app = await TestApp.Start();

        (await app.Client().Raw($$"""{ "key": "{{app.Shop.PublicKey}}" }""", type)).StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task A_compressed_body_is_not_unpacked()
    {
        await using var app = await TestApp.Start();
        var content = new ByteArrayContent([0x1F, 0x8B, 8, 0]);
        content.Headers.ContentEncoding.Add("gzip");

        (await app.Client().PostAsync(Hits.Path, content)).StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task Sizes_end_where_the_contract_says()
    {
        await using var app = await TestApp.Start();
        string Padded(int bytes) => $$"""{ "key": "{{app.Shop.PublicKey}}" {{new string(' ', bytes)}}}""";

        (await app.Client().Raw(Padded(60 * 1024))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.Client().Raw(Padded(64 * 1024))).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await app.Server().Raw($$"""{ "items": [] {{new string(' ', 65 * 1024)}}}""")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.Server().Raw(new string(' ', (4 * 1024 * 1024) + 1))).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData(50, false, HttpStatusCode.OK)]
    [InlineData(51, false, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(1000, true, HttpStatusCode.OK)]
    [InlineData(1001, true, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_batch_holds_so_many(int count, bool isServer, HttpStatusCode status)
    {
        await using var app = await TestApp.Start();
        var items = string.Join(',', Enumerable.Repeat("{}", count));

        var answer = await (isServer ? app.Server() : app.Client()).Raw($$"""{ "key": "{{app.Shop.PublicKey}}", "items": [{{items}}] }""");

        answer.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task What_is_too_long_is_cut_at_a_whole_letter_and_flagged()
    {
        await using var app = await TestApp.Start();

        await app.Client().Hit(app, new { url = Hits.Landing, userId = string.Concat(Enumerable.Repeat("😀", 130)) });

        var touch = await app.Read(db => db.Touches.SingleAsync());
        touch.UserId.ShouldBe(string.Concat(Enumerable.Repeat("😀", 128)));
        touch.Flags.ShouldContain("truncated");
    }

    [Fact]
    public async Task Texts_are_kept_composed_and_without_what_no_eye_sees()
    {
        await using var app = await TestApp.Start();

        await app.Client().Hit(app, new { userId = "Zoe\u0301\u0000\r\n\u202Ex\u200B" });

        (await app.Read(db => db.Touches.SingleAsync())).UserId.ShouldBe("Zo\u00E9x");
    }

    [Fact]
    public async Task A_servers_single_bad_hit_is_a_bad_request_with_every_fault_at_once()
    {
        await using var app = await TestApp.Start();

        var answer = await app.Server().PostAsJsonAsync("/api/touches", new { url = "nowhere", occurredAt = app.Clock!.Now.AddDays(2), colour = 1 });

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Errors()).Keys.ShouldBe(["colour", "occurredAt", "url"]);
    }

    [Theory]
    [InlineData("pk_unknownunknownunknown", HttpStatusCode.Unauthorized)]
    [InlineData("", HttpStatusCode.Unauthorized)]
    public async Task An_unknown_key_is_nobody(string key, HttpStatusCode status)
    {
        await using var app = await TestApp.Start();

        (await app.Client().Raw(new JsonObject { ["key"] = key }.ToJsonString())).StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task The_servers_path_takes_no_public_key()
    {
        await using var app = await TestApp.Start();
        using var client = app.Client();

        (await client.Raw($$"""{ "key": "{{app.Shop.PublicKey}}" }""", path: "/api/touches")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sk_" + new string('x', 40));
        (await client.Raw("{}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task What_is_wrong_with_an_item_that_is_no_object_is_said_to_a_browser_too()
    {
        await using var app = await TestApp.Start();

        var answer = await app.Client().Raw($$"""{ "key": "{{app.Shop.PublicKey}}", "items": [ 7 ] }""");

        (await answer.Json()).GetProperty("items")[0].GetProperty("errors").GetProperty("item")[0].GetString()!.ShouldContain("object");
    }

    [Fact]
    public async Task A_click_id_that_nobody_knows_is_refused_to_a_server_by_name()
    {
        await using var app = await TestApp.Start();

        var refused = await app.Server().PostAsJsonAsync("/api/touches", new { clickIds = new { gcild = "AbC" } });
        var taken = await app.Server().Touch(new { clickIds = new { ScCid = "AbC" } });

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Errors()).Keys.ShouldBe(["clickIds.gcild"]);
        taken.Text("channel").ShouldBe("paid_social");
    }

    [Fact]
    public async Task A_click_id_that_nobody_knows_costs_a_browser_nothing()
    {
        await using var app = await TestApp.Start();

        (await app.Client().Hit(app, new { url = Hits.Landing, clickIds = new { gcild = "AbC" } })).Outcome().ShouldBe("created");
    }

    [Theory]
    [InlineData("/api/touches")]
    [InlineData(Hits.Path)]
    public async Task A_key_that_names_another_store_finds_nothing_there(string path)
    {
        await using var app = await TestApp.Start();

        (await app.Server().PostAsJsonAsync(path + "?store=other", new { })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await app.Server().PostAsJsonAsync(path + "?store=shop", new { })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(Hits.Path)]
    [InlineData("/api/orders")]
    public async Task A_body_in_broken_chunks_is_refused_in_words(string path)
    {
        await using var app = await TestApp.Start();
        using var socket = new System.Net.Sockets.TcpClient(app.Address.Host, app.Address.Port);
        await using var stream = socket.GetStream();

        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {app.Shop.SecretKey}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n"));
        var answer = await new StreamReader(stream).ReadToEndAsync();

        answer.ShouldStartWith("HTTP/1.1 400");
        answer.ShouldContain("\"title\":\"The body did not arrive whole\"");
    }
}
