using Attribution.Domain.Touches;

namespace Attribution.Domain.Journeys;

/// <summary>Makes a journey of whatever touches a person has, in whatever order they were read.</summary>
public static class JourneyBuilder
{
    /// <summary>The journey of a conversion, or null where no touch may earn: the conversion is unattributed.</summary>
    /// <param name="candidates">Touches of the person or the session; those outside the window are ignored, and a touch that comes twice counts once.</param>
    /// <param name="convertedAt">When the conversion occurred.</param>
    /// <param name="window">How far back a touch may earn.</param>
    /// <param name="leadAt">When the person's first lead (<c>signup</c> or <c>quote_request</c>) inside the window occurred; null for none. Ignored outside it.</param>
    /// <param name="conversionIsLead">Whether the conversion is itself such a lead; where no earlier one stands, its milestone is the last touch.</param>
    public static Journey? Build(
        IEnumerable<Touch> candidates, DateTimeOffset convertedAt, LookbackWindow window, DateTimeOffset? leadAt, bool conversionIsLead) =>
        Build(candidates, convertedAt, window, leadAt, conversionIsLead, out _);

    /// <summary>The same, and how many candidates may not earn.</summary>
    /// <param name="candidates">Touches of the person or the session.</param>
    /// <param name="convertedAt">When the conversion occurred.</param>
    /// <param name="window">How far back a touch may earn.</param>
    /// <param name="leadAt">When the person's first lead inside the window occurred; null for none.</param>
    /// <param name="conversionIsLead">Whether the conversion is itself such a lead.</param>
    /// <param name="leftOut">How many candidates were left out, by reason.</param>
    public static Journey? Build(
        IEnumerable<Touch> candidates,
        DateTimeOffset convertedAt,
        LookbackWindow window,
        DateTimeOffset? leadAt,
        bool conversionIsLead,
        out LeftOut leftOut)
    {
        var places = candidates.DistinctBy(touch => touch.Id).ToLookup(touch => window.PlaceOf(touch.OccurredAt, convertedAt));
        leftOut = new LeftOut(places[TouchPlace.TooEarly].Count(), places[TouchPlace.AfterConversion].Count());
        Touch[] touches = [.. places[TouchPlace.Inside].Order(Touch.InOrder)];
        if (touches.Length == 0)
        {
            return null;
        }

        var lead = leadAt is { } at && window.PlaceOf(at, convertedAt) == TouchPlace.Inside ? leadAt : conversionIsLead ? convertedAt : null;
        return new Journey(touches, convertedAt, Milestone(touches, lead));
    }

    private static int? Milestone(Touch[] touches, DateTimeOffset? lead) =>
        Array.FindLastIndex(touches, touch => touch.OccurredAt <= lead) is var index and >= 0 ? index : null;
}

/// <summary>Touches of a person that may not earn for a conversion.</summary>
/// <param name="OutsideWindow">Earlier than the lookback window.</param>
/// <param name="AfterConversion">Later than the conversion, by clock skew.</param>
public sealed record LeftOut(int OutsideWindow, int AfterConversion);
