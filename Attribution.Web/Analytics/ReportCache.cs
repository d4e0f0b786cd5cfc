using System.Security.Cryptography;
using System.Text;
using Attribution.Web.Storage;
using Microsoft.Extensions.Caching.Memory;

namespace Attribution.Web.Analytics;

/// <summary>Reports of the last minute. A key holds all that a report depends on, the store's snapshot generation first: no stale figure outlives a build.</summary>
internal sealed class ReportCache(Instruments instruments, TimeProvider clock) : IDisposable
{
    private const int MaxReports = 2_000;

    private static readonly TimeSpan Life = TimeSpan.FromSeconds(60);

    private readonly MemoryCache reports = new(new MemoryCacheOptions { SizeLimit = MaxReports });

    /// <summary>The report of a key, computed unless it is known.</summary>
    public async Task<T> Get<T>(IReadOnlyList<string> key, Func<Task<T>> make)
        where T : Report
    {
        var version = VersionOf(key);
        if (reports.TryGetValue(version, out (T Report, DateTimeOffset Until) known) && clock.GetUtcNow() < known.Until)
        {
            instruments.ReportRead(fromCache: true);
            return (T)((Report)known.Report with { FromCache = true });
        }

        instruments.ReportRead(fromCache: false);
        var report = (T)((Report)await make() with { Version = version });
        reports.Set(version, (report, clock.GetUtcNow() + Life), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Life });
        return report;
    }

    /// <summary>The parts of a key that a request gives.</summary>
    public static IReadOnlyList<string> KeyOf(string report, ReportRequest request, long generation, string options) =>
    [
        report, SettingsOf(request.Store), $"{generation}", $"{request.Range.First:O}", $"{request.Range.Last:O}", request.Model, options,
        .. Values("channel", request.Filter.Channels),
        .. Values("source", request.Filter.Sources),
        .. Values("medium", request.Filter.Mediums),
        .. Values("campaign", request.Filter.Campaigns),
        .. Values("type", request.Filter.ConversionTypes),
    ];

    /// <summary>What a report shows of a store beside its snapshots.</summary>
    public static string SettingsOf(StoreSettings store) =>
        $"{store.Id.Value} {store.Key} {store.Currency.Code} {store.TimeZone} {store.Collecting.TrustBrowserOrders} {string.Join('+', store.ActiveModels)} {string.Join(' ', store.OwnConversionTypes.Select(type => $"{type.Key}={type.Value}").Order(StringComparer.Ordinal))}";

    public void Dispose() => reports.Dispose();

    private static IEnumerable<string> Values(string name, IReadOnlyList<string> values) =>
        values.Distinct().Order(StringComparer.Ordinal).Select(value => $"{name}={value}");

    // Lengths keep two lists of parts from reading as one.
    private static string VersionOf(IReadOnlyList<string> key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(key.Select(part => $"{part.Length}:{part}")))))[..24];
}
