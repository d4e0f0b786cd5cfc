using System.Globalization;

namespace Attribution.Benchmarks.Ingest;

/// <summary>Writes what was measured as a table.</summary>
internal static class IngestReport
{
    public static void Write(TextWriter to, IReadOnlyList<IngestCell> cells, double[] disk)
    {
        Line(to, $"disk: a page written and synced takes p50 {Percentile(disk, 50):0.00} ms, p95 {Percentile(disk, 95):0.00} ms, p99 {Percentile(disk, 99):0.00} ms");
        Line(to, $"| connections | endpoint | touches/s | p50 ms | p95 ms | p99 ms | CPU µs/touch | ratio |");
        Line(to, $"|---|---|---|---|---|---|---|---|");
        foreach (var width in cells.GroupBy(cell => cell.Connections))
        {
            var real = width.First().Target;
            foreach (var target in width.GroupBy(cell => cell.Target))
            {
                var ratio = target.Key == real ? "" : string.Create(CultureInfo.InvariantCulture, $"{Median(Ratios(width, real, target.Key)):0.00} ×");
                Line(
                    to,
                    $"| {width.Key} | {target.Key} | {Median(target.Select(cell => cell.PerSecond)):0} | {Median(target.Select(cell => Percentile(cell.Milliseconds, 50))):0.00} | {Median(target.Select(cell => Percentile(cell.Milliseconds, 95))):0.00} | {Median(target.Select(cell => Percentile(cell.Milliseconds, 99))):0.00} | {Median(target.Select(cell => cell.Processor)):0} | {ratio} |");
            }
        }
    }

    // Round by round, so that both sides of a ratio met the same machine.
    private static IEnumerable<double> Ratios(IEnumerable<IngestCell> cells, string real, string other) =>
        cells.Where(cell => cell.Target == real).Zip(cells.Where(cell => cell.Target == other), (one, two) => one.PerSecond / two.PerSecond);

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static double Percentile(double[] sorted, int percent) => sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, sorted.Length * percent / 100)];

    private static void Line(TextWriter to, FormattableString line) => to.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
