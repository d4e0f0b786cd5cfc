using System.Text.RegularExpressions;

namespace Attribution.Domain.Conversions;

/// <summary>The conversion types that every store has, each an order or a lead.</summary>
public static partial class ConversionTypes
{
    /// <summary>A purchase; an order.</summary>
    public const string Sale = "sale";

    /// <summary>An insurance policy was bound; an order.</summary>
    public const string PolicyBound = "policy_bound";

    /// <summary>A policy or subscription was renewed; an order.</summary>
    public const string Renewal = "renewal";

    /// <summary>A sign-up; a lead.</summary>
    public const string Signup = "signup";

    /// <summary>A quote was asked for; a lead.</summary>
    public const string QuoteRequest = "quote_request";

    /// <summary>Whether a text may name a type: 1 to 40 of <c>a–z 0–9 _</c>.</summary>
    public static bool IsName(string text) => Name().IsMatch(text);

    /// <summary>Whether a conversion of that type is a milestone of a journey: the person became known.</summary>
    public static bool IsMilestone(string type) => type is Signup or QuoteRequest;

    /// <summary>Whether a built-in type counts as an order or a lead; null for any other, which a store may have of its own.</summary>
    public static ConversionKind? KindOf(string type) => type switch
    {
        Sale or PolicyBound or Renewal => ConversionKind.Order,
        Signup or QuoteRequest => ConversionKind.Lead,
        _ => null,
    };

    [GeneratedRegex(@"\A[a-z0-9_]{1,40}\z")]
    private static partial Regex Name();
}

/// <summary>What a conversion counts as in reports.</summary>
public enum ConversionKind
{
    /// <summary>Counted in orders; its value is revenue.</summary>
    Order,

    /// <summary>Counted in leads; its value is no revenue.</summary>
    Lead,
}
