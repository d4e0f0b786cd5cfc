namespace Attribution.Domain.Models.DataDriven;

/// <summary>The states of a chain in such an order that every step leads on, but for those inside a cycle of states: strongly connected components (Tarjan 1972), in topological order.</summary>
internal sealed class ChainOrder
{
    private readonly List<(int First, int End)> cycles = [];

    private ChainOrder(MarkovGraph graph)
    {
        (var starts, var edges) = Sort(graph.States, graph.Edges, edge => graph.Edge(edge) is var (from, to) && from != to ? from : -1);
        Places = new Search(graph, starts, edges).Run(cycles);
        StateAt = new int[graph.States];
        for (var state = 0; state < graph.States; state++)
        {
            StateAt[Places[state]] = state;
        }

        cycles.Reverse();
        Onward = List(graph, inside: false, edge => Places[graph.Edge(edge).From], edge => Places[graph.Edge(edge).To]);
        Round = List(graph, inside: true, edge => Places[graph.Edge(edge).From], edge => Places[graph.Edge(edge).To]);
        Back = List(graph, inside: true, edge => Places[graph.Edge(edge).To], edge => Places[graph.Edge(edge).From]);
    }

    /// <summary>The state at each place.</summary>
    public int[] StateAt { get; }

    /// <summary>The place of each state.</summary>
    public int[] Places { get; }

    /// <summary>Places of states that lead back to each other, in order.</summary>
    public IReadOnlyList<(int First, int End)> Cycles => cycles;

    /// <summary>Steps that never lead back, by where they start.</summary>
    public StepList Onward { get; }

    /// <summary>Steps inside a cycle, by where they start.</summary>
    public StepList Round { get; }

    /// <summary>The same, by where they end.</summary>
    public StepList Back { get; }

    public static ChainOrder Of(MarkovGraph graph) => new(graph);

    private StepList List(MarkovGraph graph, bool inside, Func<int, int> by, Func<int, int> other)
    {
        var cycleOf = new int[graph.States];
        for (var cycle = 0; cycle < cycles.Count; cycle++)
        {
            cycleOf.AsSpan(cycles[cycle].First, cycles[cycle].End - cycles[cycle].First).Fill(cycle + 1);
        }

        bool IsInside(int from, int to) => cycleOf[from] != 0 && cycleOf[from] == cycleOf[to];
        var (starts, edges) = Sort(
            graph.States, graph.Edges, edge => by(edge) is var one && other(edge) is var two && one != two && IsInside(one, two) == inside ? one : -1);
        return new(starts, Array.ConvertAll(edges, edge => other(edge)), edges);
    }

    /// <summary>Edges by a number of theirs; those whose number is -1 are left out.</summary>
    private static (int[] Starts, int[] Edges) Sort(int numbers, int edges, Func<int, int> numberOf)
    {
        var starts = new int[numbers + 1];
        for (var edge = 0; edge < edges; edge++)
        {
            starts[numberOf(edge) + 1]++;
        }

        // What was left out was counted at the first place.
        starts[0] = 0;
        for (var number = 0; number < numbers; number++)
        {
            starts[number + 1] += starts[number];
        }

        var (sorted, next) = (new int[starts[numbers]], starts.AsSpan(0, numbers).ToArray());
        for (var edge = 0; edge < edges; edge++)
        {
            if (numberOf(edge) is var number and >= 0)
            {
                sorted[next[number]++] = edge;
            }
        }

        return (starts, sorted);
    }

    /// <summary>Tarjan's search, without recursion.</summary>
    private sealed class Search(MarkovGraph graph, int[] starts, int[] edges)
    {
        private readonly int[] seen = new int[graph.States];
        private readonly int[] low = new int[graph.States];
        private readonly int[] places = new int[graph.States];
        private readonly int[] next = starts.AsSpan(0, graph.States).ToArray();
        private readonly Stack<int> open = new();
        private readonly Stack<int> way = new();
        private int count;
        private int free = graph.States;

        public int[] Run(List<(int First, int End)> cycles)
        {
            Array.Fill(places, -1);
            for (var root = 0; root < places.Length; root++)
            {
                if (seen[root] == 0)
                {
                    Enter(root);
                }

                while (way.TryPeek(out var state))
                {
                    if (next[state] < starts[state + 1])
                    {
                        Look(state, graph.Edge(edges[next[state]++]).To);
                    }
                    else
                    {
                        Leave(way.Pop(), cycles);
                    }
                }
            }

            return places;
        }

        private void Enter(int state)
        {
            seen[state] = low[state] = ++count;
            open.Push(state);
            way.Push(state);
        }

        private void Look(int state, int to)
        {
            if (seen[to] == 0)
            {
                Enter(to);
            }
            else if (places[to] < 0)
            {
                low[state] = Math.Min(low[state], seen[to]);
            }
        }

        private void Leave(int state, List<(int First, int End)> cycles)
        {
            if (way.TryPeek(out var before))
            {
                low[before] = Math.Min(low[before], low[state]);
            }

            if (low[state] != seen[state])
            {
                return;
            }

            var end = free;
            do
            {
                places[open.Peek()] = --free;
            }
            while (open.Pop() != state);
            if (end - free > 1)
            {
                cycles.Add((free, end));
            }
        }
    }
}

/// <summary>Steps sorted by one of their ends.</summary>
/// <param name="Starts">Where the steps of each place begin.</param>
/// <param name="Others">The place of the other end.</param>
/// <param name="Edges">The edge of the graph.</param>
internal sealed record StepList(int[] Starts, int[] Others, int[] Edges);
