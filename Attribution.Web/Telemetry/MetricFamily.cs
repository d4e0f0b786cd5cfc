using System.Diagnostics.Metrics;

namespace Attribution.Web.Telemetry;

/// <summary>What was measured by one instrument, added up by labels.</summary>
internal sealed class MetricFamily
{
    // More would be a mistake of ours: then the newest labels are left out, and the memory stays.
    private const int MostSeries = 2_000;

    private readonly Lock gate = new();
    private readonly Dictionary<MetricLabels, MetricSeries> series = [];
    private readonly bool isSum;

    public MetricFamily(Instrument instrument)
    {
        Instrument = instrument;
        Bounds = instrument is Histogram<double> histogram ? histogram.Advice?.HistogramBucketBoundaries ?? [] : [];
        IsCounter = instrument is Counter<long>;
        isSum = IsCounter || instrument is UpDownCounter<long>;

        // What has no labels is 0 before it is first measured, so that a rate has a beginning.
        if (instrument is UpDownCounter<long>)
        {
            Find([]);
        }
    }

    public Instrument Instrument { get; }

    /// <summary>Upper bounds of the buckets, in order; empty for what is no histogram.</summary>
    public IReadOnlyList<double> Bounds { get; }

    public bool IsHistogram => Bounds.Count > 0;

    public bool IsCounter { get; }

    public void Add(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (gate)
        {
            if (Find(tags) is not { } one)
            {
                return;
            }

            one.Value = isSum || IsHistogram ? one.Value + value : value;
            if (IsHistogram)
            {
                one.Count++;
                one.Buckets[BucketOf(value)]++;
            }
        }
    }

    /// <summary>Each series as it stands now, in the order of its labels.</summary>
    public IReadOnlyList<MetricSeries> Read()
    {
        lock (gate)
        {
            return [.. series.Values.OrderBy(one => string.Join('\u0001', one.Labels.Select(label => label.Value)), StringComparer.Ordinal).Select(Copy)];
        }
    }

    private MetricSeries? Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new MetricLabels(ValueOf(tags, 0), ValueOf(tags, 1), ValueOf(tags, 2));
        if (series.TryGetValue(labels, out var known) || series.Count >= MostSeries)
        {
            return known;
        }

        var named = new List<KeyValuePair<string, string>>(tags.Length);
        foreach (var tag in tags)
        {
            named.Add(new(tag.Key, tag.Value as string ?? ""));
        }

        return series[labels] = new MetricSeries(named, IsHistogram ? Bounds.Count + 1 : 0);
    }

    private int BucketOf(double value)
    {
        for (var i = 0; i < Bounds.Count; i++)
        {
            if (value <= Bounds[i])
            {
                return i;
            }
        }

        return Bounds.Count;
    }

    private static MetricSeries Copy(MetricSeries one)
    {
        var copy = new MetricSeries(one.Labels, one.Buckets.Length) { Value = one.Value, Count = one.Count };
        one.Buckets.CopyTo(copy.Buckets, 0);
        return copy;
    }

    private static string? ValueOf(ReadOnlySpan<KeyValuePair<string, object?>> tags, int index) => index < tags.Length ? tags[index].Value as string : null;
}
