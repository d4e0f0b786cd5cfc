using Attribution.Web.Components;

namespace Attribution.Web.Analytics.Comparing;

/// <summary>Answers "Does the answer depend on the model?" out of the figures alone.</summary>
internal static class ComparingAnswer
{
    public static string Of(ModelsReport report, ModelChoice choice)
    {
        var view = choice.View;
        var most = report.Channels.Where(row => row.Spread > 0).MaxBy(row => row.Spread);
        if (report.Totals.Values.All(total => total.Revenue == 0))
        {
            return "No revenue falls on these days, so models can only be told apart by orders.";
        }

        if (most is null)
        {
            return "No: every model gives each channel the same revenue.";
        }

        var depends = $"{view.Colours.NameOf(most.Channel)} depends on it most: {Money(Least(report, most), view)} to {Money(Most(report, most), view)}.";
        return string.Join(' ', new[] { Same(report, choice), depends }.Where(part => part.Length > 0));
    }

    /// <summary>The least that a model with figures of its own credits a channel.</summary>
    public static decimal Least(ModelsReport report, ChannelByModel row) => Own(report, row).Min(credit => credit.Value.Revenue);

    /// <summary>The most that a model with figures of its own credits a channel.</summary>
    public static decimal Most(ModelsReport report, ChannelByModel row) => Own(report, row).Max(credit => credit.Value.Revenue);

    /// <summary>Its credits, stand-ins left out, in the report's order of models.</summary>
    public static IReadOnlyList<KeyValuePair<string, ModelCredit>> Own(ModelsReport report, ChannelByModel row) =>
        [.. report.Models.Where(model => !report.StandsIn(model)).Select(model => KeyValuePair.Create(model, row.ByModel[model]))];

    private static string Same(ModelsReport report, ModelChoice choice) => report.Same is { } same
        ? $"{choice.View.Formats.Rate(same, 0)} of revenue is the same under {(choice.IsAll ? "every model" : $"all {report.Models.Count} models")}{Before(report, choice.View)}."
        : "";

    private static string Before(ModelsReport report, ReportView view) => report is { Same: not null, Previous.Same: { } before }
        ? $", after {view.Formats.Rate(before, 0)} in {view.ComparedName}"
        : "";

    private static string Money(decimal major, ReportView view) => view.Formats.MoneyCompact(view.Minor(major));
}
