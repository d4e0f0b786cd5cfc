using Attribution.Domain.Touches;

namespace Attribution.Domain.Journeys;

/// <summary>The touches that may earn credit for one conversion. Never empty: a conversion without touches has no journey.</summary>
public sealed record Journey
{
    /// <summary>A journey of touches that are in order already; <see cref="JourneyBuilder"/> makes one of any touches.</summary>
    /// <param name="touches">At least one, strictly in <see cref="Touch.InOrder"/>, none after <paramref name="convertedAt"/>.</param>
    /// <param name="convertedAt">When the conversion occurred, <c>T</c>.</param>
    /// <param name="milestone">Index of the touch that led to the person's first lead; null where there was no lead.</param>
    /// <exception cref="ArgumentException">The touches are none, out of order, or later than the conversion.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such touch for the milestone.</exception>
    public Journey(IReadOnlyList<Touch> touches, DateTimeOffset convertedAt, int? milestone)
    {
        if (touches.Count == 0 || touches[^1].OccurredAt > convertedAt)
        {
            throw new ArgumentException("A journey has a touch, and none after the conversion.", nameof(touches));
        }

        for (var i = 1; i < touches.Count; i++)
        {
            if (Touch.InOrder.Compare(touches[i - 1], touches[i]) >= 0)
            {
                throw new ArgumentException($"Touch {touches[i].Id} stands in the wrong place, or twice.", nameof(touches));
            }
        }

        if (milestone is { } index)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index, nameof(milestone));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, touches.Count, nameof(milestone));
        }

        Touches = touches;
        ConvertedAt = convertedAt;
        Milestone = milestone;
    }

    /// <summary>At least one touch, in <see cref="Touch.InOrder"/>.</summary>
    public IReadOnlyList<Touch> Touches { get; }

    /// <summary>When the conversion occurred; no touch is later.</summary>
    public DateTimeOffset ConvertedAt { get; }

    /// <summary>Index of the latest touch at or before the person's first lead inside the window; null where there was none.</summary>
    public int? Milestone { get; }

    /// <summary>How many touches there are, at least 1.</summary>
    public int Length => Touches.Count;
}
