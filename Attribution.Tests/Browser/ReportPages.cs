using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Attribution.Tests.Browser;

internal static class ReportPages
{
    /// <summary>Waits until the page's circuit runs: it replaces what was pre-rendered, an open menu with it, and then draws the charts.</summary>
    public static Task Live(this IPage page) => Expect(page.Locator(".chart svg, .plot[data-ready]").First).ToBeVisibleAsync();

    /// <summary>Waits until what was pre-rendered has been replaced by the page of a circuit.</summary>
    public static Task Started(this IPage page) => Expect(page.Locator("body[data-live]")).ToBeVisibleAsync(new() { Timeout = 20_000 });
}
