namespace Attribution.Web.Storage.Ingest;

/// <summary>Counts of several kinds over the last so many steps of time. Older steps fall out; the memory never grows. Not safe for several threads at once.</summary>
/// <param name="steps">How many steps are kept, the running one included.</param>
/// <param name="step">Length of a step.</param>
/// <param name="kinds">How many kinds are counted apart.</param>
internal sealed class RollingCounts(int steps, TimeSpan step, int kinds)
{
    private readonly int[] counts = new int[steps * kinds];
    private readonly long[] numbers = new long[steps];

    public void Add(int kind, DateTimeOffset at, int count = 1)
    {
        var number = at.UtcTicks / step.Ticks;
        var place = (int)(number % steps);
        if (numbers[place] != number)
        {
            numbers[place] = number;
            Array.Clear(counts, place * kinds, kinds);
        }

        counts[(place * kinds) + kind] += count;
    }

    /// <summary>The count of a kind over the last <paramref name="last"/> steps, the running one included.</summary>
    public long Sum(int kind, DateTimeOffset now, int? last = null) => Series(kind, now, last ?? steps).Sum(count => (long)count);

    /// <summary>The count of a kind in each of the last steps, in order, the running one last.</summary>
    public int[] Series(int kind, DateTimeOffset now, int last)
    {
        var newest = now.UtcTicks / step.Ticks;
        var series = new int[last];
        for (var i = 0; i < last; i++)
        {
            var number = newest - last + 1 + i;
            var place = (int)(number % steps);
            series[i] = numbers[place] == number ? counts[(place * kinds) + kind] : 0;
        }

        return series;
    }
}
