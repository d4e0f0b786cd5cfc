using System.Data.Common;
using System.Text.RegularExpressions;
using Attribution.Tests.Accounts;
using Attribution.Web.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Analytics.Orders;

public partial class OrderPlanTests
{
    [Theory]
    [InlineData("/orders?range=all")]
    [InlineData("/orders?range=all&lastTouch=email&status=refunded&sort=-value")]
    [InlineData("/orders?range=all&cursor=NjM5MDIyNTAwMDAwMDAwMDAwfG8x")]
    public async Task The_list_reads_its_index_and_no_row_of_an_order(string path)
    {
        var log = new AppLog();
        await using var app = await TestApp.Start(log: log, configure: web => web.UseSetting("Logging:LogLevel:Microsoft.EntityFrameworkCore.Database.Command", "Information"));
        using var client = await app.SignedIn("ana@shop.example", "viewer");
        log.Lines.Clear();
        await client.GetStringAsync(path);

        var queries = log.Lines.Where(line => line.Contains("FROM \"Order\"", StringComparison.Ordinal) && !line.Contains("LIMIT 1", StringComparison.Ordinal)).ToList();
        queries.Count.ShouldBe(2);
        foreach (var query in queries)
        {
            (await Plan(app, query)).ShouldContain("COVERING INDEX IX_Order_List (StoreId=? AND OccurredAt>? AND OccurredAt<?)");
        }
    }

    private static Task<string> Plan(TestApp app, string logged) => app.Read(async db =>
    {
        var connection = Database.Connection(db);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + logged[logged.IndexOf("SELECT", StringComparison.Ordinal)..];
        foreach (var name in Parameters().Matches(command.CommandText).Select(match => match.Value).Distinct())
        {
            Add(command, name);
        }

        var steps = new List<string>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            steps.Add(rows.GetString(3));
        }

        return string.Join('\n', steps);
    });

    private static void Add(DbCommand command, string name)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, 1);
        command.Parameters.Add(parameter);
    }

    [GeneratedRegex("@\\w+")]
    private static partial Regex Parameters();
}
