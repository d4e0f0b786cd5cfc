using System.Net;
using Attribution.Tests.Accounts;
using Attribution.Web.Http;
using Attribution.Web.Integrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Integrations;

public class PageTests
{
    [Fact]
    public async Task The_page_shows_the_address_the_state_and_the_deliveries_and_never_the_secret()
    {
        await using var app = await Platform.Connected("shopify");
        await app.Shopify("orders/create", Platform.Payload("shopify_order")).Taken();
        await app.Shopify("orders/create", Platform.Payload("shopify_order").With("id", 2).Priced("1.001")).Taken();
        using var client = await app.SignedIn("ana@shop.example", Roles.Admin);

        var page = WebUtility.HtmlDecode(await client.GetStringAsync("/settings/integrations/shopify"));

        page.ShouldContain($"{app.Address}api/webhooks/shopify/shop");
        page.ShouldContain("_attr_v: ids.visitorId");
        page.ShouldContain("Recorded with 119.00 EUR.");
        page.ShouldContain("Try again");
        page.ShouldNotContain(Platform.Secret);
        WebUtility.HtmlDecode(await client.GetStringAsync("/settings/integrations")).ShouldContain("2 in 7 days · 1 failed");
    }

    [Fact]
    public async Task A_platform_that_is_none_has_no_page()
    {
        await using var app = await TestApp.Start();
        using var client = await app.SignedIn("ana@shop.example", Roles.Admin);

        (await client.GetAsync("/settings/integrations/magento")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("shopify", "short", "Secret")]
    [InlineData("shopify", "with a space in it", "Secret")]
    [InlineData("magento", "a-secret-of-the-platform", "Kind")]
    public async Task What_can_be_no_secret_connects_nothing(string kind, string secret, string field)
    {
        await using var app = await TestApp.Start();

        var outcome = await app.Services.GetRequiredService<IntegrationCommands>().Connect(await app.Admin(), kind, secret, default);

        outcome.Errors.Keys.ShouldBe([field]);
        (await app.Read(db => db.Integrations.AnyAsync())).ShouldBeFalse();
    }

    [Fact]
    public async Task A_made_secret_is_told_once_and_every_change_is_written_down_without_it()
    {
        await using var app = await TestApp.Start();
        var (commands, admin) = (app.Services.GetRequiredService<IntegrationCommands>(), await app.Admin());

        var secret = (await commands.MakeSecret(admin, "woocommerce", default)).Value!;
        await commands.Connect(admin, "woocommerce", Platform.Secret, default);
        await commands.Disconnect(admin, "woocommerce", default);

        secret.Length.ShouldBe(40);
        var log = await app.Read(db => db.Audit.Where(entry => entry.What.StartsWith("integration.")).OrderBy(entry => entry.Number).ToListAsync());
        log.Select(entry => entry.What).ShouldBe(["integration.connected", "integration.secret_changed", "integration.removed"]);
        log.ShouldAllBe(entry => !(entry.Before + entry.After).Contains(secret) && !(entry.Before + entry.After).Contains(Platform.Secret));
    }

    [Fact]
    public async Task Old_deliveries_are_forgotten_and_the_content_of_failed_ones_dropped()
    {
        await using var app = await Platform.Connected("shopify");
        await app.Shopify("orders/create", Platform.Payload("shopify_order")).Taken();
        await app.Shopify("orders/create", Platform.Payload("shopify_order").With("id", 2).Priced("1.001"), "w2").Taken();

        await app.Services.GetRequiredService<Attribution.Web.Integrations.Deliveries.DeliveryBox>().Forget(app.Clock!.Now.AddDays(31), default);

        var left = (await app.Deliveries()).Single();
        (left.DeliveryId, left.Body, left.State).ShouldBe(("w2", "", "failed"));
        left.Note.ShouldContain("dropped");
    }
}
