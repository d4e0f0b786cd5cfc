namespace Attribution.Web.Components.Layout;

/// <summary>An entry of the rail.</summary>
/// <param name="Key">The letter after g that opens it; null for none.</param>
public sealed record NavItem(string Route, string Glyph, string Name, string? Key = null)
{
    /// <summary>The pages that answer a question, in order.</summary>
    public static IReadOnlyList<NavItem> Reports { get; } =
    [
        new(Urls.Overview, "grid", "Overview", "o"),
        new(Urls.Channels, "bars", "Channels", "c"),
        new(Urls.Models, "models", "Models", "m"),
        new(Urls.Paths, "paths", "Paths", "p"),
        new(Urls.Orders, "orders", "Orders", "r"),
        new(Urls.Costs, "costs", "Costs"),
        new(Urls.Budget, "budget", "Budget"),
        new(Urls.Partners, "partners", "Partners"),
        new(Urls.Quality, "quality", "Quality", "q"),
        new(Urls.Insights, "insights", "Insights"),
    ];

    /// <summary>What stands below them.</summary>
    public static IReadOnlyList<NavItem> Foot { get; } = [new(Urls.PathFiles, "table", "Path files"), new(Urls.Live, "live", "Live"), new(Urls.Settings, "settings", "Settings")];

    /// <summary>Whether the page in view is this entry's or below it, as the visits behind an order are.</summary>
    public bool IsCurrent(string path) => Route == "/" ? path == "/" : path == Route || path.StartsWith(Route + "/", StringComparison.Ordinal)
        || (Route == Urls.Orders && path == Urls.Visits);
}
