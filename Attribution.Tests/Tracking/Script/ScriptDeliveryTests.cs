using Attribution.Tests.Browser;

namespace Attribution.Tests.Tracking.Script;

public sealed class ScriptDeliveryTests(Chromium chromium) : ScriptTest(chromium)
{
    [Theory]
    [InlineData(503, null, 20)]
    [InlineData(408, null, 20)]
    [InlineData(429, "300", 300)]
    public async Task A_hit_the_server_could_not_take_is_sent_again(int status, string? retryAfter, int seconds)
    {
        await Page.Clock.InstallAsync();
        Site.FailOnce(status, retryAfter);
        await Land();
        await Page.Clock.FastForwardAsync(seconds * 1000);

        var hits = await Site.Hits(2);

        hits[1].TouchId.ShouldBe(hits[0].TouchId);
        await Settled();
        (await Stored())!.ShouldContain("\"q\":[]");
    }

    [Fact]
    public async Task A_hit_waits_as_long_as_the_server_said()
    {
        await Page.Clock.InstallAsync();
        Site.FailOnce(429, "300");
        await Land();
        await Call("'conversion', 'order'");
        await Page.Clock.FastForwardAsync(200_000);
        (await Site.Hits(1)).Count.ShouldBe(1);
        await Page.Clock.FastForwardAsync(101_000);

        (await Site.Batches(2))[1].Hits.Select(hit => hit.Kind).ShouldBe(["touch", "conversion"]);
    }

