using Microsoft.Playwright;

namespace Attribution.Tests.Browser;

/// <summary>What the vendored axe finds on a page.</summary>
internal static class Accessibility
{
    // A link to the content stands before all landmarks: that is its purpose.
    private const string Look =
        """
        async () => (await axe.run({ exclude: ['.skip'] }, { resultTypes: ['violations'] })).violations
          .map((rule) => rule.id + ' ' + rule.nodes.map((node) => node.target.join(' ') + ' ' + node.failureSummary).join('; '))
        """;

    /// <summary>Every rule that the page in view breaks, and where; empty where it breaks none.</summary>
    public static async Task<string[]> Faults(this IPage page)
    {
        await page.EvaluateAsync(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Browser", "Axe", "axe.min.js")));
        return await page.EvaluateAsync<string[]>(Look);
    }
}
