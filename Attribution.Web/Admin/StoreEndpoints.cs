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
    IReadOnlyDictionary<string, string> ConversionTypes)
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
        store.OwnConversionTypes);

    public CsvTable ToTable() => new(
        ["key", "name", "timeZone", "currency", "lookbackDays", "journeyScope", "defaultModel"],
        [[Key, Name, TimeZone, Currency, LookbackDays, JourneyScope, DefaultModel]]);
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
