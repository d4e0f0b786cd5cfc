using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Attribution.Tests.Browser;

/// <summary>What somebody does while a page is there and its circuit is not: on a slow line that is a while.</summary>
[Collection(ChromiumGroup.Demo)]
public sealed class SlowStartTests(Chromium chromium, SampleShop demo)
{
    [Fact]
    public async Task A_link_leads_where_it_says()
    {
        await using var visitor = await chromium.NewPage();
        var page = visitor.Page;
        await demo.LookAround(page);
        var start = await SlowStart.Of(page, () => page.GotoAsync(demo.Address + "/orders"));

        await Rail(page, "Paths").ClickAsync();
        start.GoOn();

        await page.Started();
        await Expect(page).ToHaveTitleAsync("Paths · Nordhaven Outdoor · Attribution");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Paths");
        visitor.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_way_back_leads_back()
    {
        await using var visitor = await chromium.NewPage();
        var page = visitor.Page;
        await demo.LookAround(page);
        await page.GotoAsync(demo.Address + "/orders");
        await page.Started();
        await Rail(page, "Paths").ClickAsync();
        await Expect(page.Locator("h1")).ToBeFocusedAsync();
        var start = await SlowStart.Of(page, () => page.ReloadAsync());

        await page.EvaluateAsync("history.back()");
        start.GoOn();

        await Expect(page.Locator("h1")).ToHaveTextAsync("Orders");
        await page.Started();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Orders");
    }

    [Fact]
    public async Task What_is_typed_stays_and_the_focus_with_it()
    {
        await using var visitor = await chromium.NewPage();
        var page = visitor.Page;
        await demo.LookAround(page);
        var start = await SlowStart.Of(page, () => page.GotoAsync(demo.Address + "/orders"));

        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Order id" }).PressSequentiallyAsync("F");
        start.GoOn();
        await page.Started();
        await page.Keyboard.TypeAsync("1");

        await Expect(page.GetByRole(AriaRole.Searchbox, new() { Name = "Order id" })).ToHaveValueAsync("F1");
    }

    [Fact]
    public async Task What_was_opened_stays_open_and_is_used_by_keyboard()
    {
        await using var visitor = await chromium.NewPage();
        var page = visitor.Page;
        await demo.LookAround(page);
        var start = await SlowStart.Of(page, () => page.GotoAsync(demo.Address + "/orders"));

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("pat");
        start.GoOn();
        await page.Started();
        await page.Keyboard.TypeAsync("hs");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("h1")).ToHaveTextAsync("Paths");
    }

    [Fact]
    public async Task A_press_that_ends_after_it_counts_as_a_click()
    {
        await using var visitor = await chromium.NewPage();
        var page = visitor.Page;
        await demo.LookAround(page);
        var start = await SlowStart.Of(page, () => page.GotoAsync(demo.Address + "/orders"));

        await Rail(page, "Paths").HoverAsync();
        await page.Mouse.DownAsync();
        start.GoOn();
        await page.Started();
        await page.Mouse.UpAsync();

        await Expect(page.Locator("h1")).ToHaveTextAsync("Paths");
    }

    private static ILocator Rail(IPage page, string name) => page.Locator(".rail").GetByRole(AriaRole.Link, new() { Name = name, Exact = true });
}
