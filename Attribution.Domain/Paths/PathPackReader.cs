using Attribution.Domain.Snapshots;

namespace Attribution.Domain.Paths;

/// <summary>Goes through the paths of a <see cref="PathPack"/>, one after the other, without an object for any.</summary>
public ref struct PathPackReader
{
    private int[] steps = new int[64];
    private int length;
    private int left;
    private int start;
    private PackedNumbers numbers;
    private ReadOnlySpan<byte> rest;

    /// <summary>A reader of some paths.</summary>
    /// <param name="bytes">Their <see cref="Bytes"/>, one after the other.</param>
    /// <param name="count">How many they are.</param>
    public PathPackReader(ReadOnlySpan<byte> bytes, int count)
    {
        numbers = new PackedNumbers(bytes);
        left = count;
    }

    /// <summary>Number of the conversion type.</summary>
    public int Type { get; private set; }

    /// <summary>Numbers of the steps; good until the next path.</summary>
    public readonly ReadOnlySpan<int> Steps => steps.AsSpan(0, length);

    /// <summary>How many orders came by it.</summary>
    public long Orders { get; private set; }

    /// <summary>In minor units.</summary>
    public long RevenueMinor { get; private set; }

    /// <summary>Touches of all their journeys.</summary>
    public long TouchesSum { get; private set; }

    /// <summary>All of the path, as it is in the pack.</summary>
    public readonly ReadOnlySpan<byte> Bytes => numbers.Since(start);

    /// <summary>Goes to the next path; false after the last.</summary>
    public bool Next()
    {
        if (left-- <= 0)
        {
            return false;
        }

        start = numbers.At;
        Type = (int)numbers.Next();
        length = (int)numbers.Next();
        if (length > steps.Length)
        {
            steps = new int[length];
        }

        for (var i = 0; i < length; i++)
        {
            steps[i] = (int)numbers.Next();
        }

        Orders = numbers.NextSigned();
        RevenueMinor = numbers.NextSigned();
        TouchesSum = numbers.NextSigned();
        rest = numbers.Bytes();
        return true;
    }

    /// <summary>Adds the path's histograms to others; null for those that nobody asks for.</summary>
    public readonly void AddTo(CountHistogram? times, CountHistogram? days, CountHistogram? gaps)
    {
        var reader = new PackedNumbers(rest);
        Add(ref reader, times);
        Add(ref reader, days);
        Add(ref reader, gaps);
    }

    /// <summary>Whether a touch of the path has one of these origins.</summary>
    /// <param name="wanted">By number.</param>
    public readonly bool Touches(ReadOnlySpan<bool> wanted)
    {
        var reader = new PackedNumbers(rest);
        for (var histogram = 0; histogram < 3; histogram++)
        {
            Add(ref reader, null);
        }

        for (var i = reader.Next(); i > 0; i--)
        {
            if (wanted[(int)reader.Next()])
            {
                return true;
            }
        }

        return false;
    }

    private static void Add(ref PackedNumbers reader, CountHistogram? histogram)
    {
        for (var i = reader.Next(); i > 0; i--)
        {
            var (value, count) = ((int)reader.Next(), reader.Next());
            histogram?.Add(value, count);
        }
    }
}
