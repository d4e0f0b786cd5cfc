using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Attribution.Tests.Browser;

/// <summary>The page of paths on the demo's five journeys, and what a check of accessibility finds on it and on the pages beside it.</summary>
[Collection(ChromiumGroup.Demo)]
public sealed partial class PathsTests(Chromium chromium, SampleShop demo)
{
    private const string Store = "store=five-journeys&range=last_30_days";

    private static readonly string[] Pages = ["/paths", "/models", "/orders", "/orders/F1", "/visits?order=F1", "/tools/paths"];

    [Fact]
    public async Task Paths_are_narrowed_by_links_and_keys_charts_have_tables_and_a_phone_needs_no_sideways_scroll()
    {
        await using var visitor = await chromium.NewPage();
        var page = visitor.Page;
        await demo.LookAround(page);
        await page.GotoAsync($"{demo.Address}/paths?{Store}");
        await page.Live();
        var table = page.GetByRole(AriaRole.Region, new() { Name = "Top paths by orders" });
        await Expect(table.GetByRole(AriaRole.Row)).ToHaveCountAsync(7);

        await page.GetByRole(AriaRole.Link, new() { Name = "ends with" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(Ends());
        await page.Locator(".path-channel summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".path-channel").GetByRole(AriaRole.Link, new() { Name = "Direct" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(EndsDirect());
        await Expect(table.GetByRole(AriaRole.Row)).ToHaveCountAsync(5);

        await page.GetByRole(AriaRole.Link, new() { Name = "Repeats", Exact = true }).ClickAsync();
        await Expect(page).ToHaveURLAsync(Repeats());
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Download the roles as CSV" })).ToHaveAttributeAsync("href", EndsDirect());
        await page.Live();
        await page.Locator("section").Filter(new() { HasText = "Touches to order" }).Last.GetByRole(AriaRole.Button, new() { Name = "Show as table" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "The chart as a table" })).ToContainTextAsync("4");
        await page.SetViewportSizeAsync(390, 844);
        await page.WaitForFunctionAsync("() => document.documentElement.scrollWidth <= 390");
        visitor.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_on_these_pages_stands_in_anybodys_way_by_day_or_night_wide_or_narrow()
    {
        await using var visitor = await chromium.NewPage();
        var page = visitor.Page;
        await demo.LookAround(page);

        var found = await Faults(page, ColorScheme.Light, 1440);
        found.AddRange(await Faults(page, ColorScheme.Dark, 390));

        found.ShouldBeEmpty();
        visitor.Errors.ShouldBeEmpty();
    }

    private async Task<List<string>> Faults(IPage page, ColorScheme scheme, int width)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await page.SetViewportSizeAsync(width, 900);
        var found = new List<string>();
        foreach (var path in Pages)
        {
            await page.GotoAsync($"{demo.Address}{path}{(path.Contains('?') ? '&' : '?')}{Store}");
            await page.Started();
            found.AddRange((await page.Faults()).Select(fault => $"{path}, {width} px: {fault}"));
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBe(width, path);
        }

        return found;
    }

    [GeneratedRegex("ends")]
    private static partial Regex Ends();

    [GeneratedRegex("pathEnds=direct")]
    private static partial Regex EndsDirect();

    [GeneratedRegex("repeats")]
    private static partial Regex Repeats();
}
