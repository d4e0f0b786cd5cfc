using System.Globalization;

namespace Attribution.Domain.Snapshots;

/// <summary>How often each whole number occurred, such as touches to an order, or whole days. Exact, and mergeable over days.</summary>
public sealed class CountHistogram
{
    // Nearly all numbers are small, and a report adds millions of them: those have a place each.
    private const int Small = 512;
    private const int Step = 8;

    private SortedDictionary<int, long>? large;
    private long[] small = [];

    /// <summary>How many numbers were added.</summary>
    public long Count => small.Sum() + (large?.Values.Sum() ?? 0);

    /// <summary>The numbers that occurred, ascending, each with how often.</summary>
    public IEnumerable<(int Value, long Count)> Values =>
        small.Select((count, value) => (value, count)).Where(pair => pair.count > 0).Concat(large?.Select(pair => (pair.Key, pair.Value)) ?? []);

    /// <summary>The median: of an even count the mean of the two in the middle; null of nothing.</summary>
    public decimal? Median => Middle is (var low, var high) ? (low + high) / 2m : null;

    /// <summary>The two numbers in the middle, which of an odd count are the same one; null of nothing.</summary>
    public (int Low, int High)? Middle => Count is var count and > 0 ? (At((count - 1) / 2), At(count / 2)) : null;

    /// <summary>What <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">The text is no histogram.</exception>
    public static CountHistogram Parse(string text)
    {
        var histogram = new CountHistogram();
        histogram.Merge(text);
        return histogram;
    }

    /// <summary>Adds a number so many times.</summary>
    /// <param name="value">Not negative.</param>
    /// <param name="times">Not negative; 0 adds nothing.</param>
    public void Add(int value, long times = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ArgumentOutOfRangeException.ThrowIfNegative(times);
        if (times == 0)
        {
            return;
        }

        if (value >= Small)
        {
            large ??= [];
            large[value] = checked(large.GetValueOrDefault(value) + times);
            return;
        }

        if (value >= small.Length)
        {
            Array.Resize(ref small, Math.Min(Small, Math.Max(small.Length * 2, (value / Step + 1) * Step)));
        }

        small[value] = checked(small[value] + times);
    }

    /// <summary>Adds every number of another histogram, which stays as it is.</summary>
    public void Merge(CountHistogram other)
    {
        foreach (var (value, count) in other.Values)
        {
            Add(value, count);
        }
    }

    /// <summary>Adds what another histogram wrote.</summary>
    /// <exception cref="FormatException">The text is no histogram.</exception>
    public void Merge(string text)
    {
        // By hand: a report reads a hundred thousand of them.
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf(' ');
            var pair = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            var at = pair.IndexOf(':');
            if (at < 0)
            {
                throw new FormatException($"`{pair}` is no number with its count.");
            }

            Add(int.Parse(pair[..at], CultureInfo.InvariantCulture), long.Parse(pair[(at + 1)..], CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Numbers ascending, each with how often: <c>0:3 7:1</c>.</summary>
    public override string ToString() =>
        string.Join(' ', Values.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value}:{pair.Count}")));

    private int At(long rank)
    {
        foreach (var (value, count) in Values)
        {
            rank -= count;
            if (rank < 0)
            {
                return value;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(rank));
    }
}
