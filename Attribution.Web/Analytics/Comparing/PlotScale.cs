namespace Attribution.Web.Analytics.Comparing;

/// <summary>An axis with round steps that holds every value and 0.</summary>
/// <param name="Low">Its left end, a multiple of the step.</param>
/// <param name="Step">Between two lines, in major units.</param>
/// <param name="Steps">How many there are, 2 to 6.</param>
internal sealed record PlotScale(decimal Low, decimal Step, int Steps)
{
    /// <summary>The values at the lines, left to right.</summary>
    public IEnumerable<decimal> Ticks => Enumerable.Range(0, Steps + 1).Select(step => Low + (step * Step));

    public static PlotScale Of(IEnumerable<decimal> values)
    {
        var all = values.Append(0).ToList();
        var (low, high) = (all.Min(), all.Max());
        var step = Round((high - low) / 4);
        var (first, last) = (Math.Floor(low / step), Math.Ceiling(high / step));
        return new(first * step, step, Math.Max(1, (int)(last - first)));
    }

    /// <summary>Where a value lies, 0 to 100, as CSS writes it.</summary>
    public string At(decimal value) => Part(value - Low);

    /// <summary>How wide a difference is, 0 to 100, as CSS writes it.</summary>
    public string Width(decimal difference) => Part(Math.Abs(difference));

    private string Part(decimal length) => FormattableString.Invariant($"{length / (Step * Steps) * 100:0.##}");

    // The next of 1, 2 and 5 times a power of ten.
    private static decimal Round(decimal least)
    {
        var power = 0.01m;
        while (power * 10 < least)
        {
            power *= 10;
        }

        return least <= power ? power : least <= power * 2 ? power * 2 : least <= power * 5 ? power * 5 : power * 10;
    }
}
