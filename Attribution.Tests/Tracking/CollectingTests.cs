using System.Text.Json;
using Attribution.Web.Storage.Ingest;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Tracking;

/// <summary>What a store chose to take, to keep and to leave.</summary>
public class CollectingTests
{
    private const string Phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";

    [Fact]
    public async Task A_browser_at_an_excluded_address_is_ignored_and_its_address_is_nowhere()
    {
        await using var app = await TestApp.Start();
        await app.Change(store => store.ExcludedAddresses = """["127.0.0.0/8","::1/128"]""");

        var answer = await app.Client().Hit(app, new { url = Hits.Landing });

        (answer.Outcome(), answer.Text("reason")).ShouldBe(("ignored", "excluded"));
        (await app.Read(db => db.Touches.CountAsync())).ShouldBe(0);
        app.Services.GetRequiredService<IngestHealth>().CountOf(app.Shop.Id, IngestHealth.ExcludedCount).ShouldBe(1);
    }

    [Theory]
    [InlineData("203.0.113.77", "ignored")]
    [InlineData("::ffff:203.0.113.77", "ignored")]
    [InlineData("203.0.114.1", "created")]
    [InlineData("2001:db8:0:1::5", "ignored")]
    [InlineData("2001:db8:0:2::5", "created")]
    [InlineData(null, "created")] // a server's own address is nobody's
    public async Task A_servers_hit_is_excluded_by_the_visitors_address(string? clientIp, string outcome)
    {
        await using var app = await TestApp.Start();
        await app.Change(store => store.ExcludedAddresses = """["127.0.0.0/8","::1/128","203.0.113.0/24","2001:db8:0:1::/64"]""");

        (await app.Server().Touch(new { url = Hits.Landing, clientIp })).Outcome().ShouldBe(outcome);
    }

    [Fact]
    public async Task Parameters_that_the_store_names_are_kept_with_the_touch_and_no_other()
    {
        await using var app = await TestApp.Start();
        await app.Change(store => store.KeptParameters = """["promo","shelf","to"]""");
        var tooLong = new string('x', 300);

        await app.Client().Hit(app, new { url = $"https://shop.example/?utm_source=google&Promo=Summer%2520Sale&shelf={tooLong}&to=ana%40shop.example&token=abc" });

        var kept = JsonSerializer.Deserialize<Dictionary<string, string>>(await app.Read(db => db.Touches.Select(touch => touch.Parameters).SingleAsync()))!;
        kept.Keys.ShouldBe(["promo", "shelf"]);
        (kept["promo"], kept["shelf"].Length).ShouldBe(("Summer Sale", 255));
    }

    [Fact]
    public async Task Parameters_are_not_kept_of_a_browser_that_asks_not_to_be_tracked()
    {
        await using var app = await TestApp.Start();
        await app.Change(store => store.KeptParameters = """["promo"]""");

        await app.Client().Hit(app, new { url = "https://shop.example/?utm_source=google&promo=summer", gpc = true });

        (await app.Read(db => db.Touches.Select(touch => touch.Parameters).SingleAsync())).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("kampagne=17&anzeige=4", "17", "4")]
    [InlineData("utm_id=9&kampagne=17&ad_id=3&anzeige=4", "9", "3")] // the usual names come first
    public async Task A_store_names_its_own_parameters_for_campaign_and_ad(string query, string campaignId, string adId)
    {
        await using var app = await TestApp.Start();
        await app.Change(store => (store.CampaignIdParameters, store.AdIdParameters) = ("""["kampagne"]""", """["anzeige"]"""));

        await app.Client().Hit(app, new { url = "https://shop.example/?utm_source=google&" + query });

        var touch = await app.Read(db => db.Touches.SingleAsync());
        (touch.CampaignId, touch.AdId).ShouldBe((campaignId, adId));
    }

    [Theory]
    [InlineData(true, "mobile")]
    [InlineData(false, "")]
    public async Task The_class_of_the_device_is_kept_where_the_store_wants_it_and_the_user_agent_never(bool keep, string device)
    {
        await using var app = await TestApp.Start();
        await app.Change(store => store.KeepDevice = keep);
        using var client = app.Client();
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", Phone);

        await client.Hit(app, new { url = Hits.Landing });
        await app.Server().Touch(new { url = Hits.Landing, userAgent = Phone });

        (await app.Read(db => db.Touches.Select(touch => touch.Device).ToListAsync())).ShouldBe([device, device]);
        app.Bytes().AsSpan().IndexOf("iPhone OS 18_0"u8).ShouldBe(-1);
    }

    [Theory]
    [InlineData(true, true, "de", "DE")]
    [InlineData(true, true, "XX", "")]
    [InlineData(true, true, "Germany", "")]
    [InlineData(false, true, "DE", "")] // a stranger says so
    [InlineData(true, false, "DE", "")] // the store does not want it
    public async Task The_country_is_what_a_trusted_proxy_says(bool trusted, bool keep, string header, string country)
    {
        await using var app = await TestApp.Start(configure: web => web
            .UseSetting("Proxy:CountryHeader", "CF-IPCountry")
            .UseSetting("Proxy:Trusted:0", trusted ? "127.0.0.0/8" : "203.0.113.1")
            .UseSetting("Proxy:Trusted:1", trusted ? "::1" : "203.0.113.2"));
        await app.Change(store => store.KeepCountry = keep);
        using var client = app.Client();
        client.DefaultRequestHeaders.Add("CF-IPCountry", header);

        await client.Hit(app, new { url = Hits.Landing });

        (await app.Read(db => db.Touches.Select(touch => touch.Country).SingleAsync())).ShouldBe(country);
    }

    [Fact]
    public async Task What_the_store_chose_stands_in_the_api()
    {
        await using var app = await TestApp.Start();
        await app.Change(store => (store.ExcludedAddresses, store.SessionEndsAtMidnight) = ("""["203.0.113.0/24"]""", true));

        var choices = (await (await app.Server().GetAsync("/api/stores/current")).Json()).GetProperty("collecting");

        choices.GetProperty("excludedAddresses")[0].GetString().ShouldBe("203.0.113.0/24");
        choices.GetProperty("sessionEndsAtMidnight").GetBoolean().ShouldBeTrue();
        choices.GetProperty("keepDevice").GetBoolean().ShouldBeTrue();
        choices.GetProperty("keepCountry").GetBoolean().ShouldBeFalse();
    }
}
