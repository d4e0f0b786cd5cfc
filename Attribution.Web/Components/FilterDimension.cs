namespace Attribution.Web.Components;

/// <summary>A dimension a report can be filtered by, with the values of the range.</summary>
/// <param name="Name">Of <see cref="ReportUrl.FilterNames"/>.</param>
/// <param name="Label">As shown, such as Campaign.</param>
public sealed record FilterDimension(string Name, string Label, IReadOnlyList<FilterValue> Values);

/// <summary>A value to filter by.</summary>
/// <param name="Value">In the address.</param>
/// <param name="Label">As shown.</param>
/// <param name="Amount">Its revenue in words; empty where it is not known.</param>
public sealed record FilterValue(string Value, string Label, string Amount);
