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
    public IReadOnlyList<string> Path { get; } = PathOf(Attribution);

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
    /// <param name="model">The model's id.</param>
    /// <param name="origins">Where each touch of the journey came from, as numbers; the unattributed's alone where there is no journey.</param>
    public Share[] Shares(string model, int[] origins)
    {
        if (Attribution?.CreditsUnder(model) is not { } credits)
        {
            return [new Share(DayOrigins.Unattributed, Count * CreditSplit.Whole, ValueMinor)];
        }

        var minor = Count > 0 ? credits.Minor : Taken(credits);
        var shares = new List<Share>(origins.Length);
        for (var touch = 0; touch < origins.Length; touch++)
        {
            var share = new Share(origins[touch], Count * credits.Millionths[touch], minor[touch]);
            if (share.Millionths != 0 || share.Minor != 0)
            {
                shares.Add(share);
            }
        }

        return [.. shares];
    }

    private long[] Taken(CreditSplit credits) =>
        Array.ConvertAll(RefundSplit.Of(credits, RefundedBefore, RefundedBefore - ValueMinor), share => -share);

    private static string[] PathOf(MarketingAttribution? attribution)
    {
        string[] path = [.. (attribution?.Touches ?? []).Select(touch => touch.Channel)];
        return path.Length <= LongestPath ? path : [.. path[..Head], "…", .. path[^(LongestPath - Head - 1)..]];
    }
}

/// <summary>A part of a conversion or refund, under one model.</summary>
/// <param name="Origin">The number of where its touch came from.</param>
/// <param name="Millionths">Credit.</param>
/// <param name="Minor">Value, minor units; below 0 where a refund takes it back.</param>
internal readonly record struct Share(int Origin, long Millionths, long Minor);
