namespace Attribution.Web.Telemetry;

/// <summary>The labels of a series by value: at most three, in the order the instrument gives them.</summary>
internal readonly record struct MetricLabels(string? First, string? Second, string? Third);

/// <summary>One line, or one histogram, of a family.</summary>
internal sealed class MetricSeries(IReadOnlyList<KeyValuePair<string, string>> labels, int buckets)
{
    public IReadOnlyList<KeyValuePair<string, string>> Labels { get; } = labels;

    /// <summary>The sum of a counter or a histogram, the last value of a gauge.</summary>
    public double Value { get; set; }

    /// <summary>Measurements of a histogram.</summary>
    public long Count { get; set; }

    /// <summary>Measurements by bucket, each counted once; the last is above all bounds.</summary>
    public long[] Buckets { get; } = new long[buckets];
}
