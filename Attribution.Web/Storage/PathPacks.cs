using System.Text.Json;
using Attribution.Domain;
using Attribution.Domain.Paths;
using Attribution.Domain.Snapshots;
using Attribution.Web.Http;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Storage;

/// <summary>The paths of a day, packed.</summary>
internal sealed record DayPaths(DateOnly Date, PathPack Paths);

/// <summary>Reads the packed paths of a range, and packs the days that were built before there were packs.</summary>
internal static class PathPacks
{
    /// <summary>The days of a range, in order. A day that was built before there were packs, and not packed since, is read row by row.</summary>
    public static async Task<IReadOnlyList<DayPaths>> Read(AttributionDb db, int store, DateRange range, CancellationToken cancellationToken)
    {
        var packs = await db.PathPacks.AsNoTracking().Where(row => row.StoreId == store && row.Date >= range.First && row.Date <= range.Last).ToListAsync(cancellationToken);
        foreach (var (_, day) in await Missing(db.SnapshotDays.Where(day => day.StoreId == store && day.Date >= range.First && day.Date <= range.Last), db, cancellationToken))
        {
            packs.Add(await PackOf(db, store, day, cancellationToken));
        }

        return [.. packs.OrderBy(pack => pack.Date).Select(pack => new DayPaths(pack.Date, PathPack.Read(pack.Paths)))];
    }

    /// <summary>Days of all stores that were built and not packed.</summary>
    public static Task<List<(int Store, DateOnly Day)>> Missing(AttributionDb db, CancellationToken cancellationToken) => Missing(db.SnapshotDays, db, cancellationToken);

    /// <summary>Packs a day out of its rows, unless that was done.</summary>
    public static async Task Write(AttributionDb db, int store, DateOnly day, CancellationToken cancellationToken)
    {
        if (!await db.PathPacks.AnyAsync(row => row.StoreId == store && row.Date == day, cancellationToken))
        {
            db.Add(await PackOf(db, store, day, cancellationToken));
        }
    }

    private static async Task<List<(int Store, DateOnly Day)>> Missing(IQueryable<SnapshotDayRow> days, AttributionDb db, CancellationToken cancellationToken)
    {
        var found = await days.Where(day => day.BuiltAt != null && !db.PathPacks.Any(pack => pack.StoreId == day.StoreId && pack.Date == day.Date))
            .OrderBy(day => day.StoreId).ThenBy(day => day.Date).Select(day => new { day.StoreId, day.Date }).ToListAsync(cancellationToken);
        return [.. found.Select(day => (day.StoreId, day.Date))];
    }

    private static async Task<PathPackRow> PackOf(AttributionDb db, int store, DateOnly day, CancellationToken cancellationToken)
    {
        var rows = await db.PathSnapshots.AsNoTracking().Where(row => row.StoreId == store && row.Date == day)
            .OrderBy(row => row.ConversionType).ThenBy(row => row.Path).ToListAsync(cancellationToken);
        return new PathPackRow { StoreId = store, Date = day, Paths = Of(rows) };
    }

    private static byte[] Of(IEnumerable<PathSnapshotRow> rows) => PathPack.Write(
    [
        .. rows.Select(row => new PackedPath(row.ConversionType, ChannelPath.Steps(row.Path), row.Orders, row.RevenueMinor, row.TouchesSum)
        {
            Times = CountHistogram.Parse(row.Times),
            Days = CountHistogram.Parse(row.Days),
            Gaps = CountHistogram.Parse(row.Gaps),
            Touched = [.. JsonSerializer.Deserialize<string[][]>(row.Touched, ApiJson.Options)!.Select(touch => new PathOrigin(touch[0], touch[1], touch[2], touch[3]))],
        }),
    ]);
}
