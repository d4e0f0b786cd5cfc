using System.Text.Json;
using Attribution.Tests.Browser;
using Microsoft.Playwright;

namespace Attribution.Tests.Tracking.Script;

public sealed class ScriptCallTests(Chromium chromium) : ScriptTest(chromium)
{
    private const string Stub = "<script>window.attribution=window.attribution||function(){(attribution.q=attribution.q||[]).push(arguments)};";

    [Fact]
    public async Task Early_calls_travel_after_the_page_in_one_batch()
    {
        Site.Head = Stub + "attribution('identify', 'user-42'); attribution('conversion', 'lead', { orderId: 'L1' }); attribution('ids', ids => { window.ids = ids })</script>";
        await Open("/");

        (await Site.Batches(1))[0].Hits.Select(hit => hit.Kind).ShouldBe(["touch", "identify", "conversion"]);
        await Page.WaitForFunctionAsync("() => window.ids && window.ids.visitorId === 'v-1' && window.ids.sessionId === 's-1'");
    }

    [Fact]
    public async Task A_conversion_bears_its_type_among_its_fields()
    {
        await Land();
        await Call("'conversion', 'order', { orderId: '1001', value: 199.99, currency: 'EUR' }");

        var conversion = (await Site.Hit("conversion")).Json.GetProperty("conversion");

        conversion.GetRawText().ShouldBe("""{"type":"order","orderId":"1001","value":199.99,"currency":"EUR"}""");
    }

    [Fact]
    public async Task A_user_once_identified_is_named_by_later_hits()
    {
        await Land();
        await Call("'identify', 'user-42', { emailHash: 'ab12', signature: 'cd34' }");
        await Call("'conversion', 'order'");

        var identify = await Site.Hit("identify");
        identify["userId"].ShouldBe("user-42");
        identify["emailHash"].ShouldBe("ab12");
        identify["signature"].ShouldBe("cd34");
        var conversion = await Site.Hit("conversion");
        conversion["userId"].ShouldBe("user-42");
        conversion["signature"].ShouldBeNull();
    }

    [Fact]
    public async Task A_touch_is_sent_as_given()
    {
        await Land();
        await Call("'touch', { utm: { source: 'kiosk' }, clickIds: { gclid: 'A1' }, partner: 'anna' }");

        var touch = (await Site.Hits("touch", 2))[1];

        touch.Json.GetProperty("utm").GetProperty("source").GetString().ShouldBe("kiosk");
        touch.Json.GetProperty("clickIds").GetProperty("gclid").GetString().ShouldBe("A1");
        touch["partner"].ShouldBe("anna");
    }

    [Fact]
    public async Task A_page_asked_for_is_sent_without_news()
    {
        await Land();
        await Call("'page'");

        (await Site.Hits("touch", 2))[1]["url"].ShouldBe(Site.Shop + "/");
    }

    [Fact]
    public async Task A_link_to_a_listed_host_hands_the_visitor_over()
    {
        Site.Attributes += " data-link=\"example.org, localhost\"";
        await Land();
        await Page.ClickAsync("#sister");
        await Page.WaitForFunctionAsync("() => location.pathname.endsWith('/sister')");

        var handed = new Uri(Page.Url);

        handed.Query.ShouldMatch(@"^\?size=3&_attr=v-1\.\d{10}$");
        handed.Fragment.ShouldBe("#top");
        (await Page.EvaluateAsync<double>("() => Date.now() / 1000 - location.search.split('.')[1].split('#')[0]")).ShouldBeInRange(-1, 120);
    }

    [Theory]
    [InlineData("data-consent=\"granted\" data-link=\"localhost\"", "#foreign")]
    [InlineData("data-consent=\"limited\" data-link=\"localhost\"", "#sister")]
    [InlineData("data-consent=\"granted\"", "#sister")]
    [InlineData("data-consent=\"granted\" data-link=\"127.0.0.1\"", "#own")] // one snippet on all the shops: own links stay
    public async Task No_other_link_is_touched(string attributes, string link)
    {
        Site.Attributes = attributes;
        await Land();
        var before = await Page.GetAttributeAsync(link, "href");
        await Run($"document.addEventListener('click', e => e.preventDefault()); document.querySelector('{link}').click()");

        (await Page.GetAttributeAsync(link, "href")).ShouldBe(before);
    }

    [Fact]
    public async Task A_link_is_decorated_on_request()
    {
        await Land();

        (await Page.EvaluateAsync<string>("() => attribution('link', 'https://sister.example/a?b=1')")).ShouldMatch(@"^https://sister\.example/a\?b=1&_attr=v-1\.\d+$");
    }

    [Theory]
    [InlineData("/k3v9m2.js", "/k3v9m2")]
    [InlineData("/k3v9m2.0a1b2c3d.js", "/k3v9m2")]
    [InlineData("/attribution.js?v=2", "/api/tracking/marketing-touch")]
    public async Task Hits_go_where_the_script_came_from(string script, string endpoint)
    {
        Site.ScriptPath = script;
        await Open("/");

        (await Site.Batches(1))[0].Path.ShouldBe(endpoint);
    }

    [Fact]
    public async Task Hits_go_where_the_snippet_says()
    {
        Site.Attributes += $" data-endpoint=\"{Site.Collector}/elsewhere\"";
        await Open("/");

        (await Site.Batches(1))[0].Path.ShouldBe("/elsewhere");
    }
}
