using Attribution.Domain.Journeys;
using Attribution.Web.Storage.Tables;

namespace Attribution.Web.Storage;

/// <summary>Who used each browser when, out of the rows that say so.</summary>
internal static class VisitorTimelines
{
    /// <summary>By visitor; a browser that nobody signed in on has none.</summary>
    public static Dictionary<string, VisitorTimeline> Of(IEnumerable<VisitorUserRow> rows) => rows.GroupBy(row => row.VisitorId)
        .ToDictionary(own => own.Key, own => new VisitorTimeline(own.Select(row => new Identification(row.From, row.UserId))), StringComparer.Ordinal);
}
