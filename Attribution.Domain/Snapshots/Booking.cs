using Attribution.Domain.Conversions;
using Attribution.Domain.Models;

namespace Attribution.Domain.Snapshots;

/// <summary>What one conversion or refund adds to a day.</summary>
internal sealed record Booking(string Type, bool IsLead, MarketingAttribution? Attribution)
{
    private const int LongestPath = 50;
    private const int Head = 10;

    /// <summary>1 for a conversion, 0 for a refund.</summary>
    public required int Count { get; init; }

    /// <summary>Value of a conversion, or what a refund takes back as a negative number; above 0 where an edit raised the order.</summary>
    public required long ValueMinor { get; init; }

    /// <summary>When a conversion occurred; null for a refund, which takes no time to convert.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    private long RefundedBefore { get; init; }

    /// <summary>Channels of the journey, cut where it is long; none where unattributed.</summary>
    public IReadOnlyList<string> Path
    {
        get
        {
            string[] path = [.. (Attribution?.Touches ?? []).Select(touch => touch.Channel)];
            return path.Length <= LongestPath ? path : [.. path[..Head], "…", .. path[^(LongestPath - Head - 1)..]];
        }
    }

    public static Booking Of(ConversionFact conversion) => new(conversion.Type, conversion.IsLead, conversion.Attribution)
    {
        Count = 1,
        ValueMinor = conversion.ValueMinor,
        OccurredAt = conversion.OccurredAt,
    };

    public static Booking Of(RefundFact refund) => new(refund.Type, refund.IsLead, refund.Attribution)
    {
        Count = 0,
        ValueMinor = refund.BeforeMinor - refund.AfterMinor,
        RefundedBefore = refund.BeforeMinor,
    };

    /// <summary>Who earns it under a model. All of it is shared, whatever is known: what nobody earned is unattributed.</summary>
    public IEnumerable<Share> Shares(string model)
    {
        if (Attribution?.CreditsUnder(model) is not { } credits)
        {
            return [new Share(Origin.Unattributed, Count * CreditSplit.Whole, ValueMinor)];
        }

        var minor = Count > 0 ? credits.Minor : Taken(credits);
        return Attribution.Touches
            .Select((touch, i) => new Share(Origin.Of(touch), Count * credits.Millionths[i], minor[i]))
            .Where(share => share.Millionths != 0 || share.Minor != 0);
    }

    private long[] Taken(CreditSplit credits) =>
        Array.ConvertAll(RefundSplit.Of(credits, RefundedBefore, RefundedBefore - ValueMinor), share => -share);
}

/// <summary>A part of a conversion or refund, under one model.</summary>
internal readonly record struct Share(Origin Origin, long Millionths, long Minor);
