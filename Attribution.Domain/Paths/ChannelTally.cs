namespace Attribution.Domain.Paths;

/// <summary>
/// Counts channels' roles and meetings over paths of channel numbers. Orders without a journey play no part; of a path that was cut only
/// what is left counts. Over all channels the first touches add up to the orders with a journey, and the last touches likewise.
/// </summary>
/// <param name="channels">Names, by number, each once.</param>
public sealed class ChannelTally(IReadOnlyList<string> channels)
{
    private readonly int cut = Array.IndexOf([.. channels], ChannelPath.Cut);
    private readonly long[] first = new long[channels.Count];
    private readonly long[] last = new long[channels.Count];
    private readonly long[] alone = new long[channels.Count];
    private readonly long[] both = new long[channels.Count * channels.Count];
    private readonly int[] seen = new int[channels.Count];
    private readonly int[] held = new int[channels.Count];
    private int paths;

    /// <summary>Adds the orders of a path.</summary>
    /// <param name="steps">Numbers of its channels, in order.</param>
    /// <param name="orders">How many.</param>
    public void Add(ReadOnlySpan<int> steps, long orders)
    {
        if (steps.IsEmpty || orders == 0)
        {
            return;
        }

        var count = Hold(steps);
        first[steps[0]] += orders;
        last[steps[^1]] += orders;
        if (count == 1)
        {
            alone[held[0]] += orders;
        }

        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
            {
                both[(held[i] * channels.Count) + held[j]] += orders;
            }
        }
    }

    /// <summary>Adds what another tally of the same channels counted.</summary>
    public void Add(ChannelTally other)
    {
        Sum(first, other.first);
        Sum(last, other.last);
        Sum(alone, other.alone);
        Sum(both, other.both);
    }

    /// <summary>A row a channel, by orders, then by channel.</summary>
    public IReadOnlyList<ChannelRole> Roles() =>
    [
        .. Enumerable.Range(0, channels.Count).Where(channel => Both(channel, channel) > 0)
            .Select(channel => new ChannelRole(channels[channel], Both(channel, channel), first[channel], Both(channel, channel) - last[channel], last[channel], alone[channel]))
            .OrderByDescending(role => role.Orders).ThenBy(role => role.Channel, StringComparer.Ordinal),
    ];

    /// <summary>Which of some channels meet.</summary>
    /// <param name="wanted">In the order wanted; each once.</param>
    public ChannelOverlap Overlap(IReadOnlyList<string> wanted)
    {
        var numbers = channels.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
        var places = wanted.Select(channel => numbers.GetValueOrDefault(channel, -1)).ToList();
        return new(wanted, [.. places.Select(one => (IReadOnlyList<long>)[.. places.Select(other => one < 0 || other < 0 ? 0 : Both(one, other))])]);
    }

    private static void Sum(long[] sums, long[] others)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += others[i];
        }
    }

    private long Both(int one, int other) => both[(one * channels.Count) + other];

    // Each channel of the path once: what was seen in an earlier path has its number.
    private int Hold(ReadOnlySpan<int> steps)
    {
        var count = 0;
        paths++;
        foreach (var step in steps)
        {
            if (step != cut && seen[step] != paths)
            {
                seen[step] = paths;
                held[count++] = step;
            }
        }

        return count;
    }
}
