using System.Text.RegularExpressions;

namespace Attribution.Domain.Conversions;

/// <summary>The conversion types of a store: the built-in ones and its own, each an order or a lead.</summary>
public sealed partial class ConversionTypes
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

    private readonly Dictionary<string, ConversionKind> kinds = new(StringComparer.Ordinal)
    {
        [Sale] = ConversionKind.Order,
        [PolicyBound] = ConversionKind.Order,
        [Renewal] = ConversionKind.Order,
        [Signup] = ConversionKind.Lead,
        [QuoteRequest] = ConversionKind.Lead,
    };

    /// <summary>The built-in types and a store's own; an own type of a built-in name says how the store counts it.</summary>
    /// <exception cref="ArgumentException">A name is not of the shape <c>[a-z0-9_]{1,40}</c>.</exception>
    public ConversionTypes(IReadOnlyDictionary<string, ConversionKind> own)
    {
        foreach (var (name, kind) in own)
        {
            kinds[IsName(name) ? name : throw new ArgumentException($"`{name}` is no name for a conversion type.", nameof(own))] = kind;
        }
    }

    /// <summary>The types of a store that declared none.</summary>
    public static ConversionTypes BuiltIn { get; } = new(new Dictionary<string, ConversionKind>());

    /// <summary>Every type, by name.</summary>
    public IReadOnlyDictionary<string, ConversionKind> All => kinds;

    /// <summary>Whether a text may name a type: 1 to 40 of <c>a–z 0–9 _</c>.</summary>
    public static bool IsName(string text) => Name().IsMatch(text);

    /// <summary>Whether a conversion of that type is a milestone of a journey: the person became known.</summary>
    public static bool IsMilestone(string type) => type is Signup or QuoteRequest;

    /// <summary>Whether the type counts as an order or a lead; null for a type the store does not know.</summary>
    public ConversionKind? KindOf(string type) => kinds.TryGetValue(type, out var kind) ? kind : null;

    /// <summary>Whether the type counts as an order, with revenue.</summary>
    public bool IsOrder(string type) => KindOf(type) == ConversionKind.Order;

    /// <summary>Whether the type counts as a lead.</summary>
    public bool IsLead(string type) => KindOf(type) == ConversionKind.Lead;

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
