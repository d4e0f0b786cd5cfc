using System.Net;
using System.Text.RegularExpressions;
using Attribution.Tests.Accounts;
using Attribution.Tests.Tracking;

namespace Attribution.Tests.Live;

public partial class LivePageTests
{
    [Fact]
    public async Task A_hit_is_shown_with_its_channel_and_why_it_was_resolved_so()
    {
        await using var app = await TestApp.Start();
        await app.Client().Hit(app, new { url = "https://shop.example/shoes?gclid=abc&utm_campaign=Spring", referrer = "https://www.google.com/" });

        var page = await Page(app);

        page.ShouldContain("Yes. 1 hit was taken in the last 30 minutes.");
        page.ShouldContain("/shoes");
        page.ShouldContain("Paid Search");
        page.ShouldContain("google / cpc / Spring");
        page.ShouldContain("Ad click id");
    }

    [Fact]
    public async Task Touches_of_the_last_half_hour_are_there_after_a_restart()
    {
        await using var app = await TestApp.Start();
        await app.Client().Hit(app, new { url = "https://shop.example/old?utm_source=bing&utm_medium=cpc" });
        app.Clock!.Now += TimeSpan.FromMinutes(20);
        await app.Client().Hit(app, new { url = "https://shop.example/new?utm_source=x&utm_medium=email" });
        await app.Restart();

        var page = await Page(app);
        app.Clock.Now += TimeSpan.FromMinutes(15);
        var later = await Page(app, email: "later@shop.example");

        page.IndexOf("/new", StringComparison.Ordinal).ShouldBeLessThan(page.IndexOf("/old", StringComparison.Ordinal));
        later.ShouldContain("/new");
        later.ShouldNotContain("/old");
    }

    [Theory]
    [InlineData("bot", "Known bot")]
    [InlineData("prefetch", "Prefetch")]
    [InlineData("consent", "No consent")]
    [InlineData("excluded", "Left out by you")]
    [InlineData("origin", "Page not listed", "stranger.example")]
    [InlineData("key", "Unknown key")]
    [InlineData("large", "Too large")]
    [InlineData("json", "Not understood")]
    [InlineData("item", "Not understood", "url: Give the page", "full address")]
    [InlineData("limit", "Too many hits")]
    public async Task What_is_not_stored_is_shown_with_its_reason(string kind, params string[] expected)
    {
        await using var app = await TestApp.Start();
        await Cause(app, kind);

        var page = await Page(app);

        foreach (var words in expected)
        {
            page.ShouldContain(words);
        }
    }

