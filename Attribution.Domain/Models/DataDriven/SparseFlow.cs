using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Attribution.Domain.Models.DataDriven;

/// <summary>Follows what goes on after each of eight channels was left for good, side by side: a place's eight figures fill a line of the cache. What waits at a place is passed on, each place in its turn.</summary>
internal sealed class SparseFlow
{
    /// <summary>How many channels go side by side.</summary>
    public const int Lanes = 8;

    private static readonly Vector512<double>[] ByBits =
        [.. Enumerable.Range(0, 256).Select(bits => Vector512.Create([.. Enumerable.Range(0, Lanes).Select(lane => (double)(bits >> lane & 1))]))];

    private readonly SparseMarkov chain;
    private readonly double[] waiting;
    private readonly ulong[] marked;
    private readonly byte[] removed;
    private readonly SparseCycle cycles;
    private Vector512<double> conversions;
    private Vector512<double> value;

    public SparseFlow(SparseMarkov chain, CancellationToken cancellationToken)
    {
        var states = chain.Left.Length;
        (this.chain, waiting, marked, removed) = (chain, new double[states * Lanes], new ulong[(states + 63) / 64], new byte[states]);
        cycles = new(chain, removed, waiting, cancellationToken);
    }

    /// <summary>1 in the lanes that are not removed.</summary>
    public static Vector512<double> Staying(byte removed) => ByBits[removed ^ 0xFF];

    /// <summary>The conversions that are lost, and the value, without each of eight channels.</summary>
    /// <param name="first">The first of the eight.</param>
    public (double[] Conversions, double[] Value) Lost(int first)
    {
        (conversions, value) = (default, default);
        var holding = chain.Graph.StatesWith(first);
        for (var place = 0; place < removed.Length; place++)
        {
            removed[place] = holding[chain.Order.StateAt[place]];
            if (removed[place] != 0)
            {
                Leave(place, ByBits[removed[place]]);
                Send(chain.Round, place, ByBits[removed[place]]);
            }
        }

        var from = 0;
        foreach (var cycle in chain.Order.Cycles)
        {
            Pass(from, cycle.First);
            Turn(cycle.First, cycle.End);
            from = cycle.End;
        }

        Pass(from, removed.Length);
        var (lost, worth) = (new double[Lanes], new double[Lanes]);
        conversions.CopyTo(lost);
        value.CopyTo(worth);
        return (lost, worth);
    }

    /// <summary>Takes a share of what was counted at a place to where it went, but for steps inside a cycle.</summary>
    private void Leave(int place, Vector512<double> share)
    {
        conversions += share * chain.Converting[place];
        value += share * chain.Bringing[place];
        Send(chain.Onward, place, share);
    }

    private void Send(SparseRows steps, int place, Vector512<double> share)
    {
        var ends = steps.Others(place);
        var counts = steps.Taken(place);
        ref var origin = ref MemoryMarshal.GetArrayDataReference(waiting);
        for (var i = 0; i < ends.Length; i++)
        {
            var at = (nuint)ends[i] * Lanes;
            (Vector512.LoadUnsafe(ref origin, at) + (share * counts[i])).StoreUnsafe(ref origin, at);
            marked[ends[i] >> 6] |= 1UL << ends[i];
        }
    }

    /// <summary>Passes on what waits at places that do not lead back.</summary>
    private void Pass(int from, int until)
    {
        for (var place = Next(from, until); place < until; place = Next(place, until))
        {
            Leave(place, Take(place) / chain.Left[place]);
        }
    }

    private void Turn(int first, int end)
    {
        if (Next(first, end) == end)
        {
            return;
        }

        var shares = cycles.Solve(first, end);
        for (var place = first; place < end; place++)
        {
            Leave(place, Vector512.Create<double>(shares.Slice((place - first) * Lanes, Lanes)));
            Take(place);
        }
    }

    /// <summary>What waits at a place; what came back to a removed state was not left for good.</summary>
    private Vector512<double> Take(int place)
    {
        marked[place >> 6] &= ~(1UL << place);
        var waits = waiting.AsSpan(place * Lanes, Lanes);
        var taken = Vector512.Create<double>(waits) * Staying(removed[place]);
        waits.Clear();
        return taken;
    }

    /// <summary>The first place at which something waits; the end where there is none.</summary>
    private int Next(int from, int until)
    {
        for (var word = from >> 6; word << 6 < until; word++)
        {
            var bits = marked[word] & (word == from >> 6 ? ulong.MaxValue << from : ulong.MaxValue);
            if (bits != 0)
            {
                return Math.Min(until, (word << 6) + BitOperations.TrailingZeroCount(bits));
            }
        }

        return until;
    }
}
