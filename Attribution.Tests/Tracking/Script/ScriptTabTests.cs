using Attribution.Tests.Browser;
using Microsoft.Playwright;

namespace Attribution.Tests.Tracking.Script;

/// <summary>One visitor with several pages open: what is decided in one holds in all.</summary>
public sealed class ScriptTabTests(Chromium chromium) : ScriptTest(chromium)
{
    [Theory]
    [InlineData("denied")]
    [InlineData("limited")]
    public async Task A_refusal_in_one_tab_silences_the_others_and_takes_the_ids(string consent)
    {
        await Land("/first");
        var other = await Tab("/second");
        await other.EvaluateAsync($"() => attribution('consent', '{consent}')");
        await Told("denied");

        await Run("attribution('conversion', 'order', { orderId: '1001' }); history.pushState(0, '', '/late?utm_source=b')");

        var hits = await HitsOfASilentPage();
        hits.Where(hit => hit.Kind == "conversion" || hit["url"] == Site.Shop + "/late?utm_source=b").ShouldBeEmpty();
        (await Stored()).ShouldBeNull();
    }

    [Fact]
    public async Task A_page_that_comes_back_out_of_the_cache_after_a_refusal_is_silent()
    {
        await Land("/first");
        await Run("window.kept = true");
        await Land("/second");
        await Call("'consent', 'denied'");
        await Settled();
        await Page.GoBackAsync(new() { WaitUntil = WaitUntilState.Commit });
        (await Page.EvaluateAsync<bool>("() => window.kept === true")).ShouldBeTrue("it came from the server, not from the cache");

        await Call("'conversion', 'order', { orderId: '1001' }");

        (await HitsOfASilentPage()).ShouldNotContain(hit => hit.Kind == "conversion");
        (await Stored()).ShouldBeNull();
    }

    [Fact]
    public async Task A_grant_after_a_refusal_elsewhere_begins_a_new_visitor()
    {
        await Land("/first");
        var other = await Tab("/second");
        await other.EvaluateAsync("() => attribution('consent', 'denied')");
        await Told("denied");

        await Call("'consent', 'granted'");

        var granted = (await Site.Hits("consent", 3)).Single(hit => hit["consent"] == "granted");
        granted["visitorId"].ShouldBeNull();
    }

    [Fact]
    public async Task A_page_that_empties_its_storage_has_refused_nothing()
    {
        await Land("/first");
        var other = await Tab("/second");
        await other.EvaluateAsync("() => localStorage.clear()");
        await other.EvaluateAsync("() => new Promise(done => { localStorage.mark = 1; setTimeout(done, 0) })");
        await Page.WaitForFunctionAsync("() => localStorage.mark");

        await Call("'conversion', 'order', { orderId: '1001' }");

        (await Site.Hit("conversion"))["visitorId"].ShouldBe("v-1");
    }

    [Fact]
    public async Task A_device_without_room_loses_no_hit_and_silences_no_tab()
    {
        await Land("/first");
        var other = await Tab("/second");
        await Run("try { for (let size = 1 << 22; size; size >>= 1) while (true) { try { localStorage['fill' + Math.random()] = 'x'.repeat(size); } catch (e) { break } } } catch (e) { }");

        await Run("for (let i = 0; i < 8; i++) attribution('conversion', 'order', { orderId: '' + i })");
        await other.EvaluateAsync("() => attribution('conversion', 'lead', { orderId: 'L' })");

        (await Site.Hits("conversion", 9)).Select(hit => hit.TouchId).Distinct().Count().ShouldBe(9);
        (await HitsOfASilentPage()).ShouldNotContain(hit => hit.Kind == "consent");
        Visitor.Errors.ShouldBeEmpty();
    }

    private async Task<IPage> Tab(string path)
    {
        var tab = await Page.Context.NewPageAsync();
        await tab.GotoAsync(Site.Shop + path);
        await tab.EvaluateAsync("() => new Promise(done => attribution('ids', done))");
        return tab;
    }

    // Both tabs say it: the one it was said in, and the one that heard of it.
    private async Task Told(string consent)
    {
        (await Site.Hits("consent", 2)).ShouldContain(hit => hit["consent"] == consent);
        await Settled();
    }
}