    [Fact]
    public async Task A_filter_in_the_address_lists_one_outcome_alone()
    {
        await using var app = await TestApp.Start();
        await app.Client().Hit(app, new { url = "https://shop.example/kept?utm_source=x" });
        await Cause(app, "origin");

        var refused = await Page(app, "/live?show=refused");
        var touches = await Page(app, "/live?show=touch", "b@shop.example");
        var wrong = await Page(app, "/live?show=%3Cscript%3E", "c@shop.example");

        Rows(refused).ShouldHaveSingleItem().ShouldContain("stranger.example");
        Rows(touches).ShouldHaveSingleItem().ShouldContain("/kept");
        Rows(wrong).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_fresh_store_is_told_how_to_begin()
    {
        await using var app = await TestApp.Start();

        var page = await Page(app, role: "admin");

        page.ShouldContain("Nothing arrives yet");
        page.ShouldContain("href=\"/settings/install\"");
    }

    [Fact]
    public async Task A_domain_tells_its_health_and_a_stranger_is_offered_to_be_added()
    {
        await using var app = await TestApp.Start();
        await app.Client().Hit(app, new { url = Hits.Landing, consent = "granted" });
        await Cause(app, "origin");
        using var script = new HttpRequestMessage(HttpMethod.Get, "/attribution.js");
        script.Headers.Referrer = new Uri("https://www.shop.example/");
        await app.Client().SendAsync(script);

        var page = await Page(app, role: "admin");

        page.ShouldContain("Hits arrive");
        page.ShouldContain("attribution.js");
        page.ShouldContain("stranger.example</b> sent 1 hit and is not listed");
        page.ShouldContain("href=\"/settings?store=shop\"");
    }

    [Fact]
    public async Task An_unnamed_proxy_is_warned_of()
    {
        await using var app = await TestApp.Start();
        using var client = app.Client();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        await client.Hit(app, new { url = Hits.Landing });

        (await Page(app)).ShouldContain("Proxy not configured.");
    }

    [Fact]
    public async Task Neither_address_nor_user_agent_nor_id_nor_query_is_on_the_page()
    {
        await using var app = await TestApp.Start();
        using var client = app.Client();
        client.DefaultRequestHeaders.UserAgent.ParseAdd("Secretive/1.0");
        await client.Hit(app, new { url = "https://shop.example/?utm_source=x&email=jo%40example.com", visitorId = "visitor-77", userId = "user-88" });
        client.DefaultRequestHeaders.UserAgent.ParseAdd("Googlebot/2.1");
        await client.Hit(app, new { url = "https://shop.example/reset?token=hushhush", visitorId = "visitor-77" });

        var page = await Page(app);

        page.ShouldContain("/reset");
        foreach (var secret in new[] { "Secretive", "Googlebot", "visitor-77", "user-88", "jo%40", "jo@", "hushhush", "127.0.0.1" })
        {
            page.ShouldNotContain(secret);
        }
    }

    [Fact]
    public async Task Whatever_is_sent_stands_on_the_page_as_text()
    {
        const string Payload = "<img src=x onerror=alert(1)>";
        await using var app = await TestApp.Start();
        var sent = new { url = $"https://shop.example/{Payload}?utm_source={Payload}", referrer = "javascript:alert(1)", utm = new { medium = Payload, campaign = "\"><script>alert(2)</script>" } };
        await app.Client().Hit(app, sent);
        await app.Server().Raw($$"""{ "items": [ { "{{Payload}}": 1 } ] }""", "application/json", "/api/touches");

        var page = await Page(app);

        page.ShouldNotContain("<img src=x");
        page.ShouldNotContain("<script>alert");
        page.ShouldNotContain("href=\"javascript:");
        page.ShouldContain("&lt;script&gt;alert(2)");
    }

    [Fact]
    public async Task Another_stores_hits_are_behind_the_wall()
    {
        await using var app = await TestApp.Start();
        var other = await app.OpenStore("other");
        await app.Server(other).Touch(new { url = "https://other.example/theirs?utm_source=x", visitorId = "v" });

        var own = await Page(app);
        using var client = await app.SignedIn("ada@shop.example", "admin");
        var foreign = await client.GetAsync("/live?store=other");

        own.ShouldNotContain("/theirs");
        foreign.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_viewer_may_not_look()
    {
        await using var app = await TestApp.Start();
        await app.Client().Hit(app, new { url = "https://shop.example/kept?utm_source=x" });
        using var viewer = await app.SignedIn("vic@shop.example", "viewer");

        var answer = await viewer.GetAsync("/live");

        (answer.StatusCode == HttpStatusCode.OK ? await answer.Content.ReadAsStringAsync() : "").ShouldNotContain("/kept");
        (await viewer.GetStringAsync("/")).ShouldNotContain("href=\"/live\"");
    }

    [Fact]
    public async Task An_analyst_here_who_views_there_sees_only_here()
    {
        await using var app = await TestApp.Start();
        var other = await app.OpenStore("other");
        await app.Server(other).Touch(new { url = "https://other.example/theirs?utm_source=x", visitorId = "v" });
        var ann = await app.AddUser("ann@shop.example", "analyst");
        await app.Services.Member(ann, other, "viewer");
        using var client = app.Client(cookies: true);
        await client.LogIn("ann@shop.example", Visitors.Password);

        var page = await client.GetStringAsync("/live?store=other");

        page.ShouldContain("Not for your role");
        page.ShouldNotContain("/theirs");
    }

    private static async Task<string> Page(TestApp app, string path = "/live", string email = "ana@shop.example", string role = "analyst")
    {
        using var client = await app.SignedIn(email, role);
        return await client.GetStringAsync(path);
    }

    private static List<string> Rows(string page) =>
        [.. Row().Matches(Table().Match(page).Value).Select(row => row.Value).Where(row => row.Contains("class=\"when\""))];

    private static async Task Cause(TestApp app, string kind)
    {
        using var client = app.Client();
        client.DefaultRequestHeaders.Add("Origin", kind == "origin" ? "https://stranger.example" : "https://shop.example");
        await (kind switch
        {
            "bot" => client.With("User-Agent", "Googlebot/2.1").Send(app, new { url = Hits.Landing }),
            "prefetch" => client.With("Sec-Purpose", "prefetch").Send(app, new { url = Hits.Landing }),
            "consent" => client.Send(app, new { url = Hits.Landing, consent = "denied" }),
            "excluded" => client.Send(app, new { url = "https://shop.example/?attribution=off" }),
            "key" => client.Raw("""{ "key": "pk_nobodyknowsthiskey" }"""),
            "large" => client.Raw($$"""{ "x": "{{new string('x', 70_000)}}" }"""),
            "json" => client.Raw("no json"),
            "item" => app.Server().Raw("""{ "items": [ { "url": "nope" } ] }""", "application/json", "/api/touches"),
            "limit" => Flood(app, client),
            _ => client.Send(app, new { url = Hits.Landing }),
        });
    }

    private static async Task<HttpResponseMessage> Flood(TestApp app, HttpClient client)
    {
        for (var i = 0; i < 3; i++)
        {
            await client.Send(app, new { items = Enumerable.Repeat(new { }, 50) });
        }

        return await client.Send(app, new { });
    }

    [GeneratedRegex("<table class=\"tbl hits\">.*?</table>", RegexOptions.Singleline)]
    private static partial Regex Table();

    [GeneratedRegex("<tr.*?</tr>", RegexOptions.Singleline)]
    private static partial Regex Row();
}

internal static class Headers
{
    public static HttpClient With(this HttpClient client, string name, string value)
    {
        client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        return client;
    }
}
