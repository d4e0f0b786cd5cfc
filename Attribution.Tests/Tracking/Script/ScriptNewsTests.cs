using Attribution.Tests.Browser;

namespace Attribution.Tests.Tracking.Script;

public sealed class ScriptNewsTests(Chromium chromium) : ScriptTest(chromium)
{
    [Fact]
    public async Task The_first_page_is_news()
    {
        await Open("/shoes?size=42");

        var hit = (await Site.Hits(1))[0];

        hit.Kind.ShouldBe("touch");
        hit["url"].ShouldBe(Site.Shop + "/shoes?size=42");
        hit["consent"].ShouldBe("granted");
        hit["referrer"].ShouldBe("");
    }

    [Fact]
    public async Task A_hit_travels_without_a_preflight_and_names_key_and_times()
    {
        await Open("/");

        var batch = (await Site.Batches(1))[0];

        batch.Path.ShouldBe("/k3v9m2");
        batch.ContentType.ShouldStartWith("text/plain");
        batch.Origin.ShouldBe(Site.Shop);
        batch.Body.GetProperty("key").GetString().ShouldBe("pk_0123456789abcdef");
        batch.Body.GetProperty("sentAt").GetDateTimeOffset().ShouldBeGreaterThanOrEqualTo(batch.Hits[0].Json.GetProperty("occurredAt").GetDateTimeOffset());
        Site.Preflights.ShouldBe(0);
    }

    [Fact]
    public async Task A_hit_bears_a_uuid_of_version_7()
    {
        await Open("/");

        var id = Guid.Parse((await Site.Hits(1))[0].TouchId);

        id.Version.ShouldBe(7);
        id.Variant.ShouldBeInRange(8, 11);
    }

    [Fact]
    public async Task An_own_page_in_a_live_session_is_silent()
    {
        await Land("/?utm_source=news");
        await Page.ClickAsync("#own");
        await Page.Arrived("/own");

        (await HitsUpToNow()).Count(hit => hit.Kind == "touch").ShouldBe(1);
    }

    [Fact]
    public async Task A_reload_of_the_landing_is_no_second_click()
    {
        await Land("/?utm_source=news&utm_medium=email");
        await Page.ReloadAsync();

        (await HitsUpToNow()).Count(hit => hit.Kind == "touch").ShouldBe(1);
    }

    [Fact]
    public async Task New_tags_and_click_ids_are_news_in_a_live_session()
    {
        string[] tags =
        [
            "?utm_source=b", "?size=3&UTM_Campaign=b", "#utm_medium=b", "?a=1&amp;utm_source=c", "?mtm_campaign=b", "?gclid=b", "?gbraid=b",
            "?gad_campaignid=7", "?fbclid=b", "?msclkid=b", "?ttclid=b", "?li_fat_id=b", "?rdt_cid=b", "?ScCid=b", "?srsltid=b", "?irclickid=b",
            "?ob_click_id=b", "?awc=b", "?mc_cid=b", "?_kx=b", "?mkt_tok=b", "?partner=anna", "?ref=producthunt", "?_attr=v-9.1",
        ];
        await Land("/?utm_source=a");

        foreach (var tag in tags)
        {
            await Run($"history.pushState(0, '', '/{tag}')");
            await Settled();
        }

        var touches = await Site.Hits("touch", tags.Length + 1);
        touches.Skip(1).Select(hit => hit["url"]).ShouldBe(tags.Select(tag => $"{Site.Shop}/{tag}"));
    }

    [Fact]
    public async Task Parameters_of_the_shop_are_no_news()
    {
        await Land();
        foreach (var path in new List<string> { "/own?q=utm_source", "/own?id=4&category_id=7&sid=1&page=2", "/own?utm_source=" })
        {
            await Run($"history.pushState(0, '', '{path}')");
        }

        (await HitsUpToNow()).Count(hit => hit.Kind == "touch").ShouldBe(1);
    }

    [Fact]
    public async Task An_outside_referrer_is_news()
    {
        await Land();
        await Page.GotoAsync(Site.Elsewhere + "/");
        await Settled();
        await Page.ClickAsync("#arrive");

        var hit = (await Site.Hits("touch", 3))[2];

        hit["url"].ShouldBe(Site.Shop + "/arrived");
        hit["referrer"].ShouldBe(Site.Elsewhere + "/");
    }

