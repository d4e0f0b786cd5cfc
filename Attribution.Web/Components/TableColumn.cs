using Microsoft.AspNetCore.Components;

namespace Attribution.Web.Components;

/// <summary>A column of a table.</summary>
/// <param name="Id">Name in the address when sorted by, and on narrow screens.</param>
/// <param name="Name">The head.</param>
/// <param name="Cell">What stands in a row.</param>
public sealed record TableColumn<TRow>(string Id, string Name, RenderFragment<TRow> Cell)
{
    /// <summary>Whether the head sorts.</summary>
    public bool Sortable { get; init; } = true;

    /// <summary>Whether it stays on narrow screens: the name, and one figure beside the chosen one.</summary>
    public bool Keep { get; init; }

    /// <summary>Whether it is text, set left.</summary>
    public bool Left { get; init; }

    /// <summary>A second line of the head, such as what the column is compared with.</summary>
    public string? Under { get; init; }

    /// <summary>A look of its cells, such as heat.</summary>
    public string? Class { get; init; }

    /// <summary>Shown on hover over the head.</summary>
    public string? Tip { get; init; }
}
