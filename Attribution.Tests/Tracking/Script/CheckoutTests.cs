using Attribution.Tests.Browser;
using Attribution.Tests.Conversions;
using Microsoft.Playwright;

namespace Attribution.Tests.Tracking.Script;

/// <summary>A customer leaves for a payment page on another origin and comes back: the ad that brought them keeps its order.</summary>
public sealed class CheckoutTests(Chromium chromium) : VisitTest(chromium)
{
    [Theory]
    [InlineData("3ds.bank.example", "get")]
    [InlineData("3ds.bank.example", "post")] // as 3-D Secure comes back
    [InlineData("pay.gateway.example", "get")] // the store lists it
    public async Task A_return_from_the_payment_page_continues_the_session(string gateway, string method)
    {
        await App.Change(store => store.IgnoredReferrers = """["gateway.example"]""");
        await using var bank = await Gateway(method);
        Shop.Body = () => $"<a id=pay href='{bank.At(gateway)}/pay'>pay</a>";
        var before = await Land(Home + "/?utm_source=google&utm_medium=cpc");
        await Pay();

        var after = await Settled();

        after.SessionId.ShouldBe(before.SessionId);
        (await Touches()).Select(touch => touch.Channel).ShouldBe(["paid_search"]);
        var receipt = await App.Order(new { orderId = "1001", value = 100, sessionId = after.SessionId });
        receipt.GetProperty("matchedBy").GetString().ShouldBe("session");
        (await App.Channels("1001")).ShouldBe(["paid_search"]);
    }

    [Fact]
    public async Task A_return_from_any_other_site_is_a_referral()
    {
        await using var bank = await Gateway("get");
        Shop.Body = () => $"<a id=pay href='{bank.At("www.magazine.example")}/pay'>pay</a>";
        var before = await Land(Home + "/?utm_source=google&utm_medium=cpc");
        await Pay();

        (await Settled()).SessionId.ShouldNotBe(before.SessionId);
        (await Touches()).Select(touch => touch.Channel).ShouldBe(["paid_search", "referral"]);
    }

    // Forty minutes are more than the session timeout: the session's cookie is gone by then.
    private async Task Pay()
    {
        await Page.ClickAsync("#pay");
        await Page.Locator("#done").WaitForAsync();
        App.Clock!.Now += TimeSpan.FromMinutes(40);
        await Page.Context.ClearCookiesAsync(new BrowserContextClearCookiesOptions { Name = "mk_session" });
        await Page.ClickAsync("#done");
        await Page.Arrived("/thanks");
    }

    private async Task<ShopSite> Gateway(string method)
    {
        var gateway = await ShopSite.Start();
        gateway.Body = () => $"<form method={method} action='{Home}/thanks'><button id=done>Confirm</button></form>";
        return gateway;
    }
}
