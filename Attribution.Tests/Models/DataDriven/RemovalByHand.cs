using Attribution.Domain.Models.DataDriven;

namespace Attribution.Tests.Models.DataDriven;

/// <summary>Removal effects the slow way: the chain is written down again without each channel, and solved anew by elimination with pivots.</summary>
internal sealed class RemovalByHand
{
    private const string Start = "START";

    private readonly Dictionary<string, Dictionary<string, double>> steps = [];
    private readonly Dictionary<string, double> conversions = [];
    private readonly Dictionary<string, double> values = [];
    private readonly Dictionary<string, double> visits = [];

    public RemovalByHand(PathCounts paths, int order, bool withoutLoops = false)
    {
        for (var path = 0; path < paths.Count; path++)
        {
            var channels = paths.Path(path).ToArray().Select(step => paths.Channels[step]).ToArray();
            var states = channels.Length < order
                ? [string.Join('>', channels)]
                : Enumerable.Range(0, channels.Length - order + 1).Select(from => string.Join('>', channels[from..(from + order)]));
            Walk([Start, .. states], paths.Conversions[path], paths.Nulls[path], paths.Values[path], withoutLoops);
        }
    }

    public double P => Reward(conversions, _ => false);

    /// <summary>What is lost of the conversions, or of the value, where a channel leads nowhere.</summary>
    public double Effect(string channel, bool ofValue = false)
    {
        var reward = ofValue ? values : conversions;
        var all = Reward(reward, _ => false);
        return all > 0 ? 1 - (Reward(reward, state => state.Split('>').Contains(channel)) / all) : 0;
    }

    private void Walk(string[] states, double converted, double unconverted, double value, bool withoutLoops)
    {
        for (var i = 0; i < states.Length; i++)
        {
            var from = steps.TryGetValue(states[i], out var known) ? known : steps[states[i]] = [];
            if (i + 1 < states.Length && withoutLoops && states[i] == states[i + 1])
            {
                continue;
            }

            visits[states[i]] = visits.GetValueOrDefault(states[i]) + converted + unconverted;
            if (i + 1 < states.Length)
            {
                from[states[i + 1]] = from.GetValueOrDefault(states[i + 1]) + converted + unconverted;
            }
        }

        conversions[states[^1]] = conversions.GetValueOrDefault(states[^1]) + converted;
        values[states[^1]] = values.GetValueOrDefault(states[^1]) + value;
    }

    private double Reward(Dictionary<string, double> reward, Func<string, bool> removed)
    {
        string[] states = [.. steps.Keys.Where(state => !removed(state) && visits[state] > 0)];
        var index = states.Select((state, i) => (state, i)).ToDictionary(one => one.state, one => one.i);
        var rows = states.Select(state => new double[states.Length + 1]).ToArray();
        foreach (var (state, i) in index)
        {
            rows[i][i] = 1;
            rows[i][^1] = reward.GetValueOrDefault(state) / visits[state];
            foreach (var (next, count) in steps[state].Where(step => index.ContainsKey(step.Key)))
            {
                rows[i][index[next]] -= count / visits[state];
            }
        }

        return index.TryGetValue(Start, out var start) ? Solve(rows)[start] : 0;
    }

    private static double[] Solve(double[][] rows)
    {
        for (var column = 0; column < rows.Length; column++)
        {
            var best = Enumerable.Range(column, rows.Length - column).MaxBy(row => Math.Abs(rows[row][column]));
            (rows[column], rows[best]) = (rows[best], rows[column]);
            for (var row = 0; row < rows.Length; row++)
            {
                var factor = row == column ? 0 : rows[row][column] / rows[column][column];
                for (var at = column; factor != 0 && at <= rows.Length; at++)
                {
                    rows[row][at] -= factor * rows[column][at];
                }
            }
        }

        return [.. rows.Select((row, i) => row[^1] / row[i])];
    }
}
