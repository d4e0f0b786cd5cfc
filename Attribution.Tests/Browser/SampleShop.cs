using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Attribution.Tests.Browser;

/// <summary>The demo, whose sample data is there and built.</summary>
internal static partial class SampleShop
{
    public static async Task<AppProcess> Start()
    {
        var app = await AppProcess.Start("--demo");
        await app.Said(Loaded());
        return app;
    }

    /// <summary>Comes in as a passer-by does, by one click.</summary>
    public static async Task LookAround(this IPage page, AppProcess app)
    {
        await page.GotoAsync(app.Address);
        await page.GetByRole(AriaRole.Button, new() { Name = "Look around the demo" }).ClickAsync();
    }

    [GeneratedRegex("Sample data: .* all days built")]
    private static partial Regex Loaded();
}
