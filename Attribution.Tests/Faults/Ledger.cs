using System.Globalization;
using Attribution.Domain;
using Microsoft.Data.Sqlite;

namespace Attribution.Tests.Faults;

/// <summary>The database file, read beside the server in one transaction, and what must be true of it whatever happened.</summary>
internal sealed class Ledger : IDisposable
{
    private const long Million = 1_000_000;
    private static readonly StoreCalendar Calendar = new([(DateOnly.MinValue, TimeZoneInfo.FindSystemTimeZoneById(Shopkeeper.Zone))]);

    private readonly SqliteConnection connection;
    private readonly SqliteTransaction transaction;

    public Ledger(string path)
    {
        connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        transaction = connection.BeginTransaction(deferred: true);
    }

    /// <summary>What is wrong in the file by itself; empty where nothing is.</summary>
    public IReadOnlyList<string> Faults() =>
    [
        .. Column("PRAGMA integrity_check", row => row.GetString(0)).Where(said => said != "ok"),
        .. Column("PRAGMA foreign_key_check", row => $"A row of {row.GetString(0)} points nowhere"),
        .. Column(SessionsOutOfStep, row => $"Session {row.GetString(0)} counts {row.GetInt64(1)} touches and has {row.GetInt64(2)}, or names the wrong first or last"),
        .. Column(
            """SELECT HEX("TouchId") FROM "MarketingTouch" t WHERE "Type" <> 'phone_call' AND NOT EXISTS (SELECT 1 FROM "AttributionSession" s WHERE s."SessionId" = t."SessionId")""",
            row => $"Touch {row.GetString(0)} has no session"),
        .. Column(
            """
            SELECT o."OrderId" FROM "Order" o LEFT JOIN "Refund" r USING ("StoreId", "OrderId") GROUP BY o."OrderId"
            HAVING o."RefundedMinor" <> COALESCE(SUM(r."AmountMinor"), 0) OR o."RefundedMinor" > o."ValueMinor" OR (o."Status" = 'cancelled' AND o."RefundedMinor" <> o."ValueMinor")
            """,
            row => $"Order {row.GetString(0)} and its refunds disagree"),
        .. Column(
            """
            SELECT "Date" FROM (SELECT "Date", "Model", SUM("RevenueMinor") AS "Revenue", SUM("OrdersMillionths") AS "Orders", SUM("Visits") AS "Visits"
                FROM "AttributionSnapshot" GROUP BY "Date", "Model")
            GROUP BY "Date" HAVING MIN("Revenue") <> MAX("Revenue") OR MIN("Orders") <> MAX("Orders") OR MIN("Visits") <> MAX("Visits") OR COUNT(*) <> (SELECT COUNT(DISTINCT "Model") FROM "AttributionSnapshot")
            """,
            row => $"The models of {row.GetString(0)} disagree: half a day"),
    ];

    /// <summary>What of the books is not in the file, or not as it was told.</summary>
    public IReadOnlyList<string> Missing(Books books)
    {
        var touches = Touches().ToHashSet();
        var orders = Orders();
        var refunds = Refunds();
        return
        [
            .. books.Touches.Keys.Where(touch => !touches.Contains(touch)).Select(touch => $"Touch {touch} is lost"),
            .. books.Orders.Where(order => orders.GetValueOrDefault(order.Key, -1) != order.Value).Select(order => $"Order {order.Key} is lost or has another value"),
            .. books.Refunds.Where(refund => refunds.GetValueOrDefault(refund.Key, -1) != refund.Value).Select(refund => $"Refund {refund.Key} is lost or has another amount"),
            .. books.Cancelled.Keys.Where(order => !refunds.ContainsKey((order, "cancel"))).Select(order => $"The cancellation of {order} is lost"),
            .. Seconds() < books.Seconds ? [$"Of {books.Seconds} acknowledged seconds {Seconds()} are there"] : Array.Empty<string>(),
        ];
    }

    /// <summary>What is in the file more often than it was sent.</summary>
    public IReadOnlyList<string> Doubled(Books books) => Seconds() > books.SecondsSent ? [$"Of {books.SecondsSent} seconds {Seconds()} are there"] : [];

    /// <summary>Rows that no client was ever told of. Once all calls are answered there must be none.</summary>
    public IReadOnlyList<string> Unknown(Books books) =>
    [
        .. Touches().Where(touch => !books.Touches.ContainsKey(touch)).Select(touch => $"Nobody was told of touch {touch}"),
        .. Orders().Keys.Where(order => !books.Orders.ContainsKey(order)).Select(order => $"Nobody was told of order {order}"),
        .. Refunds().Keys.Where(refund => refund.Refund != "cancel" && !books.Refunds.ContainsKey(refund)).Select(refund => $"Nobody was told of refund {refund}"),
    ];

