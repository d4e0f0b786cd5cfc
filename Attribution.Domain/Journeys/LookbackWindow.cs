using Attribution.Domain.Touches;

namespace Attribution.Domain.Journeys;

/// <summary>How long before a conversion a touch may earn credit: <c>0 ≤ T − t ≤ Length</c>, both ends included, in instants and not in days.</summary>
public sealed record LookbackWindow
{
    /// <summary>A window of that length.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Shorter than 1 day or longer than 365.</exception>
    public LookbackWindow(TimeSpan length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, TimeSpan.FromDays(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, TimeSpan.FromDays(365));
        Length = length;
    }

    /// <summary>1 to 365 days.</summary>
    public TimeSpan Length { get; }

    /// <summary>A window of that many days of 24 hours, 1 to 365.</summary>
    public static LookbackWindow OfDays(int days) => new(TimeSpan.FromDays(days));

    /// <summary>Where a touch stands to a conversion.</summary>
    public TouchPlace PlaceOf(DateTimeOffset touchedAt, DateTimeOffset convertedAt) => (convertedAt - touchedAt) switch
    {
        var gap when gap < TimeSpan.Zero => TouchPlace.AfterConversion,
        var gap when gap > Length => TouchPlace.TooEarly,
        _ => TouchPlace.Inside,
    };
}

/// <summary>Where a touch stands to a conversion and its window.</summary>
public enum TouchPlace
{
    /// <summary>In the window: the touch may earn.</summary>
    Inside,

    /// <summary>Before the window.</summary>
    TooEarly,

    /// <summary>Later than the conversion, by clock skew: see <see cref="Touch.OccurredAt"/>.</summary>
    AfterConversion,
}
