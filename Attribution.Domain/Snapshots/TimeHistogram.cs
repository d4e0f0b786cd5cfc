namespace Attribution.Domain.Snapshots;

/// <summary>
/// Times to convert in buckets of log₂ minutes, 8 an octave: the median of any sum of days is read out within 5 %. Everything under
/// a minute is one bucket.
/// </summary>
public sealed class TimeHistogram
{
    private const int StepsPerOctave = 8;

    /// <summary>Of no time yet.</summary>
    public TimeHistogram()
        : this(new CountHistogram())
    {
    }

    /// <summary>Of times that were counted by bucket, as <see cref="ToString"/> tells them. What is added to either is added to both.</summary>
    public TimeHistogram(CountHistogram buckets) => Buckets = buckets;

    /// <summary>Its buckets, as <see cref="ToString"/> tells them. What is added to either is added to both.</summary>
    public CountHistogram Buckets { get; }

    /// <summary>How many times were added.</summary>
    public long Count => Buckets.Count;

    /// <summary>The median, within 5 % from one minute up; null of nothing.</summary>
    public TimeSpan? Median => Buckets.Middle is (var low, var high) ? (Middle(low) + Middle(high)) / 2 : null;

    /// <summary>What <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">The text is no histogram.</exception>
    public static TimeHistogram Parse(string text)
    {
        var histogram = new TimeHistogram();
        histogram.Merge(text);
        return histogram;
    }

    /// <summary>Adds one time, not negative.</summary>
    public void Add(TimeSpan time) => Buckets.Add(BucketOf(time));

    /// <summary>Adds every time of another histogram, which stays as it is.</summary>
    public void Merge(TimeHistogram other) => Buckets.Merge(other.Buckets);

    /// <summary>Adds what another histogram wrote.</summary>
    /// <exception cref="FormatException">The text is no histogram.</exception>
    public void Merge(string text) => Buckets.Merge(text);

    /// <summary>How many times fall between limits, as far as buckets tell: a bucket counts where its middle does, so a time within 4.5 % of a limit may count on its other side.</summary>
    /// <param name="limits">Ascending, above 0.</param>
    /// <returns>One number more than there are limits: below the first, between each and the next, from the last on.</returns>
    public IReadOnlyList<long> Between(IReadOnlyList<TimeSpan> limits)
    {
        var sums = new long[limits.Count + 1];
        foreach (var (bucket, count) in Buckets.Values)
        {
            sums[limits.Count(limit => limit <= Middle(bucket))] += count;
        }

        return sums;
    }

    /// <summary>Buckets in order, each with its count: <c>0:3 57:1</c>.</summary>
    public override string ToString() => Buckets.ToString();

    // Bucket b > 0 holds the minutes from 2^((b−1)/8) to below 2^(b/8). Rounded first: the last bits of a platform's logarithm do not matter.
    private static int BucketOf(TimeSpan time) =>
        time.TotalMinutes < 1 ? 0 : 1 + (int)Math.Floor(Math.Round(Math.Log2(time.TotalMinutes) * StepsPerOctave, 9));

    // The geometric middle of a bucket is at most 4.5 % from any time in it.
    private static TimeSpan Middle(int bucket) =>
        TimeSpan.FromMinutes(bucket == 0 ? 0.5 : Math.Pow(2, (bucket - 0.5) / StepsPerOctave));
}
