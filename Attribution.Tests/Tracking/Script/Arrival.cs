using Microsoft.Playwright;

namespace Attribution.Tests.Tracking.Script;

/// <summary>Waits until a link has led somewhere. Not for a load event: the browser's driver misses the one that comes while it begins to wait.</summary>
internal static class Arrival
{
    /// <summary>The page shows an address that holds this text, and has the script.</summary>
    public static Task Arrived(this IPage page, string address) =>
        page.WaitForFunctionAsync("address => location.href.includes(address) && typeof attribution === 'function'", address);
}
