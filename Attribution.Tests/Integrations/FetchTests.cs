using System.Net;
using System.Text.Json.Nodes;
using Attribution.Tests.Conversions;
using Attribution.Web.Integrations;
using Attribution.Web.Integrations.Shopify;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Integrations;

public class FetchTests
{
    [Fact]
    public async Task Missed_orders_of_every_page_are_taken_once()
    {
        await using var shop = await FakeShopify.Start();
        await using var app = await Fetching(shop);
        await app.Shopify("orders/create", shop.Order(1)).Taken();

        (await Fetch(app)).ShouldBe(119);
        (await Fetch(app)).ShouldBe(0);

        (await app.Read(db => db.Orders.CountAsync())).ShouldBe(120);
        (await app.Row("120")).ValueMinor.ShouldBe(11900);
        shop.Asked.Count(path => path.Contains("page_info", StringComparison.Ordinal)).ShouldBe(4);
        shop.Asked.ShouldContain(path => path.Contains("updated_at_min=2026-06-15T09%3A50%3A00Z", StringComparison.Ordinal), "the second time it asks from the last success on");
    }

    [Theory]
    [InlineData(401, "does not know the access token")]
    [InlineData(403, "read_orders")]
    [InlineData(302, "answered 302")] // nobody is followed
    [InlineData(500, "answered 500")]
    public async Task A_shop_that_refuses_is_told_with_its_reason_and_asked_again_from_there(int status, string reason)
    {
        await using var shop = await FakeShopify.Start();
        await using var app = await Fetching(shop);
        shop.Status = status;

        (await app.Services.GetRequiredService<IntegrationCommands>().FetchNow(await app.Admin(), default)).IsDone.ShouldBeFalse();

        var state = await app.Services.GetRequiredService<IntegrationQueries>().State(app.Shop.Id, Platforms.Find("shopify")!, default);
        state.FetchError.ShouldContain(reason);
        state.FetchedThrough.ShouldBe(Shop.Noon.AddDays(-2));
        shop.Status = 200;
        (await Fetch(app)).ShouldBe(120);
    }

    [Theory]
    [InlineData("shop.example")]
    [InlineData("127.0.0.1")]
    [InlineData("my-shop.myshopify.com.evil.example")]
    [InlineData("my-shop.myshopify.com:8443")]
    [InlineData("my-shop.myshopify.com/@evil.example")]
    [InlineData("evil.example#.myshopify.com")]
    [InlineData("http://my-shop.myshopify.com")]
    [InlineData("a.b.myshopify.com")]
    [InlineData("")]
    public async Task Only_a_shop_of_Shopifys_is_asked(string host)
    {
        await using var shop = await FakeShopify.Start();
        await using var app = await TestApp.Start(configure: web => web.ConfigureTestServices(shop.StandIn));
        await app.Connect("shopify");

        var outcome = await app.Services.GetRequiredService<IntegrationCommands>().FetchFrom(await app.Admin(), host, "shpat_0123456789", default);

        outcome.Errors.Keys.ShouldBe(["Shop"]);
        shop.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_shop_with_another_currency_is_refused()
    {
        await using var shop = await FakeShopify.Start();
        shop.Currency = "USD";
        await using var app = await TestApp.Start(configure: web => web.ConfigureTestServices(shop.StandIn));
        await app.Connect("shopify");

        (await app.Services.GetRequiredService<IntegrationCommands>().FetchFrom(await app.Admin(), "my-shop.myshopify.com", "shpat_0123456789", default))["Token"]!.ShouldContain("USD");
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.100.100.200", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("::ffff:7f00:1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    public void An_address_is_public(string address, bool isPublic) => PublicAddress.IsPublic(IPAddress.Parse(address)).ShouldBe(isPublic);

    [Fact]
    public async Task A_host_whose_address_is_not_public_is_never_connected_to()
    {
        using var client = new HttpClient(PublicAddress.Handler());

        var refused = await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync("http://localhost:1/"));

        refused.ToString().ShouldContain("not public");
    }

    private static async Task<TestApp> Fetching(FakeShopify shop)
    {
        var app = await TestApp.Start(configure: web => web.ConfigureTestServices(shop.StandIn));
        await app.Connect("shopify");
        (await app.Services.GetRequiredService<IntegrationCommands>().FetchFrom(await app.Admin(), "my-shop.myshopify.com", "shpat_0123456789", default)).Errors.ShouldBeEmpty();
        return app;
    }

    private static async Task<int> Fetch(TestApp app)
    {
        var outcome = await app.Services.GetRequiredService<IntegrationCommands>().FetchNow(await app.Admin(), default);
        outcome.Errors.ShouldBeEmpty();
        return outcome.Value;
    }
}
