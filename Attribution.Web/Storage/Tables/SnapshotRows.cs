using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Attribution.Web.Storage.Tables;

/// <summary>All snapshot rows of one local day of a store.</summary>
internal sealed record SnapshotRows(
    int StoreId,
    DateOnly Date,
    IReadOnlyList<AttributionSnapshotRow> Channels,
    IReadOnlyList<VisitSnapshotRow> Visits,
    IReadOnlyList<CampaignSnapshotRow> Campaigns,
    IReadOnlyList<PathSnapshotRow> Paths)
{
    private static readonly string[] ChannelColumns =
        ["StoreId", "Model", "Date", "Channel", "Visits", "UniqueVisitors", "OrdersMillionths", "LeadsMillionths", "RevenueMinor", "CostMinor"];

    private static readonly string[] VisitColumns = ["StoreId", "Date", "Channel", "Source", "Medium", "Campaign", "Visits", "Visitors", "CostMinor"];

    private static readonly string[] CampaignColumns =
        ["StoreId", "Model", "Date", "Channel", "Source", "Medium", "Campaign", "ConversionType", "OrdersMillionths", "RevenueMinor"];

    private static readonly string[] PathColumns =
        ["StoreId", "Date", "ConversionType", "Path", "Orders", "RevenueMinor", "TouchesSum", "Times", "Credits", "Touched", "Days", "Gaps"];

    private static readonly string[] PackColumns = ["StoreId", "Date", "Paths"];

    private static readonly string[] DropOutColumns = ["StoreId", "Date", "Path", "Journeys"];

    /// <summary>Models that the day is told under, in order.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <inheritdoc cref="SnapshotDayRow.StandIns"/>
    public string StandIns { get; init; } = "";

    /// <summary>The paths once more, as <see cref="Attribution.Domain.Paths.PathPack"/> writes them.</summary>
    public required byte[] Pack { get; init; }

    /// <summary>Puts these rows in the place of what the day had, inside the caller's transaction. A busy day has thousands: prepared commands, not tracked entities.</summary>
    public void Replace(AttributionDb db)
    {
        var date = Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Refill(db, "AttributionSnapshot", ChannelColumns, Channels.Select(row => new object[]
        {
            row.StoreId, row.Model, date, row.Channel, row.Visits, row.UniqueVisitors, row.OrdersMillionths, row.LeadsMillionths, row.RevenueMinor, row.CostMinor,
        }));
        Refill(db, "VisitSnapshot", VisitColumns, Visits.Select(row => new object[]
        {
            row.StoreId, date, row.Channel, row.Source, row.Medium, row.Campaign, row.Visits, row.Visitors, row.CostMinor,
        }));
        Refill(db, "CampaignSnapshot", CampaignColumns, Campaigns.Select(row => new object[]
        {
            row.StoreId, row.Model, date, row.Channel, row.Source, row.Medium, row.Campaign, row.ConversionType, row.OrdersMillionths, row.RevenueMinor,
        }));
        Refill(db, "PathSnapshot", PathColumns, Paths.Select(row => new object[]
        {
            row.StoreId, date, row.ConversionType, row.Path, row.Orders, row.RevenueMinor, row.TouchesSum, row.Times, row.Credits, row.Touched, row.Days, row.Gaps,
        }));
        Refill(db, "PathPack", PackColumns, [[StoreId, date, Pack]]);
    }

    /// <summary>Puts a day's drop-outs in the place of what it had, inside the caller's transaction.</summary>
    public static void ReplaceDropOuts(AttributionDb db, int storeId, DateOnly day, IReadOnlyList<DropOutSnapshotRow> rows)
    {
        var date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Refill(db, "DropOutSnapshot", DropOutColumns, storeId, day, rows.Select(row => new object[] { row.StoreId, date, row.Path, row.Journeys }));
    }

    private void Refill(AttributionDb db, string table, string[] columns, IEnumerable<object[]> rows) => Refill(db, table, columns, StoreId, Date, rows);

    private static void Refill(AttributionDb db, string table, string[] columns, int storeId, DateOnly day, IEnumerable<object[]> rows)
    {
        using var delete = Command(db, $"DELETE FROM \"{table}\" WHERE \"StoreId\" = @0 AND \"Date\" = @1", 2);
        Run(delete, [storeId, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)]);
        using var insert = Command(
            db,
            $"INSERT INTO \"{table}\" (\"{string.Join("\", \"", columns)}\") VALUES ({string.Join(", ", columns.Select((_, i) => $"@{i}"))})",
            columns.Length);
        foreach (var row in rows)
        {
            Run(insert, row);
        }
    }

    private static DbCommand Command(AttributionDb db, string sql, int parameters)
    {
        var command = Database.Connection(db).CreateCommand();
        command.CommandText = sql;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        for (var i = 0; i < parameters; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@{i}";
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static void Run(DbCommand command, object[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        command.ExecuteNonQuery();
    }
}