    [Fact]
    public async Task A_route_of_a_single_page_app_is_news_only_with_new_tags()
    {
        await Land("/?utm_source=a");
        await Run("history.pushState(0, '', '/cart'); history.replaceState(1, '', '/cart?step=2');");
        await Run("history.pushState(0, '', '/sale?utm_source=b');");

        var touches = await Site.Hits("touch", 2);

        touches[1]["url"].ShouldBe(Site.Shop + "/sale?utm_source=b");
        touches[1]["referrer"].ShouldBe("", "the referrer was the landing's");
    }

    [Fact]
    public async Task A_route_behind_the_hash_is_news_only_with_new_tags()
    {
        await Land("/#/?utm_source=a");
        await Run("location.hash = '#/cart'; location.hash = '#/cart/2'");
        await Run("location.hash = '#/sale?utm_source=b'");
        await Site.Hits("touch", 2);
        await Run("location.hash = '#/checkout'");

        (await HitsUpToNow()).Where(hit => hit.Kind == "touch").Select(hit => hit["url"]).ShouldBe([Site.Shop + "/#/?utm_source=a", Site.Shop + "/#/sale?utm_source=b"]);
    }

    [Fact]
    public async Task Going_back_tells_nothing_twice()
    {
        await Land("/?utm_source=a");
        await Run("history.pushState(0, '', '/cart');");
        await Page.GoBackAsync();
        Page.Url.ShouldEndWith("/?utm_source=a");

        (await HitsUpToNow()).Count(hit => hit.Kind == "touch").ShouldBe(1);
    }

    [Fact]
    public async Task A_step_back_to_new_tags_is_news()
    {
        await Page.AddInitScriptAsync("if (location.pathname == '/app') { history.replaceState(0, '', '/app?utm_source=b'); history.pushState(0, '', '/app'); }");
        await Land("/app");
        await Page.GoBackAsync();

        (await Site.Hits("touch", 2))[1]["url"].ShouldBe(Site.Shop + "/app?utm_source=b");
    }

    [Fact]
    public async Task A_page_that_comes_back_out_of_the_cache_is_silent_in_a_live_session()
    {
        Site.Attributes = "data-consent=\"limited\"";
        await Land("/first?utm_source=a");
        await Run("window.kept = true");
        await Land("/second");
        await Page.GoBackAsync(new() { WaitUntil = Microsoft.Playwright.WaitUntilState.Commit });
        (await Page.EvaluateAsync<bool>("() => window.kept === true")).ShouldBeTrue("it came from the server, not from the cache");

        (await HitsUpToNow()).Where(hit => hit.Kind == "touch").Select(hit => hit["url"]).ShouldBe([Site.Shop + "/first?utm_source=a", Site.Shop + "/second"]);
    }

    [Fact]
    public async Task A_page_that_comes_back_out_of_the_cache_is_news_without_a_live_session()
    {
        await Page.Clock.InstallAsync();
        await Land("/first");
        await Page.Clock.FastForwardAsync(31 * 60_000);
        await Run("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");

        (await Site.Hits("touch", 2))[1]["url"].ShouldBe(Site.Shop + "/first");
    }

    [Fact]
    public async Task Without_a_live_session_an_own_page_is_news()
    {
        await Page.Clock.InstallAsync();
        await Land("/?utm_source=a");
        await Page.Clock.FastForwardAsync(31 * 60_000);
        await Run("history.pushState(0, '', '/late');");

        (await Site.Hits("touch", 2))[1]["url"].ShouldBe(Site.Shop + "/late");
    }

    [Fact]
    public async Task Excluded_pages_are_silent()
    {
        Site.Attributes = "data-consent=\"granted\" data-exclude=\"/admin, /staff\"";
        await Open("/admin/orders?utm_source=a");
        await Open("/staff");
        await Open("/shop");

        (await Site.Hits(1))[0]["url"].ShouldBe(Site.Shop + "/shop");
    }

    [Fact]
    public async Task Nothing_is_sent_unasked_where_auto_is_off()
    {
        Site.Attributes = "data-consent=\"granted\" data-auto=\"false\"";
        await Open("/?utm_source=a");
        await Call("'page'");

        (await Site.Hits(1)).Count.ShouldBe(1);
    }
}
