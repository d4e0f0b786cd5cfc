using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Attribution.Domain;
using Attribution.Domain.Channels;
using Attribution.Domain.Channels.Hygiene;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Ingest;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Attribution.Web.Links;

/// <summary>The check of links and the builder, over HTTP.</summary>
internal static class LinkEndpoints
{
    private const int MostDays = 400;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var links = routes.MapGroup("/api/links").WithTags("Links").RequireAuthorization(Policies.Read);
        links.MapGet("/check", Check).WithName("CheckLinks").WithSummary("What is wrong with the tags of a range of days, those that concern most touches first")
            .Produces<LinkCheck>(StatusCodes.Status200OK, "application/json", Csv.MediaType).ProducesProblem(400).ProducesProblem(403).ProducesProblem(404);
        links.MapGet("/build", Build).WithName("BuildLink").WithSummary("A tagged link by the store's naming convention, and the channel it resolves to")
            .Produces<LinkAnswer>().ProducesProblem(400).ProducesProblem(403).ProducesProblem(404);
    }

    private static async Task<IResult> Check(HttpContext context, StoreAccess access, LinkQueries queries, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await StoreOf(context, access, cancellationToken) is not { } store)
        {
            return Refusal(context);
        }

        var faults = new Faults();
        var query = context.Request.Query;
        var last = Day(query, "endDate", faults) ?? store.Today(clock);
        var first = Day(query, "startDate", faults) ?? (last.DayNumber > 29 ? last.AddDays(-29) : last);
        if (!faults.Any && (last < first || last.DayNumber - first.DayNumber >= MostDays))
        {
            faults.Add("endDate", last < first ? $"{last:yyyy-MM-dd} is before {first:yyyy-MM-dd}. Send a day from `startDate` on." : $"The range has more than {MostDays} days. Send a later `startDate`.");
        }

        if (faults.Any)
        {
            return Problem.Validation("The links can't be checked", faults.ToDictionary());
        }

        var check = await queries.Check(store, new DateRange(first, last), cancellationToken);
        return new ReadAnswer<LinkCheck>(check, Version(check), answer => answer.ToTable());
    }

    private static async Task<IResult> Build(HttpContext context, StoreAccess access, CancellationToken cancellationToken)
    {
        if (await StoreOf(context, access, cancellationToken) is not { } store)
        {
            return Refusal(context);
        }

        var query = context.Request.Query;
        string Of(string name) => query[name].ToString();
        var link = CampaignLink.Build(new LinkDraft(Of("url"), Of("source"), Of("medium"), Of("campaign"), Of("content"), Of("term"), Of("id")), store.Naming);
        return link.Faults.Count > 0
            ? Problem.Validation("The link can't be made", link.Faults.ToDictionary(fault => fault.Key, fault => new[] { fault.Value }))
            : TypedResults.Json(LinkAnswer.Of(link, store), ApiJson.Options);
    }

    // A key of the store, or who may see the page.
    private static async ValueTask<StoreSettings?> StoreOf(HttpContext context, StoreAccess access, CancellationToken cancellationToken) =>
        KeyAuthentication.StoreOf(context.User) is not null ? await access.StoreOf(context, cancellationToken)
        : await access.MembershipOf(context.User, context.Request.Query["store"].ToString(), cancellationToken) is { } membership && membership.Can(Roles.Analyst) ? membership.Store
        : null;

    private static ProblemHttpResult Refusal(HttpContext context) => KeyAuthentication.StoreOf(context.User) is not null
        ? Problem.NotFound()
        : Problem.Of(StatusCodes.Status403Forbidden, "forbidden", "Not for your role", "Links are for analysts and admins of the store.");

    private static DateOnly? Day(IQueryCollection query, string name, Faults faults)
    {
        var text = query[name].ToString();
        if (text.Length == 0)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1999 and < 2200)
        {
            return day;
        }

        faults.Add(name, "Send a day as YYYY-MM-DD.");
        return null;
    }

    private static string Version(LinkCheck check) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(check)))[..16];
}

/// <summary>A link that was made.</summary>
/// <param name="Url">The link.</param>
/// <param name="Corrections">What was changed for the naming convention, by field.</param>
/// <param name="Channel">The channel a visit through it gets where no referrer stands.</param>
/// <param name="SubChannel">Sub-channel; empty for none.</param>
/// <param name="Reason">The rule that decides.</param>
/// <param name="Why">The same as a sentence.</param>
internal sealed record LinkAnswer(string Url, IReadOnlyDictionary<string, string> Corrections, string Channel, string SubChannel, string Reason, string Why)
{
    public static LinkAnswer Of(BuiltLink link, StoreSettings store)
    {
        var answer = Collector.Resolve(store, new Landing { Url = link.Url });
        return new LinkAnswer(link.Url, link.Corrections, answer.Channel, answer.SubChannel, answer.Reason, Components.ChannelReasons.Why(answer.Reason));
    }
}
