using Attribution.Tests.Browser;

namespace Attribution.Tests.Tracking.Script;

public sealed class ScriptConsentTests(Chromium chromium) : ScriptTest(chromium)
{
    private const string Gpc = "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true })";
    private const string DoNotTrack = "Object.defineProperty(Navigator.prototype, 'doNotTrack', { get: () => '1' })";

    [Fact]
    public async Task Granted_keeps_the_ids_on_the_device_and_sends_them()
    {
        await Land();
        await Open("/?utm_source=b");

        var hit = (await Site.Hits("touch", 2))[1];

        hit["visitorId"].ShouldBe("v-1");
        hit["sessionId"].ShouldBe("s-1");
        (await Stored())!.ShouldContain("v-1");
    }

    [Theory]
    [InlineData("limited")]
    [InlineData("denied")]
    public async Task Other_than_granted_leaves_nothing_on_the_device(string consent)
    {
        Site.Attributes = $"data-consent=\"{consent}\"";
        await Land("/?utm_source=a");
        await Call("'identify', 'user-42'");
        await Settled();

        (await Page.EvaluateAsync<int>("() => localStorage.length + sessionStorage.length + document.cookie.length")).ShouldBe(0);
    }

    [Fact]
    public async Task Limited_sends_each_page_and_keeps_the_session_in_memory_only()
    {
        Site.Attributes = "data-consent=\"limited\"";
        await Land("/?utm_source=a");
        await Run("history.pushState(0, '', '/?utm_source=b')");
        (await Site.Hits("touch", 2))[1]["sessionId"].ShouldBe("s-1");
        await Settled();
        await Open("/own");

        var touch = (await Site.Hits("touch", 3))[2];

        touch["consent"].ShouldBe("limited");
        touch["sessionId"].ShouldBeNull();
        touch["visitorId"].ShouldBeNull();
    }

    [Fact]
    public async Task Denied_is_silent()
    {
        Site.Attributes = "data-consent=\"denied\"";
        await Open("/?utm_source=a");
        await Call("'conversion', 'order', { orderId: '1001' }");

        (await HitsOfASilentPage()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refusal_is_told_once_takes_the_ids_and_silences()
    {
        await Land();
        await Call("'consent', 'denied'");
        (await Site.Hit("consent"))["consent"].ShouldBe("denied");
        await Settled();
        (await Stored()).ShouldBeNull();
        await Call("'consent', 'denied'");
        await Call("'touch', { utm: { source: 'x' } }");
        await Run("history.pushState(0, '', '/?utm_source=b')");

        (await HitsOfASilentPage()).Select(hit => hit.Kind).ShouldBe(["touch", "consent"]);
    }

    [Fact]
    public async Task A_refusal_before_the_first_hit_keeps_even_that_back()
    {
        Site.Head = "<script>window.attribution=window.attribution||function(){(attribution.q=attribution.q||[]).push(arguments)}; attribution('consent', 'denied')</script>";
        await Open("/?utm_source=a");
        await Site.Hit("consent");

        (await HitsOfASilentPage()).Select(hit => hit.Kind).Distinct().ShouldBe(["consent"]);
    }

    [Fact]
    public async Task A_grant_after_limited_is_told_with_the_running_session_and_stores_the_ids()
    {
        Site.Attributes = "data-consent=\"limited\"";
        await Land("/?utm_source=a");
        await Call("'consent', 'granted'");

        var consent = await Site.Hit("consent");
        await Settled();

        consent["consent"].ShouldBe("granted");
        consent["sessionId"].ShouldBe("s-1");
        (await Stored())!.ShouldContain("v-1");
        (await Site.Hits("touch", 1)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_grant_after_denied_tells_the_landing()
    {
        Site.Attributes = "data-consent=\"denied\"";
        await Open("/?utm_source=a");
        await Call("'consent', 'granted'");

        (await Site.Hit("touch"))["url"].ShouldBe(Site.Shop + "/?utm_source=a");
    }

    [Fact]
    public async Task Going_back_to_limited_takes_the_ids_but_goes_on()
    {
        await Land();
        await Call("'consent', 'limited'");
        await Run("history.pushState(0, '', '/?utm_source=b')");

        var touch = (await Site.Hits("touch", 2))[1];

        touch["consent"].ShouldBe("limited");
        touch["visitorId"].ShouldBeNull();
        (await Stored()).ShouldBeNull();
    }

    [Theory]
    [InlineData("granted", true)]
    [InlineData("limited", false)]
    [InlineData("denied", false)]
    public async Task Without_the_attribute_the_stores_default_is_adopted(string consent, bool stored)
    {
        Site.Attributes = "";
        Site.DefaultConsent = consent;
        await Land("/?utm_source=a");
        (await Site.Hits(1))[0]["consent"].ShouldBeNull();

        (await Stored() is not null).ShouldBe(stored);
        await Run("history.pushState(0, '', '/?utm_source=b')");
        (await HitsOfASilentPage()).Where(hit => hit.Kind == "touch").DistinctBy(hit => hit.TouchId).Count().ShouldBe(consent == "denied" ? 1 : 2);
    }

    [Fact]
    public async Task Without_the_attribute_the_next_page_keeps_the_ids()
    {
        Site.Attributes = "";
        await Land();
        await Open("/?utm_source=b");

        var hit = (await Site.Hits("touch", 2))[1];

        hit["visitorId"].ShouldBe("v-1");
        hit["consent"].ShouldBeNull();
    }

    [Theory]
    [InlineData("data-consent=\"granted\"", Gpc, "limited", "True")]
    [InlineData("data-consent=\"granted\" data-dnt=\"true\"", DoNotTrack, "limited", "True")]
    [InlineData("data-consent=\"granted\"", DoNotTrack, "granted", "False")] // DNT counts only where the site says so
    [InlineData("", Gpc, null, "True")]
    public async Task A_privacy_signal_caps_the_sites_choice(string attributes, string signal, string? consent, string gpc)
    {
        Site.Attributes = attributes;
        await Page.AddInitScriptAsync(signal);
        await Land();

        var hit = (await Site.Hits(1))[0];

        hit["consent"].ShouldBe(consent);
        hit["gpc"].ShouldBe(gpc);
        (await Stored() is null).ShouldBe(gpc == "True");
    }

    [Fact]
    public async Task The_visitors_own_grant_stands_against_a_signal()
    {
        await Page.AddInitScriptAsync(Gpc);
        await Land();
        await Call("'consent', 'granted'");

        (await Site.Hit("consent"))["consent"].ShouldBe("granted");
    }

    [Fact]
    public async Task A_device_can_be_switched_off_and_on()
    {
        await Open("/?attribution=off&utm_source=a");
        await Open("/?utm_source=b");
        (await HitsOfASilentPage()).ShouldBeEmpty();
        await Open("/?attribution=on&utm_source=c");

        (await Site.Hit("touch"))["url"]!.ShouldEndWith("utm_source=c");
    }
}
