namespace Attribution.Web.Admin.Models;

/// <summary>How far a preview is.</summary>
/// <param name="IsFitting">Whether it still learns from journeys.</param>
/// <param name="Done">Orders it has credited.</param>
/// <param name="Total">Orders there are.</param>
public sealed record PreviewProgress(bool IsFitting, long Done, long Total);

/// <summary>What a channel is credited with now, and under a draft. Orders in millionths, revenue in minor units before refunds.</summary>
public sealed record PreviewRow(string Channel, long OrdersNow, long OrdersDraft, long RevenueNow, long RevenueDraft)
{
    /// <summary>Revenue that comes or, below 0, goes.</summary>
    public long Moved => RevenueDraft - RevenueNow;
}

/// <summary>What a draft would have credited of a store's last days. Both sides are the same orders, so their sums are equal.</summary>
/// <param name="Fingerprint">Of the draft that it is of.</param>
/// <param name="From">First local day.</param>
/// <param name="To">Last local day.</param>
/// <param name="Orders">Orders looked at.</param>
/// <param name="OrdersMoved">Orders of which some channel earns more or less.</param>
/// <param name="Rows">By channel, the largest move first.</param>
/// <param name="Notes">What to know of it.</param>
public sealed record ModelPreview(string Fingerprint, DateOnly From, DateOnly To, long Orders, long OrdersMoved, IReadOnlyList<PreviewRow> Rows, IReadOnlyList<string> Notes)
{
    /// <summary>Revenue of all, in minor units.</summary>
    public long RevenueMinor => Rows.Sum(row => row.RevenueNow);

    /// <summary>Revenue that would be another channel's, in minor units.</summary>
    public long MovedMinor => Rows.Where(row => row.Moved > 0).Sum(row => row.Moved);
}
