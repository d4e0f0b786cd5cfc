using System.Globalization;
using System.Text;
using System.Text.Json;
using Attribution.Domain.Channels.Rules;
using Attribution.Web.Http;
using Attribution.Web.Storage;

namespace Attribution.Web.Channels;

/// <summary>A store's rules in force.</summary>
/// <param name="Version">0 for a store that never had a rule.</param>
/// <param name="Rules">In the order they are asked.</param>
/// <param name="ClickIds">Click ids that mean something else to the store than they usually do: <c>ad</c>, <c>network</c> or <c>affiliate</c>.</param>
internal sealed record RulesAnswer(int Version, JsonElement Rules, IReadOnlyDictionary<string, string> ClickIds)
{
    public static RulesAnswer Of(StoreSettings store) => new(
        store.Sites.Rules.Version,
        JsonSerializer.Deserialize<JsonElement>(RuleJson.Write(store.Sites.Rules.All)),
        store.Sites.ClickIds.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(pair => pair.Key, pair => pair.Value.ToString().ToLowerInvariant()));
}

/// <summary>The channel rules of a store over HTTP, and as files for the settings page.</summary>
internal static class ChannelRuleEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var rules = routes.MapGroup("/api/channels/rules").WithTags("Channels");
        rules.MapGet("", Get).RequireAuthorization(Policies.Read)
            .WithName("GetChannelRules").WithSummary("The store's channel rules in force; as CSV those that the table of patterns can say").Produces<RulesAnswer>();
        rules.MapPut("", Put).RequireAuthorization(Policies.Manage)
            .WithName("SetChannelRules").WithSummary("Put rules in force as a new version; touches from now on are asked by it").Produces<RulesAnswer>().ProducesProblem(400).ProducesProblem(409);
        rules.MapPost("/replay", Replay).RequireAuthorization(Policies.Manage)
            .WithName("ReplayChannelRules").WithSummary("What rules would change over the last 90 days; nothing is written").Produces<ReplayAnswer>().ProducesProblem(400);
        routes.MapGet("/settings/channel-rules/{file}", File).ExcludeFromDescription();
    }

    private static async Task<IResult> Get(HttpContext context, StoreAccess access, CancellationToken cancellationToken) =>
        await access.StoreOf(context, cancellationToken) is { } store
            ? new ReadAnswer<RulesAnswer>(
                RulesAnswer.Of(store), string.Create(CultureInfo.InvariantCulture, $"rules-{store.Id.Value}-{store.Sites.Rules.Version}"), _ => RuleCsv.Write(store.Sites.Rules.All).Table)
            : Problem.NotFound();

    private static Task<IResult> Put(ServerCall call, RuleVersions versions, StoreDirectory stores) => call.Run(async (store, body) =>
    {
        var faults = new Faults();
        var draft = RuleRequest.Read(body, store, faults);
        if (faults.Any)
        {
            return Problem.Validation("The rules were not changed", faults.ToDictionary());
        }

        var outcome = await versions.Save(store.Id, call.Who, draft, call.Aborted);
        return outcome[""] is { } conflict ? Problem.Conflict("The rules were not changed", conflict)
            : outcome.IsDone ? TypedResults.Json(RulesAnswer.Of((await stores.Find(store.Id, call.Aborted))!))
            : Problem.Validation("The rules were not changed", outcome.Errors.ToDictionary(fault => fault.Key, fault => new[] { fault.Value }));
    });

    private static Task<IResult> Replay(ServerCall call, ChannelReplay replay) => call.Run(async (store, body) =>
    {
        var faults = new Faults();
        var draft = RuleRequest.Read(body, store, faults);
        foreach (var (field, fault) in faults.Any ? new Dictionary<string, string>() : draft.Faults([.. store.OwnChannels.Where(own => !own.IsArchived).Select(own => own.Id)]))
        {
            faults.Add(field, fault);
        }

        return faults.Any
            ? Problem.Validation("The rules were not tried", faults.ToDictionary())
            : TypedResults.Json(ReplayAnswer.Of(await replay.Try(store, draft, call.Aborted), store.Currency));
    });

    // For the page: what is in force, as a file to keep or to take to another store.
    private static async Task<IResult> File(string file, HttpContext context, StoreAccess access, CancellationToken cancellationToken)
    {
        if (await access.MembershipOf(context.User, context.Request.Query["store"].ToString(), cancellationToken) is not { } membership || !membership.Can(Roles.Admin))
        {
            return Problem.NotFound();
        }

        var rules = membership.Store.Sites.Rules.All;
        return file switch
        {
            "rules.json" => Results.File(Encoding.UTF8.GetBytes(RuleJson.Write(rules, indented: true)), "application/json", $"{membership.Store.Key}-channel-rules.json"),
            "rules.csv" => Csv.File(Csv.Write(RuleCsv.Write(rules).Table), $"{membership.Store.Key}-channel-rules.csv"),
            _ => Problem.NotFound(),
        };
    }
}
