using Attribution.Web.Components;

namespace Attribution.Web.Analytics.Orders;

/// <summary>A line of the list of orders.</summary>
/// <param name="OccurredAt">In UTC.</param>
/// <param name="FirstChannel">Empty without a journey.</param>
/// <param name="LastChannel">Empty without a journey.</param>
public sealed record OrderLine(
    string OrderId, DateTimeOffset OccurredAt, string Type, string Status, long ValueMinor, long RefundedMinor, string MatchedBy, bool IsUnverified, int Touches, string FirstChannel, string LastChannel);

/// <summary>A page of the list.</summary>
/// <param name="Next">Where the next page begins; null on the last.</param>
public sealed record OrderPageRows(IReadOnlyList<OrderLine> Rows, string? Next);

/// <summary>Orders that are alike in all that the list is filtered by, in the days in view.</summary>
/// <param name="IsRefunded">Whether money went back.</param>
public sealed record OrderGroup(string Type, string Status, string MatchedBy, bool IsUnverified, bool IsRefunded, string FirstChannel, string LastChannel, int Orders, long ValueMinor)
{
    /// <summary>Whether the filters of an address let them pass.</summary>
    public bool Passes(ReportUrl url) =>
        In(url, "conversionType", Type) && In(url, "matchedBy", MatchedBy) && In(url, "firstTouch", FirstChannel) && In(url, "lastTouch", LastChannel)
        && (url.ValuesOf("channel").ToList() is not { Count: > 0 } channels || channels.Contains(FirstChannel) || channels.Contains(LastChannel))
        && (url.ValuesOf("status").ToList() is not { Count: > 0 } states || states.Contains(Status) || (IsUnverified && states.Contains(OrderStates.Unverified)) || (IsRefunded && states.Contains(OrderStates.Refunded)));

    private static bool In(ReportUrl url, string filter, string value) => url.ValuesOf(filter).ToList() is not { Count: > 0 } values || values.Contains(value);
}

/// <summary>What an order can be filtered by beside its own status.</summary>
internal static class OrderStates
{
    public const string Refunded = "refunded";
    public const string Unverified = "unverified";
}
