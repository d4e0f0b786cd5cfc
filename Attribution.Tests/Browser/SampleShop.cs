using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Attribution.Tests.Browser;

/// <summary>The demo, once its sample data is there and built: nobody can change it, so its tests share one.</summary>
public sealed partial class SampleShop : IAsyncLifetime
{
    private AppProcess app = null!;

    public string Address => app.Address;

    public async Task InitializeAsync()
    {
        app = await AppProcess.Start("--demo");
        try
        {
            await app.Said(Loaded());
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    /// <summary>Comes in as a passer-by does, by one click.</summary>
    public async Task LookAround(IPage page)
    {
        await page.GotoAsync(Address);
        await page.GetByRole(AriaRole.Button, new() { Name = "Look around the demo" }).ClickAsync();
        await Assertions.Expect(page.Locator(".shell")).ToBeVisibleAsync();
    }

    [GeneratedRegex("Sample data: .* all days built")]
    private static partial Regex Loaded();
}
