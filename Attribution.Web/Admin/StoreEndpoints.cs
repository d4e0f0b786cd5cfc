using System.Security.Cryptography;
using System.Text.Json;
using Attribution.Web.Http;
using Attribution.Web.Storage;

namespace Attribution.Web.Admin;

/// <summary>A store's settings as its callers may see them: no secrets.</summary>
internal sealed record StoreAnswer(
    string Key,
    string Name,
    IReadOnlyList<string> Domains,
    string CookieDomain,
    string TimeZone,
    string Currency,
    int SessionTimeoutMinutes,
    int LookbackDays,
    string JourneyScope,
    string DefaultModel,
    string ConsentDefault,
    bool SignedUsersOnly,
    int RetentionMonths,
    IReadOnlyDictionary<string, string> ConversionTypes,
    CollectingAnswer Collecting)
{
    public static StoreAnswer Of(StoreSettings store) => new(
        store.Key,
        store.Name,
        store.Domains,
        store.CookieDomain,
        store.TimeZone,
        store.Currency.Code,
        (int)store.SessionTimeout.TotalMinutes,
        store.LookbackDays,
        store.JourneyScope,
        store.DefaultModel,
        store.ConsentDefault,
        store.SignedUsersOnly,
        store.RetentionMonths,
        store.OwnConversionTypes,
        CollectingAnswer.Of(store.Collecting));

    public CsvTable ToTable() => new(
        ["key", "name", "timeZone", "currency", "lookbackDays", "journeyScope", "defaultModel"],
        [[Key, Name, TimeZone, Currency, LookbackDays, JourneyScope, DefaultModel]]);
}

/// <summary>What a store chose about collecting.</summary>
/// <param name="ExcludedAddresses">Networks in CIDR form.</param>
internal sealed record CollectingAnswer(
    bool SessionEndsAtCampaign,
    bool SessionEndsAtMidnight,
    bool TrustBrowserOrders,
    IReadOnlyList<string> ExcludedAddresses,
    IReadOnlyList<string> KeptParameters,
    IReadOnlyList<string> CampaignIdParameters,
    IReadOnlyList<string> AdIdParameters,
    bool KeepDevice,
    bool KeepCountry)
{
    public static CollectingAnswer Of(CollectingChoices choices) => new(
        choices.SessionEndsAtCampaign,
        choices.SessionEndsAtMidnight,
        choices.TrustBrowserOrders,
        [.. choices.ExcludedAddresses.Select(network => network.ToString())],
        choices.KeptParameters,
        choices.CampaignIdParameters,
        choices.AdIdParameters,
        choices.KeepDevice,
        choices.KeepCountry);
}

/// <summary>The store a caller acts in.</summary>
internal static class StoreEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/stores/current", Get).RequireAuthorization(Policies.Read)
        .WithName("GetCurrentStore").WithTags("Stores").WithSummary("The store of the key, or of `store=`").Produces<StoreAnswer>().ProducesProblem(404);

    private static async Task<IResult> Get(HttpContext context, StoreAccess access, CancellationToken cancellationToken)
    {
        if (await access.StoreOf(context, cancellationToken) is not { } store)
        {
            return Problem.NotFound();
        }

        var answer = StoreAnswer.Of(store);
        return new ReadAnswer<StoreAnswer>(answer, Version(answer), one => one.ToTable());
    }

    /// <summary>A tag of what is answered.</summary>
    internal static string Version<T>(T answer) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(answer, ApiJson.Options)).AsSpan(0, 12));
}
