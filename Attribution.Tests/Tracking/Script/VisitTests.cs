using Attribution.Tests.Browser;
using Attribution.Tests.Conversions;
using Attribution.Web.Tracking;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Attribution.Tests.Tracking.Script;

/// <summary>What a visit leaves in the store, from the page to the row.</summary>
public sealed class VisitTests(Chromium chromium) : VisitTest(chromium)
{
    private const string Ad = "/?utm_source=google&utm_medium=cpc";

    [Fact]
    public async Task A_site_of_many_pages_is_one_touch_in_one_session_with_all_its_pages()
    {
        Shop.Body = () => "<a id=next href=/shoes>shoes</a>";
        await Land(Home + Ad);
        await Page.ClickAsync("#next");
        await Page.Arrived("/shoes");
        await Settled();
        await Land(Home + "/cart");
        await Call("'conversion', 'order', { orderId: '1001' }"); // brings what the beacons left in the queue

        (await Touches()).Select(touch => touch.Channel).ShouldBe(["paid_search"]);
        var session = (await Sessions()).ShouldHaveSingleItem();
        (session.TouchCount, session.Pages).ShouldBe((1, 2)); // the third is still being read
    }

    [Fact]
    public async Task A_single_page_app_is_one_session_with_a_touch_for_each_campaign()
    {
        await Land(Home + Ad);
        await Route("history.pushState(0, '', '/shoes')");
        await Route("history.replaceState(0, '', '/shoes?size=42')");
        await Route("history.pushState(0, '', '/sale?utm_source=newsletter&utm_medium=email')");
        await Route("history.back()");
        await Route("location.hash = '#/checkout'");

        (await Touches()).Select(touch => touch.Channel).ShouldBe(["paid_search", "email"]);
        (await Sessions()).ShouldHaveSingleItem().TouchCount.ShouldBe(2);
    }

