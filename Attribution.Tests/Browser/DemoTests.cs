using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Attribution.Tests.Browser;

/// <summary>The demo as a passer-by tries it: one command, one click, on a phone.</summary>
[Collection(ChromiumGroup.Demo)]
public sealed partial class DemoTests(Chromium chromium, SampleShop demo)
{
    [Fact]
    public async Task One_click_shows_the_sample_shop_and_five_journeys_whose_credit_is_as_computed_by_hand()
    {
        await using var visitor = await chromium.NewPage();
        var page = visitor.Page;

        await page.SetViewportSizeAsync(390, 844);
        await demo.LookAround(page);
        await Expect(page.GetByText("Sample data.")).ToBeVisibleAsync();
        await Expect(page.GetByText(RevenueIs())).ToBeVisibleAsync();
        await page.Live();
        await page.WaitForFunctionAsync("() => document.documentElement.scrollWidth <= 390");

        await page.Locator(".bottom summary").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Five journeys" }).Last.ClickAsync();
        await page.SetViewportSizeAsync(1440, 900);
        await ShouldCredit(page, "first_touch", ("Paid Search", "€449.98"), ("Organic Search", "€179.99"), ("Email", "€149.99"), ("Organic Social", "€99.99"));
        await ShouldCredit(page, "last_touch", ("Direct", "€479.97"), ("Paid Search", "€249.99"), ("Email", "€149.99"));
        await ShouldCredit(
            page, "linear",
            ("Paid Search", "€299.99"), ("Email", "€199.99"), ("Direct", "€159.97"), ("Organic Search", "€110.00"), ("Referral", "€60.00"), ("Organic Social", "€50.00"));
        visitor.Errors.ShouldBeEmpty();
    }

    // Linear by hand: 199.99 over four is 50.00 50.00 50.00 49.99; 99.99 over two 50.00 49.99; 179.99 over three 60.00 60.00 59.99.
    private async Task ShouldCredit(IPage page, string model, params (string Channel, string Revenue)[] rows)
    {
        await page.GotoAsync($"{demo.Address}/?store=five-journeys&range=last_30_days&attributionModel={model}");
        var table = page.GetByRole(AriaRole.Region, new() { Name = "Channels", Exact = true }).First;
        await Expect(table.GetByRole(AriaRole.Row).Filter(new() { HasText = "All channels" })).ToContainTextAsync("€879.95");
        foreach (var (channel, revenue) in rows)
        {
            await Expect(table.GetByRole(AriaRole.Row).Filter(new() { HasText = channel })).ToContainTextAsync(revenue);
        }
    }

    [GeneratedRegex("Revenue is")]
    private static partial Regex RevenueIs();
}
