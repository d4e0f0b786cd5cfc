using System.Globalization;
using System.Security.Claims;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Microsoft.AspNetCore.Antiforgery;

namespace Attribution.Web.Imports;

/// <summary>What the page of imports needs beside its circuit: the way up for a file, and the ways down for reports and samples.</summary>
internal static class ImportPageEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var page = routes.MapGroup("/settings/imports").ExcludeFromDescription();
        page.MapPost("/upload", Upload);
        page.MapGet("/{id}/refused.csv", Refused);
        page.MapGet("/samples/{file}", Sample);
    }

    private static async Task<IResult> Upload(
        HttpContext context, IAntiforgery antiforgery, StoreAccess access, ImportCommands commands, ImportUpload uploads, ImportMoves moves, CancellationToken cancellationToken)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Problem.Of(StatusCodes.Status400BadRequest, "token", "The page is out of date", "Load it again and choose the file once more.");
        }

        if (await access.MembershipOf(context.User, context.Request.Query["store"].ToString(), cancellationToken) is not { } membership || !membership.Can(Roles.Admin))
        {
            return Problem.NotFound();
        }

        var store = membership.Store;
        var kind = context.Request.Query["kind"].ToString();
        if (!ImportKinds.IsKnown(kind))
        {
            return Problem.Validation("The upload was not understood", "kind", "Choose what the file holds.");
        }

        if ((await commands.MayUpload(new StoreUser(context.User, store.Id), cancellationToken)).Errors is { Count: > 0 } errors)
        {
            return Problem.Of(StatusCodes.Status403Forbidden, "forbidden", "Nothing can be imported here", errors.Values.First());
        }

        var who = context.User.FindFirstValue(ClaimTypes.NameIdentifier)!;
        var outcome = await uploads.Take(context, store, new UploadedAs(kind, "", ImportRequest.NameOf(context.Request), who) { Times = TimeWords.Store }, cancellationToken);
        if (outcome.Import is not { } import)
        {
            return ImportEndpoints.Refusal(outcome);
        }

        // What has columns waits for somebody to look at them.
        if (import.Map.Length == 0)
        {
            await moves.Move(store.Id, import.ImportId, ImportStates.Checking, who, cancellationToken);
        }

        return TypedResults.Json(new { id = import.ImportId });
    }

    private static async Task<IResult> Refused(string id, HttpContext context, StoreAccess access, ImportQueries queries, ImportFiles files, CancellationToken cancellationToken) =>
        await access.MembershipOf(context.User, context.Request.Query["store"].ToString(), cancellationToken) is { } membership && membership.Can(Roles.Admin)
        && Guid.TryParse(id, out var import) && await queries.Find(membership.Store.Id, import, cancellationToken) is { } view
            ? ImportEndpoints.Report(view, files)
            : Problem.NotFound();

    private static IResult Sample(string file, TimeProvider clock) => file switch
    {
        "touches.csv" => Csv.File(SampleFiles.Touches(clock.GetUtcNow()), file),
        "orders.csv" => Csv.File(SampleFiles.Orders(clock.GetUtcNow()), file),
        "refunds.csv" => Csv.File(SampleFiles.Refunds(clock.GetUtcNow()), file),
        _ => Problem.NotFound(),
    };
}

/// <summary>Files to try with and to copy from; their days are of this month, so that they can be imported as they are.</summary>
internal static class SampleFiles
{
    public static string Touches(DateTimeOffset now) =>
        $"""
        occurredAt,url,referrer,utm.source,utm.medium,utm.campaign,type,visitorId,userId
        {At(now, 9, 8)},https://shop.example/,,google,cpc,Autumn,,visitor-1,
        {At(now, 8, 12)},https://shop.example/shoes,,newsletter,email,October letter,,visitor-1,customer-7
        {At(now, 7, 9)},https://shop.example/,https://www.bing.com/,,,,,visitor-2,
        {At(now, 6, 15)},,,,,,phone_call,,customer-7
        {At(now, 5, 18)},,,,,,webinar,,customer-8

        """;

    public static string Orders(DateTimeOffset now) =>
        $"""
        orderId,occurredAt,value,status,visitorId,userId,coupon
        sample-1,{At(now, 4, 10)},119.90,completed,visitor-1,customer-7,AUTUMN
        sample-2,{At(now, 4, 16)},45.00,completed,visitor-2,,
        sample-3,{At(now, 3, 11)},80.00,completed,,customer-8,

        """;

    public static string Refunds(DateTimeOffset now) =>
        $"""
        orderId,refundId,amount,occurredAt,reason
        sample-1,sample-1-a,19.90,{At(now, 2, 9)},One item came back

        """;

    private static string At(DateTimeOffset now, int daysAgo, int hour) =>
        now.UtcDateTime.Date.AddDays(-daysAgo).AddHours(hour).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
