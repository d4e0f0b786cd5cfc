using Attribution.Tests.Browser;

namespace Attribution.Tests.Tracking.Script;

/// <summary>The script is a guest on the page: it breaks nothing, whatever it finds.</summary>
public sealed class ScriptGuestTests(Chromium chromium) : ScriptTest(chromium)
{
    [Theory]
    [InlineData("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })")]
    [InlineData("localStorage._attr = 'null'")]
    [InlineData("localStorage._attr = '{\"q\":7}'")]
    [InlineData("Object.freeze(history); Object.freeze(History.prototype)")]
    [InlineData("navigator.sendBeacon = null")]
    [InlineData("window.attribution = 'taken'")]
    [InlineData("Object.defineProperty(window, 'crypto', { value: undefined })")]
    [InlineData("Object.defineProperty(Document.prototype, 'cookie', { get() { throw new DOMException('no', 'SecurityError') }, set() { throw new DOMException('no', 'SecurityError') } })")]
    [InlineData("[Object, Array, String, Number, Function, Date, RegExp, Promise].forEach(one => Object.freeze(one.prototype))")]
    [InlineData("Array.prototype.extra = String.prototype.extra = () => 1")]
    public async Task A_broken_page_sees_no_exception_and_the_visit_counts(string fault)
    {
        await Page.AddInitScriptAsync(fault);
        await Open("/?utm_source=a");
        await Site.Hits("touch", 1);
        await Run("history.pushState(0, '', '/?utm_source=b'); dispatchEvent(new PageTransitionEvent('pagehide'))");
        await Settled();

        Visitor.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("JSON = undefined")]
    [InlineData("Blob = undefined")]
    [InlineData("URL = undefined")]
    [InlineData("fetch = undefined")]
    [InlineData("navigator.sendBeacon = () => { throw new Error('no') }")]
    [InlineData("Array.prototype.toJSON = function () { return 'x' }")]
    [InlineData("Object.defineProperty(window, 'attribution', { value: 7, writable: false })")]
    [InlineData("document.addEventListener('DOMContentLoaded', () => { JSON.stringify = Array.prototype.map = Object.assign = () => { throw new Error('no') } })")]
    public async Task A_page_that_lacks_what_the_script_needs_sees_no_exception(string fault)
    {
        await Page.AddInitScriptAsync($$"""
            localStorage._attr = `{"q":[{"kind":"touch","touchId":"0199a3c2-6f00-7000-8000-000000000001","occurredAt":"${new Date().toISOString()}"}],"k":"","t":1,"v":"v-1"}`;
            (() => { {{fault}} })();
            """);
        await Page.GotoAsync(Site.Shop + "/?utm_source=a", new() { WaitUntil = Microsoft.Playwright.WaitUntilState.Load });
        await Page.GotoAsync(Site.Elsewhere + "/");

        // The network's own lines are no exceptions of the page.
        Visitor.Errors.Where(error => !error.StartsWith("Failed to load resource", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_without_fetch_sees_no_exception()
    {
        await Page.AddInitScriptAsync("window.realFetch = window.fetch; window.fetch = () => { throw new Error('blocked') }");
        await Land("/?utm_source=a");

        Visitor.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Wrong_calls_throw_nothing_and_stop_nothing()
    {
        await Land();
        await Run("""
            const loop = {}; loop.loop = loop;
            attribution(); attribution('nonsense'); attribution('touch', loop); attribution('conversion', 'order', { value: 1n }); attribution('link'); attribution('touch', { touchId: 'a"b' });
            """);
        await Call("'conversion', 'order'");

        (await Site.Hits("conversion", 1)).Count.ShouldBe(1);
        await Settled();
        (await Stored())!.ShouldContain("\"q\":[]");
        Visitor.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task It_sets_one_global()
    {
        await Page.AddInitScriptAsync("window.before = Object.getOwnPropertyNames(window)");
        Site.Attributes += " data-link=\"localhost\"";
        await Land("/?utm_source=a");
        await Run("attribution('identify', 'u'); attribution('conversion', 'lead', {}); attribution('consent', 'limited'); attribution('consent', 'granted'); history.pushState(0, '', '/b'); dispatchEvent(new PageTransitionEvent('pagehide'))");
        await Settled();

        (await Page.EvaluateAsync<string[]>("() => Object.getOwnPropertyNames(window).filter(name => name != 'before' && !before.includes(name))")).ShouldBe(["attribution"]);
    }

    [Fact]
    public async Task A_snippet_embedded_twice_counts_once()
    {
        Site.Head = $"<script defer src=\"{Site.Collector}/k3v9m2.js\" data-key=\"pk_0123456789abcdef\" data-consent=\"limited\"></script>";
        await Land("/?utm_source=a");

        (await HitsUpToNow()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task It_runs_under_a_policy_that_names_its_host_only()
    {
        Site.Policy = $"default-src 'none'; script-src {Site.Collector}; connect-src {Site.Collector}; img-src {Site.Collector}; require-trusted-types-for 'script'";
        await Land("/?utm_source=a");
        await Open("/?utm_source=b");

        await Site.Hits("pulse", 1);
        Visitor.Errors.Where(error => !error.Contains("favicon", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task It_is_silent_where_the_policy_forbids_its_host()
    {
        Site.Policy = $"script-src 'self' {Site.Collector}; connect-src 'self'";
        await Land();

        Visitor.Errors.ShouldAllBe(error => error.Contains("Content Security Policy", StringComparison.Ordinal));
        (await Page.EvaluateAsync<string>("() => typeof attribution")).ShouldBe("function");
    }

    [Fact]
    public async Task The_pages_own_history_calls_work_as_ever()
    {
        await Land();
        await Run("history.pushState({ a: 1 }, '', '/state')");

        (await Page.EvaluateAsync<int>("() => history.state.a")).ShouldBe(1);
        (await Page.EvaluateAsync<string>("() => { try { history.pushState(0, '', 'https://other.example/') } catch (e) { return e.name } }")).ShouldBe("SecurityError");
    }

    [Fact]
    public async Task A_prerendered_page_counts_when_it_is_shown()
    {
        await Page.AddInitScriptAsync("Object.defineProperty(document, 'prerendering', { configurable: true, get: () => !window.shown })");
        await Open("/?utm_source=a");
        await Call("'conversion', 'order'");
        (await HitsOfASilentPage()).ShouldBeEmpty();
        await Run("window.shown = true; document.dispatchEvent(new Event('prerenderingchange'))");

        (await Site.Hits("conversion", 1)).Count.ShouldBe(1);
        (await Site.Hit("touch"))["url"].ShouldBe(Site.Shop + "/?utm_source=a");
    }

    [Fact]
    public async Task A_browser_under_automation_is_no_visitor()
    {
        await using var robot = await Chromium.Launch();
        await using var visitor = await Chromium.NewPage(robot);
        await visitor.Page.GotoAsync(Site.Shop + "/?utm_source=robot");
        await visitor.Page.EvaluateAsync("() => attribution('conversion', 'order')");
        (await visitor.Page.EvaluateAsync<string>("() => attribution('link', 'https://sister.example/')")).ShouldBe("https://sister.example/");
        await visitor.Page.EvaluateAsync("() => new Promise(done => attribution('ids', done))");
        await visitor.Page.GotoAsync(Site.Shop + "/?utm_source=robot2");
        await Land("/?utm_source=person");

        (await HitsUpToNow()).Select(hit => hit["url"]).ShouldBe([Site.Shop + "/?utm_source=person"]);
    }
}