    [Fact]
    public async Task A_link_to_a_sister_site_takes_the_visitor_along_and_leaves_no_trace_in_what_is_stored()
    {
        await WithSister();
        var there = await Land(Home + Ad);
        await Page.ClickAsync("#sister");
        await Page.Arrived("/welcome?_attr=");

        var here = await Settled();

        (here.VisitorId, here.SessionId).ShouldBe((there.VisitorId, there.SessionId));
        (await Touches()).Select(touch => touch.Channel).ShouldBe(["paid_search"]);
        await Call("'page'");
        await Land(Shop.At("sister.example") + "/later");
        (await Settled()).VisitorId.ShouldBe(there.VisitorId);
        (await Touches()).ShouldAllBe(touch => !touch.LandingUrl.Contains("_attr", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_is_known_on_the_sister_site_stays_who_they_are()
    {
        await WithSister();
        var sister = await Land(Shop.At("sister.example") + "/");
        var shop = await Land(Home + Ad);
        await Page.ClickAsync("#sister");
        await Page.Arrived("/welcome?_attr=");

        (await Settled()).VisitorId.ShouldBe(sister.VisitorId);
        sister.VisitorId.ShouldNotBe(shop.VisitorId);
    }

    [Theory]
    [InlineData("blog.elsewhere.example", 0)] // not one of the store's sites
    [InlineData("shop.example", -300)] // a link kept for five minutes
    public async Task A_visitor_in_a_strange_or_stale_link_is_not_taken(string host, int age)
    {
        await WithSister();
        var shop = await Land(Home + Ad);
        Shop.Body = () => $"<a id=go href='{Shop.At("sister.example")}/welcome?_attr={shop.VisitorId}.{DateTimeOffset.Parse("2026-06-15T10:00:00Z", null).ToUnixTimeSeconds()}'>go</a>";
        var page = await Visitor();
        await page.Clock.InstallAsync(new() { TimeDate = DateTime.Parse("2026-06-15T10:00:00Z", null).ToUniversalTime().AddSeconds(-age) });
        await page.GotoAsync(Shop.At(host) + "/");
        await page.ClickAsync("#go");
        await page.Arrived("/welcome?_attr=");

        (await Settled(page)).VisitorId.ShouldNotBe(shop.VisitorId);
    }

    [Fact]
    public async Task Proxied_on_the_shops_own_host_the_cookies_are_the_shops_and_its_backend_reads_them()
    {
        await App.Change(store => store.CookieDomain = "shop.example");
        var session = "";
        Shop.Head = () => Snippet($"/{Alias}.js");
        Shop.Proxy = context =>
        {
            session = context.Request.Cookies["mk_session"] ?? session;
            return context.Request.Path.Value!.StartsWith($"/{Alias}", StringComparison.Ordinal) ? Forward(context) : Task.FromResult(false);
        };
        await Land(Home + Ad);
        var ids = await Land(Shop.At("www.shop.example") + "/cart");

        session.ShouldBe(ids.SessionId);
        (await Sessions()).ShouldHaveSingleItem().SessionId.ShouldBe(session);
        var cookies = await Page.Context.CookiesAsync();
        cookies.Select(cookie => $"{cookie.Name} {cookie.Domain} {cookie.Path} {cookie.HttpOnly} {cookie.SameSite}")
            .ShouldBe(["mk_visitor .shop.example / True Lax", "mk_session .shop.example / True Lax"], ignoreOrder: true);
        (await Page.EvaluateAsync<string>("() => document.cookie")).ShouldBe("");
    }

    [Theory]
    [InlineData("granted", false, "granted", true, "_attr mk_session mk_visitor")]
    [InlineData("limited", false, "limited", true, "")]
    [InlineData("denied", false, null, false, "")]
    [InlineData("granted", true, "limited", false, "")] // the browser objects
    [InlineData("", false, "granted", true, "_attr mk_session mk_visitor")] // the store's default
    [InlineData("", true, "limited", false, "")]
    public async Task What_is_kept_is_what_was_allowed(string consent, bool objects, string? stored, bool clickId, string device)
    {
        Attributes = consent.Length > 0 ? $"data-consent=\"{consent}\"" : "";
        if (objects)
        {
            await Page.Context.SetExtraHTTPHeadersAsync(new Dictionary<string, string> { ["Sec-GPC"] = "1" });
            await Page.AddInitScriptAsync("Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true })");
        }

        await Land(Home + "/?utm_source=google&utm_medium=cpc&gclid=abc");
        await Page.GotoAsync(Home + "/cart");
        await Settled();

        (await OnDevice()).Order(StringComparer.Ordinal).ShouldBe(device.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var touch = (await Touches()).FirstOrDefault();
        touch?.Consent.ShouldBe(stored);
        (touch?.ClickId == "abc").ShouldBe(clickId);
        (touch is null).ShouldBe(stored is null);
    }

    [Fact]
    public async Task A_refusal_takes_everything_off_the_device_and_no_other_tab_brings_it_back()
    {
        await Land(Home + Ad);
        var other = await Page.Context.NewPageAsync();
        await Land(Home + "/cart", other);
        await Call("'consent', 'denied'", other);
        await Page.WaitForFunctionAsync("() => !localStorage._attr");
        await Settled();

        await Page.EvaluateAsync("() => history.pushState(0, '', '/?utm_source=newsletter')");
        await Call("'conversion', 'order', { orderId: '1001' }");

        (await OnDevice()).ShouldBeEmpty();
        (await Touches()).Count.ShouldBe(1);
        (await App.Read(db => db.ConversionHints.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_grant_joins_what_was_seen_without_it_to_the_visitor()
    {
        Attributes = "data-consent=\"limited\"";
        await Land(Home + Ad);
        (await OnDevice()).ShouldBeEmpty();

        var ids = await Call("'consent', 'granted'");

        (await Touches()).ShouldHaveSingleItem().VisitorId.ShouldBe(ids.VisitorId);
        (await OnDevice()).Order(StringComparer.Ordinal).ShouldBe(["_attr", "mk_session", "mk_visitor"]);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-3)]
    public async Task A_browser_whose_clock_is_hours_off_is_corrected_and_flagged(int hours)
    {
        App.Clock!.Now = TimeProvider.System.GetUtcNow();
        await Page.AddInitScriptAsync($$"""
            { const Real = Date, off = {{hours}} * 3600e3;
              Date = class extends Real { constructor(...given) { given.length ? super(...given) : super(Real.now() + off); } static now() { return Real.now() + off; } }; }
            """);
        await Land(Home + Ad);

        var touch = (await Touches()).ShouldHaveSingleItem();

        (touch.ReceivedAt - touch.OccurredAt).ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromSeconds(30));
        touch.Flags.ShouldBe("clock_corrected");
    }

    [Fact]
    public async Task A_touch_made_offline_comes_later_with_its_own_time()
    {
        var start = App.Clock!.Now;
        await Page.Clock.InstallAsync(new() { TimeDate = start.UtcDateTime });
        await Land(Home + Ad);
        await Page.Context.SetOfflineAsync(true);
        await Call("'touch', { utm: { source: 'newsletter', medium: 'email' } }");
        await Page.Clock.FastForwardAsync(TimeSpan.FromHours(3).Ticks / TimeSpan.TicksPerMillisecond);
        App.Clock.Now += TimeSpan.FromHours(3);
        await Page.Context.SetOfflineAsync(false);
        await Call("'touch', { utm: { source: 'facebook', medium: 'social' } }");
        await Sent();

        var touches = await Touches();

        touches.Select(touch => touch.Channel).ShouldBe(["paid_search", "email", "organic_social"]);
        (touches[1].OccurredAt - start).ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromMinutes(2));
        touches[1].ReceivedAt.ShouldBe(App.Clock.Now);
        (await Sessions()).Select(session => session.TouchCount).ShouldBe([2, 1]);
    }

    [Fact]
    public async Task A_pinned_snippet_counts_under_a_strict_policy_and_another_script_does_not_run()
    {
        var script = TrackingScript.Current;
        Shop.Policy = $"default-src 'none'; script-src {Collector}; connect-src {Collector}; img-src {Collector}";
        string Pinned(string integrity) => Snippet($"{Collector}/{Alias}.{script.Hash8}.js").Replace("<script ", $"<script crossorigin integrity=\"{integrity}\" ", StringComparison.Ordinal);
        Shop.Head = () => Pinned("sha384-" + new string('A', 64));
        await Page.GotoAsync(Home + "/?utm_source=forged");
        (await Page.EvaluateAsync<string>("() => typeof attribution")).ShouldBe("undefined");
        Shop.Head = () => Pinned(script.Integrity);

        await Land(Home + Ad);

        (await Touches()).Select(touch => touch.Channel).ShouldBe(["paid_search"]);
    }

    private async Task Route(string move)
    {
        await Page.EvaluateAsync($"() => {{ {move} }}");
        await Call("'ids', () => 0");
    }

    private async Task WithSister()
    {
        await App.Change(store => store.Domains = """["shop.example","sister.example"]""");
        Attributes = "data-consent=\"granted\" data-link=\"shop.example sister.example\"";
        Shop.Body = () => $"<a id=sister href='{Shop.At("sister.example")}/welcome'>sister</a>";
    }

    // As a web server in front of both does it.
    private async Task<bool> Forward(HttpContext context)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(App.Address, context.Request.Path.Value));
        request.Headers.Host = context.Request.Host.Value;
        foreach (var name in (string[])["Cookie", "Origin", "User-Agent"])
        {
            request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)context.Request.Headers[name]);
        }

        request.Content = new StreamContent(context.Request.Body) { Headers = { { "Content-Type", "text/plain" } } };
        using var answer = await client.SendAsync(request);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        context.Response.Headers.SetCookie = answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.ToArray() : [];
        await answer.Content.CopyToAsync(context.Response.Body);
        return true;
    }
}
