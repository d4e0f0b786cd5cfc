namespace Attribution.Web.Analytics.Paths;

/// <summary>Orders whose journey had so many touches.</summary>
/// <param name="Touches">Repeats counted; 51 stands for more than 50.</param>
public sealed record TouchesBar(int Touches, long Orders);

/// <summary>Orders so many whole days after the first touch.</summary>
public sealed record DaysBar(int Days, long Orders);

/// <summary>Touches that came so long after the one before.</summary>
/// <param name="FromHours">From this on.</param>
/// <param name="ToHours">Below this; null without an end.</param>
public sealed record GapBar(decimal FromHours, decimal? ToHours, long Touches);

/// <summary>How long journeys to an order are.</summary>
/// <param name="Orders">Orders with a journey.</param>
/// <param name="MedianTouches">Null of no order, like the other figures.</param>
/// <param name="MedianHoursToConvert">Within 5 %.</param>
/// <param name="MedianHoursBetweenTouches">Within 5 %; null where no journey has two touches.</param>
/// <param name="Touches">By touches; numbers that did not occur are left out, here and below.</param>
/// <param name="Days">By whole days.</param>
/// <param name="Gaps">By the time since the touch before.</param>
public sealed record PathSpread(
    long Orders,
    decimal? MedianTouches,
    decimal? AverageTouches,
    double? MedianHoursToConvert,
    double? MedianHoursBetweenTouches,
    IReadOnlyList<TouchesBar> Touches,
    IReadOnlyList<DaysBar> Days,
    IReadOnlyList<GapBar> Gaps);

/// <summary>How long journeys to an order are: touches, days, and the times between touches.</summary>
public sealed record PathSpreadReport(ReportHead Head, PathSpread Lengths) : Report(Head);

/// <summary>What part a channel plays on the way to orders.</summary>
/// <param name="Orders">Orders whose journey holds the channel.</param>
/// <param name="First">Orders whose journey it began.</param>
/// <param name="Assisted">Orders whose journey holds it and ends with another channel.</param>
/// <param name="Last">Orders whose journey it ended.</param>
/// <param name="Alone">Orders whose journey holds no other channel.</param>
/// <param name="AssistRatio">Assisted ÷ last; null where it never was last.</param>
public sealed record RoleFigures(string Channel, long Orders, long First, long Assisted, long Last, long Alone, decimal? AssistRatio);

/// <summary>Roles of every channel, by orders, then by channel.</summary>
public sealed record PathRolesReport(ReportHead Head) : Report(Head)
{
    /// <summary>Orders with a journey: what the first touches add up to, and the last ones.</summary>
    public required long Orders { get; init; }

    public required IReadOnlyList<RoleFigures> Channels { get; init; }
}

/// <summary>A channel and the orders whose journey holds it.</summary>
public sealed record OverlapChannel(string Channel, long Orders);

/// <summary>Two channels and the orders whose journey holds both.</summary>
public sealed record OverlapPair(string Channel, string Other, long Orders);

/// <summary>Which channels meet on the way to one order. Pairs that never do are left out.</summary>
public sealed record PathOverlapReport(ReportHead Head) : Report(Head)
{
    /// <summary>Orders with a journey.</summary>
    public required long Orders { get; init; }

    public required IReadOnlyList<OverlapChannel> Channels { get; init; }

    /// <summary>By orders, then by channels.</summary>
    public required IReadOnlyList<OverlapPair> Pairs { get; init; }
}

/// <summary>Journeys that went on from a channel at a step.</summary>
/// <param name="Step">From 1: the step they went on from.</param>
/// <param name="From">A channel, or <c>rest</c> for the smaller ones.</param>
/// <param name="To">A channel of the next step, <c>rest</c>, <c>order</c>, <c>no_order</c> or <c>more_steps</c>.</param>
public sealed record TransitionLink(int Step, string From, string To, long Journeys);

/// <summary>How journeys go through their first four steps, repeats of a channel collapsed.</summary>
/// <param name="Journeys">All of them: orders and drop-outs.</param>
/// <param name="Orders">Those that ended with an order.</param>
/// <param name="DropOuts">Those that ended without one; null where they are not counted, as <paramref name="Without"/> tells.</param>
/// <param name="CountedFrom">First day that is counted; null where none is.</param>
/// <param name="CountedThrough">Last day that is counted. Drop-outs are counted when a day is sealed, and orders then count up to the same day.</param>
/// <param name="Without">Why drop-outs are not counted: <c>filters</c> that only orders can be narrowed by, <c>not_counted</c> yet, or <c>not_asked</c> for; null where they are.</param>
/// <param name="Links">What comes into a channel at a step leaves it.</param>
public sealed record PathTransitions(
    long Journeys, long Orders, long? DropOuts, DateOnly? CountedFrom, DateOnly? CountedThrough, string? Without, IReadOnlyList<TransitionLink> Links);

/// <summary>How journeys go through their first four steps.</summary>
public sealed record PathTransitionsReport(ReportHead Head, PathTransitions Transitions) : Report(Head);

/// <summary>All that is told of the paths of a range, read once.</summary>
public sealed record PathStudy(ReportHead Head) : Report(Head)
{
    /// <summary>How many different paths there are, orders without a journey not among them.</summary>
    public required int Different { get; init; }

    /// <summary>All paths together, and orders without a journey.</summary>
    public required PathFigures All { get; init; }

    /// <summary>The first thousand rows, without credits.</summary>
    public required IReadOnlyList<PathFigures> Top { get; init; }

    public required PathSpread Spread { get; init; }

    public required IReadOnlyList<RoleFigures> Roles { get; init; }

    public required IReadOnlyList<OverlapChannel> OverlapChannels { get; init; }

    public required IReadOnlyList<OverlapPair> OverlapPairs { get; init; }

    /// <summary>With drop-outs, where they can be counted.</summary>
    public required PathTransitions Flow { get; init; }

    /// <summary>Of orders alone, over all days.</summary>
    public required PathTransitions OrderFlow { get; init; }
}
