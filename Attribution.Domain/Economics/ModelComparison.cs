namespace Attribution.Domain.Economics;

/// <summary>How far the models agree about one channel.</summary>
public sealed record ModelComparison
{
    private readonly IReadOnlyList<ModelFigure> figures;

    private ModelComparison(IReadOnlyList<ModelFigure> figures)
    {
        this.figures = figures;
        if (figures.Count == 0)
        {
            return;
        }

        SpreadMinor = figures.Max(figure => figure.RevenueMinor) - figures.Min(figure => figure.RevenueMinor);
        Variation = VariationOf([.. figures.Select(Compared)]);
    }

    /// <summary>Highest credited revenue less the lowest, minor units; 0 with one model.</summary>
    public long SpreadMinor { get; }

    /// <summary>
    /// Population standard deviation ÷ mean of credited revenue, of credited orders where all revenue is 0; null where the mean is not
    /// above 0 or fewer than two models are left.
    /// </summary>
    public double? Variation { get; }

    /// <summary>How much the models agree; null where <see cref="Variation"/> is.</summary>
    public Consensus? Consensus => Variation switch
    {
        null => null,
        < 0.10 => Economics.Consensus.High,
        < 0.25 => Economics.Consensus.Medium,
        _ => Economics.Consensus.Low,
    };

    /// <summary>The comparison of one channel's figures, one a model; those that only stand in for another are left out.</summary>
    public static ModelComparison Of(IEnumerable<ModelFigure> figures) => new([.. figures.Where(figure => !figure.IsStandIn)]);

    /// <summary>The model that moves the channel most against another one, the first of several; null where none moves it.</summary>
    /// <param name="model">The model to compare with, such as <c>last_touch</c>.</param>
    public string? MovesMostAgainst(string model) =>
        figures.FirstOrDefault(figure => figure.Model == model) is not { } basis
            ? null
            : figures.Where(figure => Compared(figure) != Compared(basis)).MaxBy(figure => Math.Abs(Compared(figure) - Compared(basis)))?.Model;

    /// <summary>
    /// Which part of all revenue every model gives to the same channel: the sum over the channels of the least any model credits, ÷ the total.
    /// Null where the models' totals differ (a filter cuts through orders), where they are not above 0, or where a credit is negative.
    /// </summary>
    /// <param name="channels">For each channel one figure a model; stand-ins are left out.</param>
    public static double? Same(IEnumerable<IEnumerable<ModelFigure>> channels)
    {
        var all = channels.Select(figures => figures.Where(figure => !figure.IsStandIn).ToList()).Where(figures => figures.Count > 0).ToList();
        var totals = all.SelectMany(figures => figures).GroupBy(figure => figure.Model).Select(figures => figures.Sum(figure => figure.RevenueMinor)).Distinct().ToList();
        return totals is [> 0] && all.All(figures => figures.All(figure => figure.RevenueMinor >= 0))
            ? (double)all.Sum(figures => figures.Min(figure => figure.RevenueMinor)) / totals[0]
            : null;
    }

    private static double? VariationOf(double[] values)
    {
        var mean = values.Average();
        return values.Length < 2 || mean <= 0 ? null : Math.Sqrt(values.Average(value => (value - mean) * (value - mean))) / mean;
    }

    private double Compared(ModelFigure figure) =>
        figures.All(one => one.RevenueMinor == 0) ? figure.OrdersMillionths : figure.RevenueMinor;
}

/// <summary>What one model credits a channel with.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="OrdersMillionths">Credited orders, in millionths.</param>
/// <param name="RevenueMinor">Credited revenue, minor units.</param>
/// <param name="IsStandIn">Whether another model's figures stand in, as <c>linear</c> does for a model without a fit.</param>
public sealed record ModelFigure(string Model, long OrdersMillionths, long RevenueMinor, bool IsStandIn = false);

/// <summary>How much the models agree about a channel.</summary>
public enum Consensus
{
    /// <summary>Variation of 0.25 or more.</summary>
    Low,

    /// <summary>Variation under 0.25.</summary>
    Medium,

    /// <summary>Variation under 0.10.</summary>
    High,
}
