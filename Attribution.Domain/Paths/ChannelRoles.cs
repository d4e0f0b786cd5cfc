namespace Attribution.Domain.Paths;

/// <summary>What part a channel plays on the way to orders.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Orders">Orders whose journey holds the channel at all.</param>
/// <param name="First">Orders whose journey it began.</param>
/// <param name="Assisted">Orders whose journey holds it and ends with another channel.</param>
/// <param name="Last">Orders whose journey it ended. With <paramref name="Assisted"/> it adds up to <paramref name="Orders"/>.</param>
/// <param name="Alone">Orders whose journey holds no other channel.</param>
public sealed record ChannelRole(string Channel, long Orders, long First, long Assisted, long Last, long Alone)
{
    /// <summary>Assisted ÷ last: above 1 the channel more often helps than closes. Null where it never was last.</summary>
    public decimal? AssistRatio => Last > 0 ? (decimal)Assisted / Last : null;
}

/// <summary>Counts channels' roles. Over all channels the first touches add up to the orders with a journey, and the last touches likewise.</summary>
public static class ChannelRoles
{
    /// <summary>A row a channel, by orders, then by channel. Orders without a journey play no part; of a path that was cut only what is left counts.</summary>
    public static IReadOnlyList<ChannelRole> Of(IEnumerable<PathTally> paths)
    {
        var counts = new Dictionary<string, Counts>(StringComparer.Ordinal);
        foreach (var path in paths.Where(path => path.Steps.Count > 0))
        {
            var held = path.Steps.Where(step => step != ChannelPath.Cut).Distinct().ToList();
            foreach (var channel in held)
            {
                (counts.TryGetValue(channel, out var known) ? known : counts[channel] = new Counts()).Add(path, channel, held.Count == 1);
            }
        }

        return
        [
            .. counts.Where(one => one.Value.Orders > 0)
                .Select(one => new ChannelRole(one.Key, one.Value.Orders, one.Value.First, one.Value.Orders - one.Value.Last, one.Value.Last, one.Value.Alone))
                .OrderByDescending(role => role.Orders).ThenBy(role => role.Channel, StringComparer.Ordinal),
        ];
    }

    private sealed class Counts
    {
        public long Orders { get; private set; }

        public long First { get; private set; }

        public long Last { get; private set; }

        public long Alone { get; private set; }

        public void Add(PathTally path, string channel, bool isAlone)
        {
            Orders = checked(Orders + path.Orders);
            First += path.Steps[0] == channel ? path.Orders : 0;
            Last += path.Steps[^1] == channel ? path.Orders : 0;
            Alone += isAlone ? path.Orders : 0;
        }
    }
}