    /// <summary>Where a day's figures are not those of its raw rows, to the cent.</summary>
    public IReadOnlyList<string> Unreconciled() =>
    [
        .. Column("""SELECT DISTINCT "Date" FROM "AttributionSnapshot" ORDER BY 1""", row => DateOnly.Parse(row.GetString(0), CultureInfo.InvariantCulture)).SelectMany(Unreconciled),
        .. Column("""SELECT "OrderId" FROM "Order" WHERE "BookedOn" NOT IN (SELECT "Date" FROM "AttributionSnapshot")""", row => $"Order {row.GetString(0)} is on no day"),
    ];

    /// <summary>The first column of the first row, as a number.</summary>
    public long Count(string sql) => Column(sql, row => row.GetInt64(0))[0];

    public long Touched => Count("""SELECT COUNT(*) FROM "MarketingTouch" """);

    public long Ordered => Count("""SELECT COUNT(*) FROM "Order" """);

    public void Dispose()
    {
        transaction.Dispose();
        connection.Dispose();
    }

    private const string SessionsOutOfStep =
        """
        SELECT s."SessionId", s."TouchCount", COUNT(t."TouchId") FROM "AttributionSession" s LEFT JOIN "MarketingTouch" t USING ("StoreId", "SessionId")
        WHERE COALESCE(t."Type", '') <> 'phone_call' GROUP BY s."SessionId"
        HAVING s."TouchCount" <> COUNT(t."TouchId")
            OR s."FirstTouchId" <> (SELECT f."TouchId" FROM "MarketingTouch" f WHERE f."StoreId" = s."StoreId" AND f."SessionId" = s."SessionId" ORDER BY f."OccurredAt", f."TouchId" LIMIT 1)
            OR s."LastTouchId" <> (SELECT l."TouchId" FROM "MarketingTouch" l WHERE l."StoreId" = s."StoreId" AND l."SessionId" = s."SessionId" ORDER BY l."OccurredAt" DESC, l."TouchId" DESC LIMIT 1)
        """;

    private IEnumerable<string> Unreconciled(DateOnly day)
    {
        var (start, end) = Calendar.Bounds(day);
        var date = day.ToString("O", CultureInfo.InvariantCulture);
        var revenue = Count($"""SELECT COALESCE((SELECT SUM("ValueMinor") FROM "Order" WHERE "BookedOn" = '{date}'), 0) - COALESCE((SELECT SUM("AmountMinor") FROM "Refund" WHERE "BookedOn" = '{date}'), 0)""");
        var orders = Million * Count($"""SELECT COUNT(*) FROM "Order" WHERE "BookedOn" = '{date}'""");
        var visits = Count($"""SELECT COUNT(*) FROM "AttributionSession" WHERE "StartedAt" >= {start.UtcTicks} AND "StartedAt" < {end.UtcTicks}""");
        return Column(
            $"""SELECT "Model", SUM("RevenueMinor"), SUM("OrdersMillionths"), SUM("Visits") FROM "AttributionSnapshot" WHERE "Date" = '{date}' GROUP BY "Model" """,
            row => (Model: row.GetString(0), Revenue: row.GetInt64(1), Orders: row.GetInt64(2), Visits: row.GetInt64(3)))
            .Where(row => (row.Revenue, row.Orders, row.Visits) != (revenue, orders, visits))
            .Select(row => $"{date} under {row.Model}: {(row.Revenue, row.Orders, row.Visits)} instead of {(revenue, orders, visits)}");
    }

    private List<Guid> Touches() => Column("""SELECT "TouchId" FROM "MarketingTouch" """, row => new Guid((byte[])row.GetValue(0), bigEndian: true));

    private Dictionary<string, long> Orders() => Column("""SELECT "OrderId", "ValueMinor" FROM "Order" """, row => (row.GetString(0), row.GetInt64(1))).ToDictionary();

    private Dictionary<(string Order, string Refund), long> Refunds() =>
        Column("""SELECT "OrderId", "RefundId", "AmountMinor" FROM "Refund" """, row => ((row.GetString(0), row.GetString(1)), row.GetInt64(2))).ToDictionary();

    private long Seconds() => Count("""SELECT COALESCE(SUM("Seconds"), 0) FROM "AttributionSession" """);

    private List<T> Column<T>(string sql, Func<SqliteDataReader, T> read)
    {
        using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, sql);
        using var rows = command.ExecuteReader();
        var found = new List<T>();
        while (rows.Read())
        {
            found.Add(read(rows));
        }

        return found;
    }
}
