using System.Net;
using System.Text;

using Attribution.Web.Storage;
using Attribution.Web.Storage.Ingest;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Tracking;

public class ConsentTests
{
    private const string Shop = "https://shop.example/";

    [Fact]
    public async Task A_granted_hit_sets_two_cookies_out_of_a_scripts_reach()
    {
        await using var app = await TestApp.Start();

        var answer = await app.Client().Send(app, new { url = Hits.Landing });

        var visitor = answer.Cookie("mk_visitor")!;
        visitor.ShouldContain("max-age=34560000"); // 400 days
        visitor.ShouldContain("httponly");
        visitor.ShouldContain("samesite=lax");
        visitor.ShouldContain("path=/");
        visitor.ShouldNotContain("secure"); // plain http
        visitor.ShouldNotContain("domain");
        answer.Cookie("mk_session")!.ShouldContain("max-age=1800");
    }

    [Theory]
    [InlineData("t.shop.example", true)]
    [InlineData("shop.example", true)]
    [InlineData("attribution.example", false)]
    [InlineData("notshop.example", false)]
    public async Task Cookies_belong_to_the_shops_domain_where_the_endpoint_lies_under_it(string host, bool shared)
    {
        await using var app = await TestApp.Start();
        await app.Change(store => store.CookieDomain = "shop.example");
        using var client = app.Client();
        client.DefaultRequestHeaders.Host = host;

        var answer = await client.Send(app, new { url = Hits.Landing });

        answer.Cookie("mk_session")!.Contains("domain=shop.example", StringComparison.Ordinal).ShouldBe(shared);
    }

    [Fact]
    public async Task Behind_a_trusted_https_proxy_cookies_are_secure()
    {
        await using var app = await TestApp.Start(configure: web =>
        {
            web.UseSetting("Proxy:Trusted:0", "127.0.0.1");
            web.UseSetting("Proxy:Trusted:1", "::1");
        });
        using var client = app.Client();
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");

        (await client.Send(app, new { })).Cookie("mk_session")!.ShouldContain("secure");
    }

    [Fact]
    public async Task A_cookie_beats_the_body()
    {
        await using var app = await TestApp.Start();
        using var client = app.Client();
        client.DefaultRequestHeaders.Add("Cookie", "mk_visitor=from-cookie");

        (await client.Hit(app, new { visitorId = "from-body" })).Text("visitorId").ShouldBe("from-cookie");
    }

    [Fact]
    public async Task A_limited_hit_puts_nothing_on_the_device_and_its_day_holds_one_session()
    {
        await using var app = await TestApp.Start();
        using var browser = app.Client(cookies: true);

        var answer = await browser.Send(app, new { url = Hits.Landing, consent = "limited" });
        var next = await browser.Hit(app, new { url = Shop, consent = "limited" });

        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
        var first = await answer.Json();
        first.GetProperty("visitorId").GetString().ShouldBeNull();
        next.Outcome().ShouldBe("activity");
        next.Text("sessionId").ShouldBe(first.Text("sessionId"));
        (await app.Read(db => db.Touches.SingleAsync())).Consent.ShouldBe("limited");
    }

    [Fact]
    public async Task Limited_days_never_join()
    {
        await using var app = await TestApp.Start();
        using var browser = app.Client();
        await browser.Hit(app, new { url = Hits.Landing, consent = "limited", visitorId = "v-1", userId = "u-1" });
        app.Clock!.Now += TimeSpan.FromDays(1);

        await browser.Hit(app, new { url = Hits.Landing, consent = "limited", visitorId = "v-1", userId = "u-1" });

        var touches = await app.Read(db => db.Touches.ToListAsync());
        touches.Select(touch => touch.VisitorId).Distinct().Count().ShouldBe(2);
        touches.ShouldAllBe(touch => touch.UserId == "" && touch.VisitorId != "v-1");
    }

