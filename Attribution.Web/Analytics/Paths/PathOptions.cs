using Attribution.Domain.Paths;

namespace Attribution.Web.Analytics.Paths;

/// <summary>How paths are listed and narrowed.</summary>
/// <param name="Limit">Rows, at most 1,000.</param>
/// <param name="Collapse">Whether consecutive touches of one channel count as one step.</param>
internal sealed record PathOptions(int Limit = PathOptions.Standard, bool Collapse = false)
{
    public const int Standard = 50;

    /// <summary>Channels, or sequences of them joined by <c>&gt;</c>, one of which a path must hold.</summary>
    public IReadOnlyList<string> Contains { get; init; } = [];

    /// <summary>One of which it must begin with.</summary>
    public IReadOnlyList<string> Starts { get; init; } = [];

    /// <summary>One of which it must end with.</summary>
    public IReadOnlyList<string> Ends { get; init; } = [];

    public PathFilter<string> Filter => PathFilter.Of(Contains, Starts, Ends);

    /// <summary>Whether journeys without an order, of which only the first steps are kept, can be narrowed the same way.</summary>
    public bool FitsDropOuts => Contains.Count + Ends.Count == 0 && Filter.Starts.All(steps => steps.Length == 1 || (Collapse && steps.Length <= DropOuts.Steps));

    /// <summary>For the key of what is cached; the limit is not in it.</summary>
    public string Key => string.Join('\u001f', [$"{Collapse}", .. Named("contains", Contains), .. Named("starts", Starts), .. Named("ends", Ends)]);

    private static IEnumerable<string> Named(string name, IReadOnlyList<string> values) => values.Distinct().Order(StringComparer.Ordinal).Select(value => $"{name}={value}");
}
