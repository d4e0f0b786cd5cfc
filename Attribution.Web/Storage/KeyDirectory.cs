using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Attribution.Domain;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Storage;

/// <summary>What a key may do.</summary>
internal sealed record KeyGrant(StoreId Store, Guid KeyId, bool IsSecret, IReadOnlySet<string> Scopes);

/// <summary>The keys of this installation, held in memory by hash: every request asks for one. Who changes a key calls <see cref="Reload"/>.</summary>
internal sealed class KeyDirectory(Database database)
{
    public const string Collect = "collect";
    public const string Conversions = "conversions";
    public const string Read = "read";
    public const string Manage = "manage";

    private volatile FrozenDictionary<string, KeyGrant>? current;

    /// <summary>What a key grants; null for one that is unknown or revoked.</summary>
    public async ValueTask<KeyGrant?> Find(string key, CancellationToken cancellationToken) =>
        key.Length is < 8 or > 200 ? null : (current ?? await First(cancellationToken)).GetValueOrDefault(HashOf(key));

    public async Task Reload(CancellationToken cancellationToken) => current = await Load(cancellationToken);

    // The first look may take longer than a change and its reload: what that read stays.
    private async Task<FrozenDictionary<string, KeyGrant>> First(CancellationToken cancellationToken)
    {
        var loaded = await Load(cancellationToken);
        return Interlocked.CompareExchange(ref current, loaded, null) ?? loaded;
    }

    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>A new public key: it may only collect.</summary>
    public static string NewPublicKey() => "pk_" + RandomNumberGenerator.GetString(Letters, 24);

    /// <summary>A new secret key, some 238 random bits.</summary>
    public static string NewSecretKey() => "sk_" + RandomNumberGenerator.GetString(Letters, 40);

    public static ApiKeyRow RowOf(StoreId store, string key, string name, string scopes, DateTimeOffset now) => new()
    {
        StoreId = store.Value,
        KeyId = Guid.CreateVersion7(now),
        Name = name,
        Hash = HashOf(key),
        PublicKey = key.StartsWith("pk_", StringComparison.Ordinal) ? key : null,
        LastFour = key[^4..],
        Scopes = scopes,
        CreatedAt = now,
    };

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private async Task<FrozenDictionary<string, KeyGrant>> Load(CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        var keys = await db.ApiKeys.Where(key => key.RevokedAt == null).ToListAsync(cancellationToken);
        return keys.ToFrozenDictionary(
            key => key.Hash,
            key => new KeyGrant(new StoreId(key.StoreId), key.KeyId, key.PublicKey is null, key.Scopes.Split(' ').ToHashSet()));
    }
}
