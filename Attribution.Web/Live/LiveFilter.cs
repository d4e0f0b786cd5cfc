using Attribution.Web.Storage.Ingest;

namespace Attribution.Web.Live;

/// <summary>Which hits the page lists, as its address names it.</summary>
/// <param name="Id">The value of <c>show</c>; empty for all.</param>
internal sealed record LiveFilter(string Id, string Name, IReadOnlyList<SeenOutcome> Outcomes)
{
    public static LiveFilter All { get; } = new("", "All", Enum.GetValues<SeenOutcome>());

    /// <summary>All of them, in order.</summary>
    public static IReadOnlyList<LiveFilter> Known { get; } =
    [
        All,
        new("touch", "Touches", [SeenOutcome.Touch]),
        new("activity", "Activity", [SeenOutcome.Activity]),
        new("ignored", "Ignored", [SeenOutcome.Ignored]),
        new("refused", "Refused", [SeenOutcome.Refused]),
    ];

    /// <summary>An unknown value shows all.</summary>
    public static LiveFilter Of(string? id) => Known.FirstOrDefault(filter => filter.Id == id) ?? All;

    public long CountIn(SeenFigures figures) => Outcomes.Sum(outcome => figures.HalfHour[(int)outcome]);
}