    [Theory]
    [InlineData("Wed, 21 Oct 2026 07:28:00 GMT")] // a proxy may name a date
    [InlineData("0")]
    public async Task A_server_in_trouble_is_not_asked_without_a_pause(string retryAfter)
    {
        await Page.Clock.InstallAsync();
        Site.FailOnce(503, retryAfter);
        await Land();
        await Page.Clock.FastForwardAsync(15_000);
        (await Site.Hits(1)).Count.ShouldBe(1);
        await Page.Clock.FastForwardAsync(6_000);

        (await Site.Hits(2)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_answer_that_is_not_the_servers_takes_nothing_off_the_queue()
    {
        await Page.Clock.InstallAsync();
        Site.FailOnce(200); // a captive portal: fine, and no word of ours
        await Land();
        (await Stored())!.ShouldNotContain("\"q\":[]");
        await Page.Clock.FastForwardAsync(20_000);

        (await Site.Hits(2)).Select(hit => hit.TouchId).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_hit_made_offline_bears_its_own_time()
    {
        await Page.Clock.InstallAsync();
        await Land();
        await Page.Context.SetOfflineAsync(true);
        await Call("'conversion', 'order'");
        await Settled();
        await Page.Clock.FastForwardAsync(TimeSpan.FromHours(3).Ticks / TimeSpan.TicksPerMillisecond);
        await Page.Context.SetOfflineAsync(false);

        await Site.Hit("conversion");
        var batch = (await Site.Batches(1)).Last(one => one.Hits.Any(hit => hit.Kind == "conversion"));
        var made = batch.Hits.First(hit => hit.Kind == "conversion").Json.GetProperty("occurredAt").GetDateTimeOffset();
        (batch.Body.GetProperty("sentAt").GetDateTimeOffset() - made).ShouldBeInRange(TimeSpan.FromHours(3), TimeSpan.FromHours(3.1));
    }

    [Fact]
    public async Task A_hit_lost_on_the_way_is_sent_again()
    {
        await Page.Clock.InstallAsync();
        Site.BreakOnce();
        await Land();
        await Page.Clock.FastForwardAsync(20_000);

        var hits = await Site.Hits(2);

        hits[1].TouchId.ShouldBe(hits[0].TouchId);
    }

    [Fact]
    public async Task A_waiting_hit_goes_when_the_browser_is_online_again()
    {
        await Land();
        await Page.Context.SetOfflineAsync(true);
        await Call("'conversion', 'order'");
        await Settled();
        await Page.Context.SetOfflineAsync(false);

        (await Site.Hits("conversion", 1)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_waiting_hit_goes_with_the_next_page()
    {
        Site.FailOnce(503);
        await Land("/first");
        await Page.Context.SetOfflineAsync(true);
        await Page.EvaluateAsync("() => { navigator.sendBeacon = () => false }");
        await Page.Context.SetOfflineAsync(false);
        await Open("/second");

        var batches = await Site.Batches(2);

        batches[1].Hits[0].TouchId.ShouldBe(batches[0].Hits[0].TouchId);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(413)] // a single hit cannot be halved
    public async Task A_hit_the_server_refused_is_dropped(int status)
    {
        Site.FailOnce(status);
        await Land();

        (await Stored())!.ShouldContain("\"q\":[]");
        (await HitsUpToNow()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_batch_too_large_for_the_server_is_halved()
    {
        await Land();
        Site.FailOnce(413);
        await Run("for (let i = 0; i < 8; i++) attribution('conversion', 'order', { orderId: '' + i })");

        var batches = await Site.Batches(4);

        batches.Skip(1).Select(batch => batch.Hits.Count).ShouldBe([8, 4, 4]);
        batches.Skip(2).SelectMany(batch => batch.Hits).Select(hit => hit.TouchId).ShouldBe(batches[1].Hits.Select(hit => hit.TouchId));
    }

    [Fact]
    public async Task A_batch_is_cut_at_48_kilobytes()
    {
        await Land();
        await Run("for (let i = 0; i < 20; i++) attribution('touch', { partner: 'é'.repeat(3000) })");

        var batches = await Site.Batches(all => all.Sum(batch => batch.Hits.Count) >= 21);

        batches.Max(batch => batch.Bytes).ShouldBeInRange(40_000, 48 * 1024);
    }

    [Fact]
    public async Task At_most_50_hits_wait()
    {
        await Land();
        await Page.Context.SetOfflineAsync(true);
        await Run("for (let i = 0; i < 60; i++) attribution('conversion', 'order', { orderId: '' + i })");
        await Page.Context.SetOfflineAsync(false);

        var conversions = (await Site.Hits("conversion", 50)).DistinctBy(hit => hit.TouchId).ToList();

        conversions.Count.ShouldBe(50);
        conversions[^1].Json.GetProperty("conversion").GetProperty("orderId").GetString().ShouldBe("59");
    }

    [Fact]
    public async Task A_hit_older_than_7_days_is_not_sent_any_more()
    {
        await Page.Clock.InstallAsync();
        await Land();
        await Page.Context.SetOfflineAsync(true);
        await Call("'conversion', 'order'");
        await Settled();
        await Page.Clock.FastForwardAsync(TimeSpan.FromDays(7.1).Ticks / TimeSpan.TicksPerMillisecond);
        await Page.Context.SetOfflineAsync(false);

        (await HitsUpToNow()).Count(hit => hit.Kind == "touch").ShouldBe(1);
    }

    [Fact]
    public async Task A_page_left_sends_how_long_it_was_read_and_how_much()
    {
        await Page.Clock.InstallAsync();
        await Land();
        await Run("history.pushState(0, '', '/own'); history.replaceState(0, '', '/own');");
        await Settled();
        await Page.Clock.FastForwardAsync(42_000);
        await Run("dispatchEvent(new PageTransitionEvent('pagehide'))");

        var pulse = await Site.Hit("pulse");

        pulse["pages"].ShouldBe("2");
        pulse.Json.GetProperty("seconds").GetInt32().ShouldBeInRange(42, 50);
        pulse["sessionId"].ShouldBe("s-1");
    }

    [Fact]
    public async Task Time_in_the_background_is_no_reading_time()
    {
        await Page.AddInitScriptAsync("Object.defineProperty(Document.prototype, 'hidden', { get: () => !!window.away })");
        await Page.Clock.InstallAsync();
        await Land();
        await Page.Clock.FastForwardAsync(10_000);
        await Run("window.away = true; document.dispatchEvent(new Event('visibilitychange'))");
        await Page.Clock.FastForwardAsync(600_000);
        await Run("window.away = false; document.dispatchEvent(new Event('visibilitychange'))");
        await Page.Clock.FastForwardAsync(5_000);
        await Run("dispatchEvent(new PageTransitionEvent('pagehide'))");

        (await Site.Hit("pulse")).Json.GetProperty("seconds").GetInt32().ShouldBeInRange(15, 40);
    }

    [Fact]
    public async Task What_the_beacon_took_stays_until_an_answer_names_it()
    {
        await Land();
        await Open("/second");
        await Settled();

        var pulses = await Site.Hits("pulse", 2);

        pulses.Select(pulse => pulse.TouchId).Distinct().Count().ShouldBe(1);
        (await Stored())!.ShouldContain("\"q\":[]");
    }

    [Fact]
    public async Task A_call_just_before_leaving_is_not_lost()
    {
        await Land();
        await Run("attribution('conversion', 'order', { orderId: '1001' }); location = 'about:blank'");

        (await Site.Hits("conversion", 1))[0].Json.GetProperty("conversion").GetProperty("orderId").GetString().ShouldBe("1001");
    }

    [Fact]
    public async Task No_pulse_is_sent_where_engagement_is_off()
    {
        Site.Attributes = "data-consent=\"granted\" data-engagement=\"false\"";
        await Land();

        (await HitsOfASilentPage()).Select(hit => hit.Kind).ShouldBe(["touch"]);
    }
}
