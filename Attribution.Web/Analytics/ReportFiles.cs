using System.Globalization;
using Attribution.Domain;
using Attribution.Web.Components;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Analytics;

/// <summary>What a file of a report is asked for: whose figures, of which days and under which filters.</summary>
internal sealed record ReportFile(StoreSettings Store, ReportUrl Url, DateRange Days)
{
    /// <summary>Says that what follows is a file of <paramref name="table"/>, named after the store and the days.</summary>
    public void Begin(HttpResponse response, string table) =>
        Csv.Begin(response, string.Create(CultureInfo.InvariantCulture, $"{table}-{Store.Key}-{Days.First:yyyy-MM-dd}-{Days.Last:yyyy-MM-dd}.csv"));
}

/// <summary>Reads the addresses of reports' files, which hold what the page's address holds.</summary>
internal sealed class ReportFiles(StoreAccess access, Database database, TimeProvider clock)
{
    /// <returns>Null where the user is in no such store; that is answered then.</returns>
    public async Task<ReportFile?> Read(HttpContext context, CancellationToken cancellationToken)
    {
        if (await access.MembershipOf(context.User, context.Request.Query["store"].ToString(), cancellationToken) is not { Store: { } store })
        {
            await Problem.NotFound().ExecuteAsync(context);
            return null;
        }

        var scope = new ReportScope(store.Today(clock), await FirstDay(store, cancellationToken), []);
        var url = ReportUrlReader.Read(context.Request.QueryString.Value ?? "", scope).Url;
        return new ReportFile(store, url, scope.DaysOf(url));
    }

    // Where "all days" begins.
    private async Task<DateOnly?> FirstDay(StoreSettings store, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        return await db.SnapshotDays.Where(day => day.StoreId == store.Id.Value).MinAsync(day => (DateOnly?)day.Date, cancellationToken);
    }
}
