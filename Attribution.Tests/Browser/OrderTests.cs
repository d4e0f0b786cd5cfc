using System.Net.Http.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Attribution.Tests.Browser;

/// <summary>The pages of orders as somebody works with them, by keyboard and on a phone.</summary>
[Collection(ChromiumGroup.Readers)]
public sealed class OrderTests(Chromium chromium)
{
    [Fact]
    public async Task From_the_list_by_keyboard_to_an_order_another_model_its_person_and_back_by_its_id()
    {
        await using var app = await OwnStore.Start();
        await using var analyst = await chromium.NewPage();
        var page = analyst.Page;
        await Sell(app);
        await page.LogIn(app);

        await page.GotoAsync(app.Address + "/orders?range=today");
        await Expect(page.Locator(".find-order[data-live]")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "1001" })).ToBeVisibleAsync();
        await page.Started();
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Order 1001");
        await page.GetByRole(AriaRole.Link, new() { Name = "Last touch", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Email got 100 % (€90.00): it was the last touch before the order, and only that one earns.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "All visits of this person" }).ClickAsync();
        await Expect(page.GetByText("2 visits and 1 order.")).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("/");
        await page.GetByLabel("Page, store or order id").FillAsync("1001");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("This is the one.")).ToBeVisibleAsync();
        analyst.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task On_a_phone_the_pages_fit_and_the_journey_is_a_list()
    {
        await using var app = await OwnStore.Start();
        await using var analyst = await chromium.NewPage();
        var page = analyst.Page;
        await Sell(app);
        await page.LogIn(app);
        await page.SetViewportSizeAsync(390, 844);

        foreach (var path in new[] { "/orders?range=today", "/orders/1001", "/visits?order=1001" })
        {
            await page.GotoAsync(app.Address + path);
            await Expect(page.GetByText("1001").First).ToBeVisibleAsync();
            (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(390, path);
        }

        await page.GotoAsync(app.Address + "/orders/1001");
        await Expect(page.Locator(".jl li")).ToHaveCountAsync(3);
        await Expect(page.Locator(".jt")).ToBeHiddenAsync();
        analyst.Errors.ShouldBeEmpty();
    }

    private static async Task Sell(AppProcess app)
    {
        using var shop = app.Server();
        foreach (var (session, query) in new[] { ("s1", "?utm_source=google&utm_medium=cpc"), ("s2", "?utm_source=letter&utm_medium=email") })
        {
            (await shop.PostAsJsonAsync("/api/touches", new { url = "https://shop.example/" + query, visitorId = "v1", sessionId = session, consent = "granted" })).EnsureSuccessStatusCode();
        }

        (await shop.PostAsJsonAsync("/api/orders", new { orderId = "1001", value = 90, sessionId = "s2" })).EnsureSuccessStatusCode();
    }
}
