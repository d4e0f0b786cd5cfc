using Attribution.Web.Storage.Tables;

namespace Attribution.Web.Storage;

/// <summary>A touch and what it counts as: what the latest version of the rules that looked at it made of it.</summary>
internal sealed class CountedTouch
{
    /// <summary>The touch as it came in.</summary>
    public TouchRow Touch { get; init; } = default!;

    /// <summary>Whether a run over history resolved it anew.</summary>
    public bool IsAnew { get; init; }

    /// <summary>The version of the rules that says so.</summary>
    public int Version { get; init; }

    public string Channel { get; init; } = "";

    public string SubChannel { get; init; } = "";

    public string Source { get; init; } = "";

    public string Medium { get; init; } = "";

    public string Platform { get; init; } = "";

    public string Partner { get; init; } = "";

    public string Reason { get; init; } = "";
}

/// <summary>
/// Touches as they count. A touch keeps what it was first resolved to; a run over history writes what a later version of the rules makes
/// of it beside it. Whoever reads a touch's channel for a figure or a credit reads it here.
/// </summary>
internal static class CountedTouches
{
    /// <summary>These touches as they count.</summary>
    public static IQueryable<CountedTouch> Of(AttributionDb db, IQueryable<TouchRow> touches) =>
        from touch in touches
        from later in db.TouchChannels
            .Where(row => row.StoreId == touch.StoreId && row.TouchId == touch.TouchId
                && !db.TouchChannels.Any(newer => newer.StoreId == row.StoreId && newer.TouchId == row.TouchId && newer.Version > row.Version))
            .DefaultIfEmpty()
        select new CountedTouch
        {
            Touch = touch,
            IsAnew = later != null,
            Version = later == null ? touch.RuleVersion : later.Version,
            Channel = later == null ? touch.Channel : later.Channel,
            SubChannel = later == null ? touch.SubChannel : later.SubChannel,
            Source = later == null ? touch.Source : later.Source,
            Medium = later == null ? touch.Medium : later.Medium,
            Platform = later == null ? touch.Platform : later.Platform,
            Partner = later == null ? touch.Partner : later.Partner,
            Reason = later == null ? touch.Reason : later.Reason,
        };
}
