namespace Attribution.Domain.Models.DataDriven;

/// <summary>
/// Cuts people's histories into the journeys of a fit: after each conversion, so that no touch is counted in two journeys, and at gaps
/// longer than the lookback. A journey enters by its first touch, once it is mature; younger ones, converting or not, are censored.
/// </summary>
/// <param name="window">Which first touches the fit is about.</param>
public sealed class FitJourneys(FitWindow window)
{
    private const double MatureShare = 0.95;

    private readonly List<CutJourney> journeys = [];
    private readonly List<TimeSpan> delays = [];

    // Steps of all journeys, one after the other, as indices into the channels in the order of their first appearance.
    private readonly List<char> steps = [];
    private readonly List<string> channels = [];
    private readonly Dictionary<string, char> codes = new(StringComparer.Ordinal);

    /// <summary>Takes one person's history. What happened at or after the window's end is ignored.</summary>
    /// <param name="touches">In journey order (instant, then id); from at least a lookback before the window's start on.</param>
    /// <param name="conversions">In order (instant, then id).</param>
    public void Add(IReadOnlyList<FitTouch> touches, IReadOnlyList<FitConversion> conversions)
    {
        var (from, next) = (0, 0);
        for (var i = 0; i < touches.Count && touches[i].At < window.Until; i++)
        {
            var following = i + 1 < touches.Count ? touches[i + 1].At : DateTimeOffset.MaxValue;
            while (next < conversions.Count && conversions[next].At < touches[i].At)
            {
                // A conversion with no touch since the cut before it has no journey: it is unattributed, and nothing to fit by.
                next++;
            }

            var conversion = next < conversions.Count && conversions[next].At < window.Until && conversions[next].At < following ? conversions[next] : (FitConversion?)null;
            if (conversion is { } one && one.At - touches[i].At <= window.Lookback)
            {
                Take(touches, from, i, one);
            }
            else if (conversion is not null || following >= window.Until || following - touches[i].At > window.Lookback)
            {
                Take(touches, from, i, null);
            }
            else
            {
                continue;
            }

            from = i + 1;
        }
    }

    /// <summary>What the fit reads: equal paths merged, in an order that depends on nothing but them.</summary>
    /// <param name="withNulls">Whether journeys that did not convert count; off, a removal effect only tells how paths overlap.</param>
    public FitInput Finish(bool withNulls = true)
    {
        var maturity = Maturity();
        var young = window.Until - TimeSpan.FromDays(maturity);
        var inOrder = channels.Order(StringComparer.Ordinal).ToList();
        var merged = Merged(
            [.. journeys.Where(journey => journey.StartedAt >= window.From && journey.StartedAt <= young && (withNulls || journey.Value is not null))], inOrder);
        var used = new bool[inOrder.Count];
        merged.ForEach(path => MarkUsed(path, used));
        var builder = new PathCountsBuilder(inOrder.Where((_, rank) => used[rank]));
        foreach (var path in merged)
        {
            foreach (var rank in path.Steps.Span)
            {
                builder.Step(inOrder[rank]);
            }

            builder.Close(path.Conversions, path.Nulls, path.Value);
        }

        return new FitInput(builder.Build(), maturity, journeys.Count(journey => journey.StartedAt >= window.From && journey.StartedAt > young)) { Conversions = delays.Count };
    }

    private static void MarkUsed(MergedPath path, bool[] used)
    {
        foreach (var rank in path.Steps.Span)
        {
            used[rank] = true;
        }
    }

    // By channel ids, step by step, whatever order the journeys came in.
    private List<MergedPath> Merged(CutJourney[] entered, List<string> inOrder)
    {
        var rank = channels.ConvertAll(channel => (char)inOrder.BinarySearch(channel, StringComparer.Ordinal));
        var ranked = new char[steps.Count];
        for (var i = 0; i < ranked.Length; i++)
        {
            ranked[i] = rank[steps[i]];
        }

        Array.Sort(entered, (left, right) => ranked.AsSpan(left.First, left.Length).SequenceCompareTo(ranked.AsSpan(right.First, right.Length)));
        var merged = new List<MergedPath>();
        for (var i = 0; i < entered.Length;)
        {
            var path = ranked.AsMemory(entered[i].First, entered[i].Length);
            var (conversions, nulls, value) = (0L, 0L, 0L);
            for (; i < entered.Length && ranked.AsSpan(entered[i].First, entered[i].Length).SequenceEqual(path.Span); i++)
            {
                (conversions, nulls, value) = entered[i].Value is { } own ? (conversions + 1, nulls, value + own) : (conversions, nulls + 1, value);
            }

            merged.Add(new MergedPath(path, conversions, nulls, value));
        }

        return merged;
    }

    /// <summary>Days within which 95 % of the window's conversions followed their journey's first touch, at most the lookback's.</summary>
    private int Maturity()
    {
        if (delays.Count == 0)
        {
            return 0;
        }

        delays.Sort();
        var delay = delays[(int)Math.Ceiling(MatureShare * delays.Count) - 1];
        return (int)Math.Ceiling(Math.Min(delay.TotalDays, window.Lookback.TotalDays));
    }

    private void Take(IReadOnlyList<FitTouch> touches, int from, int to, FitConversion? conversion)
    {
        var startedAt = touches[from].At;
        journeys.Add(new CutJourney(startedAt, steps.Count, to - from + 1, conversion?.ValueMinor));
        for (var i = from; i <= to; i++)
        {
            steps.Add(CodeOf(touches[i].Channel));
        }

        if (conversion is { } one && one.At >= window.From)
        {
            delays.Add(one.At - startedAt);
        }
    }

    private char CodeOf(string channel)
    {
        if (!codes.TryGetValue(channel, out var code))
        {
            codes[channel] = code = (char)channels.Count;
            channels.Add(channel);
        }

        return code;
    }

    private readonly record struct CutJourney(DateTimeOffset StartedAt, int First, int Length, long? Value);

    private readonly record struct MergedPath(ReadOnlyMemory<char> Steps, long Conversions, long Nulls, long Value);
}

/// <summary>The journeys a fit is about: those whose first touch is in <c>[From, Until)</c>.</summary>
/// <param name="From">Start of the first day.</param>
/// <param name="Until">End of the last day, excluded.</param>
/// <param name="Lookback">Gap after which a person's next touch starts another journey.</param>
public sealed record FitWindow(DateTimeOffset From, DateTimeOffset Until, TimeSpan Lookback)
{
    /// <summary>From when on touches are to be read, so that it is known whether a journey began before the window.</summary>
    public DateTimeOffset ReadFrom => From - Lookback;
}

/// <summary>A touch as far as a fit asks.</summary>
/// <param name="At">When it occurred.</param>
/// <param name="Channel">Channel id.</param>
public readonly record struct FitTouch(DateTimeOffset At, string Channel);

/// <summary>A conversion as far as a fit asks.</summary>
/// <param name="At">When it occurred.</param>
/// <param name="ValueMinor">Value in minor units of the store's currency.</param>
public readonly record struct FitConversion(DateTimeOffset At, long ValueMinor);

/// <summary>What a fit reads.</summary>
/// <param name="Paths">The journeys that entered.</param>
/// <param name="MaturityDays">Age in days at which a journey entered, <c>M</c>.</param>
/// <param name="Censored">Journeys of the window, converting or not, that were too young.</param>
public sealed record FitInput(PathCounts Paths, int MaturityDays, int Censored)
{
    /// <summary>Conversions in the window that a journey led to, whether it entered or not: what there must be enough of for a fit.</summary>
    public long Conversions { get; init; } = (long)Paths.TotalConversions;
}
