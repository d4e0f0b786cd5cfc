using Attribution.Domain;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Integrations;

/// <summary>A platform that a store is connected with, its secrets in the clear: for memory only.</summary>
/// <param name="Store">The store.</param>
/// <param name="Kind">The platform.</param>
/// <param name="Secret">Null where it can't be read any more.</param>
/// <param name="FormerSecret">The one before it; null for none.</param>
/// <param name="FormerUntil">When that one ends.</param>
internal sealed record Connection(StoreId Store, string Kind, string? Secret, string? FormerSecret, DateTimeOffset? FormerUntil)
{
    /// <summary>The secrets that hold now, the newest first.</summary>
    public IEnumerable<string> SecretsAt(DateTimeOffset now)
    {
        if (Secret is not null)
        {
            yield return Secret;
        }

        if (FormerSecret is not null && now < FormerUntil)
        {
            yield return FormerSecret;
        }
    }
}

/// <summary>Who is connected with what, held in memory: every delivery asks. Who changes it calls <see cref="Reload"/>.</summary>
internal sealed class IntegrationDirectory(Database database, Secrets secrets)
{
    private volatile Dictionary<(int Store, string Kind), Connection>? current;

    public async ValueTask<Connection?> Find(StoreId store, string kind, CancellationToken cancellationToken) =>
        (current ??= await Load(cancellationToken)).GetValueOrDefault((store.Value, kind));

    public async Task Reload(CancellationToken cancellationToken) => current = await Load(cancellationToken);

    private async Task<Dictionary<(int Store, string Kind), Connection>> Load(CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        var rows = await db.Integrations.ToListAsync(cancellationToken);
        return rows.ToDictionary(row => (row.StoreId, row.Kind), Of);
    }

    private Connection Of(IntegrationRow row) => new(
        new StoreId(row.StoreId), row.Kind, secrets.Unprotect(row.StoreId, row.Kind, row.Secret), secrets.Unprotect(row.StoreId, row.Kind, row.FormerSecret), row.FormerUntil);
}
