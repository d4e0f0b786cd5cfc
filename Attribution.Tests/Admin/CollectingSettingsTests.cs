using System.Net;
using Attribution.Tests.Accounts;
using Attribution.Web.Admin.Collecting;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Admin;

public class CollectingSettingsTests
{
    [Fact]
    public async Task What_an_admin_chooses_holds_at_once_and_is_written_down()
    {
        await using var app = await TestApp.Start();
        var ana = (await app.AddUser("ana@shop.example", Roles.Admin)).In(app.Shop);
        var form = new CollectingForm { SessionEndsAtCampaign = true, ExcludedAddresses = "203.0.113.9\n2001:db8::/48, 203.0.113.9 198.51.100.7/24", KeptParameters = "Promo shelf", KeepDevice = false, KeepCountry = true };

        (await Commands(app).Change(ana, form, default)).IsDone.ShouldBeTrue();

        var choices = (await app.Services.GetRequiredService<StoreDirectory>().Find(app.Shop.Id, default))!.Collecting;
        (choices.SessionEndsAtCampaign, choices.TrustBrowserOrders, choices.KeepDevice, choices.KeepCountry).ShouldBe((true, false, false, true));
        choices.ExcludedAddresses.Select(network => network.ToString()).ShouldBe(["203.0.113.9/32", "2001:db8::/48", "198.51.100.0/24"]);
        choices.KeptParameters.ShouldBe(["promo", "shelf"]);
        (await app.Read(db => db.Audit.SingleAsync(entry => entry.What == "store.collecting"))).After.ShouldContain("203.0.113.9/32");
    }

    [Theory]
    [InlineData("203.0.113.0/33")]
    [InlineData("10.1")]
    [InlineData("office")]
    [InlineData("[::1]:80")]
    [InlineData("0.0.0.0/0")]
    [InlineData("2000::/3")]
    public async Task What_is_no_network_is_refused_at_the_field(string text) =>
        (await Faults(new() { ExcludedAddresses = "203.0.113.9\n" + text })).ShouldBe(["ExcludedAddresses"]);

    [Theory]
    [InlineData("token")]
    [InlineData("user_email")]
    [InlineData("discount code")]
    [InlineData("a&b")]
    [InlineData("p1 p2 p3 p4 p5 p6 p7 p8 p9 p10 p11 p12 p13 p14 p15 p16 p17 p18 p19 p20 p21")]
    public async Task A_parameter_that_must_not_be_kept_is_refused_at_the_field(string names) =>
        (await Faults(new() { KeptParameters = names, AdIdParameters = names })).ShouldBe(["KeptParameters", "AdIdParameters"], ignoreOrder: true);

    [Fact]
    public async Task The_demo_stays_as_it_is()
    {
        await using var app = await TestApp.Start(configure: web => web.UseSetting("Demo", "true"));
        var ana = (await app.AddUser("ana@shop.example", Roles.Admin)).In(app.Shop);

        (await Commands(app).Change(ana, new() { TrustBrowserOrders = true }, default))[""].ShouldBe(DemoMode.ReadOnly);
    }

    [Fact]
    public async Task The_page_offers_the_address_it_was_opened_from()
    {
        await using var app = await TestApp.Start(configure: web => web
            .UseSetting("Proxy:Trusted:0", "127.0.0.0/8")
            .UseSetting("Proxy:Trusted:1", "::1"));
        using var client = await app.SignedIn("ana@shop.example", Roles.Admin);
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");

        WebUtility.HtmlDecode(await client.GetStringAsync("/settings/visits")).ShouldContain("Add my present address, 203.0.113.9");
    }

    private static async Task<IEnumerable<string>> Faults(CollectingForm form)
    {
        await using var app = await TestApp.Start();
        var outcome = await Commands(app).Change((await app.AddUser("ana@shop.example", Roles.Admin)).In(app.Shop), form, default);
        (await app.Read(db => db.Audit.CountAsync(entry => entry.What == "store.collecting"))).ShouldBe(0);
        return outcome.Errors.Keys;
    }

    private static CollectingCommands Commands(TestApp app) => app.Services.GetRequiredService<CollectingCommands>();
}
