using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Attribution.Tests.Browser;

/// <summary>The page of models, on the five journeys of the demo whose credit is known by hand.</summary>
[Collection(ChromiumGroup.Demo)]
public sealed partial class ModelsTests(Chromium chromium, SampleShop demo)
{
    private const string Page = "/models?store=five-journeys&range=last_30_days";

    [Fact]
    public async Task Models_are_chosen_by_keyboard_a_pair_by_links_and_the_address_keeps_both()
    {
        await using var visitor = await chromium.NewPage();
        var page = visitor.Page;
        await demo.LookAround(page);
        await page.GotoAsync(demo.Address + Page);
        var table = page.GetByRole(AriaRole.Region, new() { Name = "Channels under each model" });
        await Expect(table.GetByRole(AriaRole.Row).Filter(new() { HasText = "All channels" })).ToContainTextAsync("€879.95");

        await page.Live();
        await page.Locator(".chooser summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        foreach (var name in new[] { "W-shaped", "J-shaped", "Time decay" })
        {
            var box = page.GetByRole(AriaRole.Checkbox, new() { Name = name, Exact = true });
            await box.FocusAsync();
            await page.Keyboard.PressAsync("Space");
            await Expect(box).Not.ToBeCheckedAsync();
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Compare these" }).ClickAsync();
        await Expect(page.GetByText("9 of 12 models")).ToBeVisibleAsync();
        await Expect(table.GetByRole(AriaRole.Columnheader, new() { Name = "Time decay" })).ToHaveCountAsync(0);

        // First touch gives Organic Social 99.99, last touch nothing.
        await page.GotoAsync(demo.Address + Page + "&pair=last_touch,first_touch");
        await Expect(page.Locator(".shift .dot-row").Filter(new() { HasText = "Organic Social" })).ToContainTextAsync("+€100");
        await page.Live();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show as table" }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "The chart as a table" }).First).ToContainTextAsync("€479.97");
        await page.Locator(".shift-pair .menu-box").Nth(1).ClickAsync();
        await page.Locator(".shift-pair .menu").Nth(1).GetByRole(AriaRole.Link, new() { Name = "Linear", Exact = true }).ClickAsync();
        await Expect(page).ToHaveURLAsync(Linear());
        await page.SetViewportSizeAsync(390, 844);
        await page.WaitForFunctionAsync("() => document.documentElement.scrollWidth <= 390");
        visitor.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1440)]
    [InlineData(1000)]
    [InlineData(390)]
    public async Task The_tables_head_stays_below_the_bar_and_its_channels_at_the_left(int width)
    {
        await using var visitor = await chromium.NewPage();
        var page = visitor.Page;
        await page.SetViewportSizeAsync(width, 600);
        await demo.LookAround(page);
        await page.GotoAsync(demo.Address + Page);
        await page.Live();

        await page.EvaluateAsync("document.querySelector('.compared tbody tr:nth-child(3)').scrollIntoView()");
        await page.GetByRole(AriaRole.Region, new() { Name = "Channels under each model" }).EvaluateAsync("table => { table.scrollLeft = 200; }");

        await page.WaitForFunctionAsync(
            """
            () => {
              const [bar, table, head, row] = ['.top', '.tbl-wrap:has(> .compared)', '.compared thead th', '.compared tbody tr:last-child th'].map((place) => document.querySelector(place).getBoundingClientRect());
              return table.top < bar.top && head.top >= bar.bottom && head.top < bar.bottom + 10 && head.left === table.left && row.left === table.left;
            }
            """);
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBe(width);
        visitor.Errors.ShouldBeEmpty();
    }

    [GeneratedRegex("pair=last_touch,linear")]
    private static partial Regex Linear();
}