    [Fact]
    public async Task A_second_visit_of_a_limited_day_is_a_session_of_its_own()
    {
        await using var app = await TestApp.Start();
        using var browser = app.Client();
        var first = await browser.Hit(app, new { url = Hits.Landing, consent = "limited" });
        app.Clock!.Now += TimeSpan.FromHours(2);

        var second = await browser.Hit(app, new { url = Shop, consent = "limited" });

        second.Outcome().ShouldBe("created");
        second.Text("sessionId").ShouldNotBe(first.Text("sessionId"));
        (await app.Read(db => db.Sessions.Select(session => session.VisitorId).Distinct().CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Old_salts_are_destroyed_also_in_the_files_free_space()
    {
        await using var app = await TestApp.Start();
        await app.Client().Hit(app, new { consent = "limited" });
        var salt = (await app.Read(db => db.DailySalts.SingleAsync())).Salt;
        app.Bytes().AsSpan().IndexOf(salt).ShouldBeGreaterThan(0);

        app.Clock!.Now += TimeSpan.FromDays(2);
        var stores = await app.Services.GetRequiredService<StoreDirectory>().All(CancellationToken.None);
        await app.Services.GetRequiredService<DailySalts>().Destroy(stores, app.Clock, CancellationToken.None);

        app.Bytes().AsSpan().IndexOf(salt).ShouldBe(-1);
    }

    [Fact]
    public async Task Consent_joins_the_running_limited_session_to_the_new_visitor()
    {
        await using var app = await TestApp.Start();
        using var browser = app.Client(cookies: true);
        var before = await browser.Hit(app, new { url = Hits.Landing, consent = "limited" });

        var granted = await browser.Hit(app, new { kind = "consent", consent = "granted" });
        var next = await browser.Hit(app, new { url = Shop, consent = "granted" });

        granted.Text("sessionId").ShouldBe(before.Text("sessionId"));
        next.Outcome().ShouldBe("activity");
        (await app.Read(db => db.Sessions.SingleAsync())).VisitorId.ShouldBe(granted.Text("visitorId"));
        (await app.Read(db => db.Touches.SingleAsync())).VisitorId.ShouldBe(granted.Text("visitorId"));
    }

    [Fact]
    public async Task A_known_visitor_who_agrees_again_gets_the_session_that_ran_without_consent()
    {
        await using var app = await TestApp.Start();
        using var browser = app.Client(cookies: true);
        var first = await browser.Hit(app, new { url = Shop, consent = "granted" });
        app.Clock!.Now += TimeSpan.FromHours(3);
        await browser.Hit(app, new { url = Hits.Landing, consent = "limited" });

        var granted = await browser.Hit(app, new { kind = "consent", consent = "granted" });

        granted.Text("visitorId").ShouldBe(first.Text("visitorId"));
        (await app.Read(db => db.Touches.CountAsync(touch => touch.VisitorId == first.Text("visitorId")))).ShouldBe(2);
    }

    [Theory]
    [InlineData("denied", "ignored")]
    [InlineData("limited", "activity")]
    public async Task Consent_that_ends_takes_the_cookies_off(string consent, string outcome)
    {
        await using var app = await TestApp.Start();
        using var browser = app.Client(cookies: true);
        await browser.Hit(app, new { url = Hits.Landing });

        var answer = await browser.Send(app, new { kind = "consent", consent });

        (await answer.Json()).Outcome().ShouldBe(outcome);
        answer.Cookie("mk_visitor")!.ShouldStartWith("mk_visitor=; expires=Thu, 01 Jan 1970");
        answer.Cookie("mk_session")!.ShouldStartWith("mk_session=; expires=Thu, 01 Jan 1970");
    }

    [Fact]
    public async Task Nothing_is_stored_of_who_refused()
    {
        await using var app = await TestApp.Start();

        var answer = await app.Client().Hit(app, new { url = Hits.Landing, consent = "denied" });

        answer.Outcome().ShouldBe("ignored");
        answer.Text("reason").ShouldBe("consent");
        (await app.Read(db => db.Touches.CountAsync())).ShouldBe(0);
    }

    [Theory]
    [InlineData("granted", "granted")]
    [InlineData("limited", "limited")]
    [InlineData("denied", "denied")]
    public async Task A_hit_that_names_no_consent_has_the_stores(string standard, string applied)
    {
        await using var app = await TestApp.Start();
        await app.Change(store => store.ConsentDefault = standard);

        (await app.Client().Hit(app, new { url = Hits.Landing })).Text("consent").ShouldBe(applied);
    }

    [Theory]
    [InlineData("", "limited", "")]
    [InlineData("granted", "granted", "Abc123")] // asked, and agreed in so many words
    public async Task A_browser_that_objects_is_at_most_limited_and_its_click_ids_are_dropped(string consent, string applied, string clickId)
    {
        await using var app = await TestApp.Start();
        using var client = app.Client();
        client.DefaultRequestHeaders.Add("Sec-GPC", "1");

        var answer = await client.Hit(app, new { url = Shop + "?gclid=Abc123", consent });

        answer.Text("consent").ShouldBe(applied);
        answer.Text("channel").ShouldBe("paid_search");
        (await app.Read(db => db.Touches.SingleAsync())).ClickId.ShouldBe(clickId);
        (app.Bytes().AsSpan().IndexOf("Abc123"u8) < 0).ShouldBe(clickId.Length == 0);
    }

    [Fact]
    public async Task No_address_and_no_user_agent_is_ever_stored()
    {
        await using var app = await TestApp.Start();
        using var client = app.Client();
        client.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (UnmistakableBrowser)");

        await client.Hit(app, new { url = Hits.Landing });
        await app.Server().Touch(new { url = Hits.Landing, clientIp = "203.0.113.77", userAgent = "UnmistakableBrowser" });

        var bytes = app.Bytes();
        bytes.AsSpan().IndexOf("UnmistakableBrowser"u8).ShouldBe(-1);
        bytes.AsSpan().IndexOf("203.0.113."u8).ShouldBe(-1);
        bytes.AsSpan().IndexOf("127.0.0.1"u8).ShouldBe(-1);
        bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(IPAddress.Loopback.MapToIPv6().ToString())).ShouldBe(-1);
    }
}
