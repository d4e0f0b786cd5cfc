using System.Net;
using Attribution.Tests.Accounts;
using Attribution.Web.Http;
using Microsoft.AspNetCore.Hosting;

namespace Attribution.Tests.Admin;

public class PagesTests
{
    private static readonly string[] Settings =
        ["/settings", "/settings/visits", "/settings/install", "/settings/keys", "/settings/users", "/settings/models", "/settings/integrations", "/settings/integrations/shopify", "/settings/integrations/woocommerce", "/settings/integrations/segment", "/settings/privacy", "/settings/stores", "/settings/audit", "/setup/snippet", "/setup/first-hit", "/setup/first-order", "/setup/done"];

    [Fact]
    public async Task Every_page_opens_for_an_admin()
    {
        await using var app = await TestApp.Start();
        using var client = await app.SignedIn("ana@shop.example", Roles.Admin);

        foreach (var page in Settings.Append("/costs").Append("/orders").Append("/account/profile").Append("/account/password"))
        {
            var answer = await client.GetAsync(page);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, page);
            (await answer.Content.ReadAsStringAsync()).ShouldNotContain("Not for your role", Case.Sensitive, page);
        }
    }

    [Fact]
    public async Task Settings_show_nothing_to_who_is_no_admin()
    {
        await using var app = await TestApp.Start();
        using var client = await app.SignedIn("vic@shop.example", Roles.Viewer);

        foreach (var page in Settings)
        {
            var answer = await client.GetAsync(page);
            var words = await answer.Content.ReadAsStringAsync();
            (answer.StatusCode == HttpStatusCode.Found || words.Contains("Not for your role", StringComparison.Ordinal)).ShouldBeTrue(page);
            words.ShouldNotContain(app.Shop.PublicKey, Case.Sensitive, page);
        }

        (await client.GetStringAsync("/costs")).ShouldNotContain("Enter a cost");
    }

    [Fact]
    public async Task Another_stores_pages_are_not_there()
    {
        await using var app = await TestApp.Start();
        var other = await app.OpenStore("other");
        using var client = await app.SignedIn("eve@other.example", Roles.Admin, other);

        foreach (var page in Settings.Append("/costs").Append("/orders").Append("/orders/1").Append("/visits"))
        {
            var theirs = await client.GetAsync(page + "?store=shop");
            var nowhere = await client.GetAsync(page + "?store=no-such-store");
            (theirs.StatusCode, nowhere.StatusCode).ShouldBe((HttpStatusCode.NotFound, HttpStatusCode.NotFound), page);
            (await theirs.Words()).ShouldNotContain(app.Shop.PublicKey);
        }
    }

    [Fact]
    public async Task The_store_of_the_address_is_the_one_shown_and_the_one_remembered()
    {
        await using var app = await TestApp.Start();
        var other = await app.OpenStore("other");
        using var client = await app.SignedIn("ana@shop.example", Roles.Admin);
        var id = await app.Read(db => Task.FromResult(db.Users.Single().Id));
        await app.Services.Member(id, other, Roles.Admin);

        (await client.GetStringAsync("/settings/install")).ShouldContain(app.Shop.PublicKey);
        (await client.GetStringAsync("/settings/install?store=other")).ShouldContain(other.PublicKey);
        (await client.GetStringAsync("/settings/install")).ShouldContain(other.PublicKey);
    }

    [Fact]
    public async Task The_install_page_shows_the_line_to_embed()
    {
        await using var app = await TestApp.Start(configure: web => web.UseSetting("Tracking:Alias", "k3v9m2"));
        using var client = await app.SignedIn("ana@shop.example", Roles.Admin);

        WebUtility.HtmlDecode(await client.GetStringAsync("/settings/install"))
            .ShouldContain($"""<script defer src="{app.Address}k3v9m2.js" data-key="{app.Shop.PublicKey}" data-consent="granted"></script>""");
    }
}
