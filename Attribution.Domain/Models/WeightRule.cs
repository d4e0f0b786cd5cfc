using System.Globalization;
using Attribution.Domain.Touches;

namespace Attribution.Domain.Models;

/// <summary>A store's rule that makes some touches weigh more or less.</summary>
public sealed record WeightRule
{
    /// <summary>Highest factor.</summary>
    public const double MaxMultiplier = 1_000;

    private readonly double least;

    /// <summary>A rule.</summary>
    /// <param name="field">What of a touch is looked at.</param>
    /// <param name="value">What it must be, case aside; for <see cref="WeightField.Engagement"/> a number it must reach.</param>
    /// <param name="multiplier">0 to 1,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">The multiplier is outside.</exception>
    /// <exception cref="FormatException">An engagement is to reach what is no number.</exception>
    public WeightRule(WeightField field, string value, double multiplier)
    {
        // Negated, so that NaN is refused too.
        if (!(multiplier >= 0 && multiplier <= MaxMultiplier))
        {
            throw new ArgumentOutOfRangeException(nameof(multiplier), multiplier, "A multiplier is 0 to 1,000.");
        }

        Field = field;
        Value = value;
        Multiplier = multiplier;
        least = field == WeightField.Engagement ? double.Parse(value, CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>What of a touch is looked at.</summary>
    public WeightField Field { get; }

    /// <summary>What it must be, or reach.</summary>
    public string Value { get; }

    /// <summary>The factor of a touch that matches.</summary>
    public double Multiplier { get; }

    /// <summary>Whether the rule is about that touch.</summary>
    public bool Matches(Touch touch) => Field switch
    {
        WeightField.Channel => Is(touch.Channel),
        WeightField.Source => Is(touch.Source),
        WeightField.Medium => Is(touch.Medium),
        WeightField.Campaign => Is(touch.Campaign),
        WeightField.TouchType => Is(touch.Type),
        _ => touch.Engagement >= least,
    };

    private bool Is(string text) => text.Equals(Value, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What of a touch a <see cref="WeightRule"/> looks at.</summary>
public enum WeightField
{
    /// <summary>The channel.</summary>
    Channel,

    /// <summary>The source.</summary>
    Source,

    /// <summary>The medium.</summary>
    Medium,

    /// <summary>The campaign.</summary>
    Campaign,

    /// <summary>The touch type.</summary>
    TouchType,

    /// <summary>The engagement; unknown engagement matches no rule.</summary>
    Engagement,
}
