using System.Security.Cryptography;
using System.Text.Json;
using Attribution.Domain;
using Attribution.Web.Storage.Tables;

namespace Attribution.Web.Storage;

/// <summary>What it takes to open a store. Checked by who asks a person for it; here it is taken as right.</summary>
internal sealed record NewStore(string Name, string Key, IReadOnlyList<string> Domains, string TimeZone, string Currency)
{
    public string? PublicKey { get; init; }

    public string? SecretKey { get; init; }

    public string Consent { get; init; } = "granted";

    /// <summary>Opens the store with one public and one secret key, in one transaction with its first member.</summary>
    public async Task<OpenedStore> Open(AttributionDb db, string? adminUserId, DateTimeOffset now)
    {
        var row = new StoreRow
        {
            Key = Key,
            Name = Name,
            Domains = JsonSerializer.Serialize(Domains),
            TimeZones = JsonSerializer.Serialize(new[] { new StoreDirectory.ZoneFrom(DateOnly.MinValue, TimeZone) }, JsonSerializerOptions.Web),
            Currency = Currency,
            ConsentDefault = Consent,
            IdentifySecret = RandomNumberGenerator.GetHexString(64, lowercase: true),
            EmailSecret = RandomNumberGenerator.GetHexString(64, lowercase: true),
            CreatedAt = now,
        };
        db.Stores.Add(row);
        await db.SaveChangesAsync();

        var store = new StoreId(row.StoreId);
        var publicKey = PublicKey ?? KeyDirectory.NewPublicKey();
        var secretKey = SecretKey ?? KeyDirectory.NewSecretKey();
        db.ApiKeys.Add(KeyDirectory.RowOf(store, publicKey, "Website", KeyDirectory.Collect, now));
        db.ApiKeys.Add(KeyDirectory.RowOf(
            store, secretKey, "Server", string.Join(' ', KeyDirectory.Collect, KeyDirectory.Conversions, KeyDirectory.Read, KeyDirectory.Manage), now));
        if (adminUserId is not null)
        {
            db.Members.Add(new StoreMemberRow { StoreId = row.StoreId, UserId = adminUserId, Role = "admin" });
        }

        await db.SaveChangesAsync();
        await AuditLog.Append(db, store, adminUserId ?? "setup", "store.opened", "", Key, now, CancellationToken.None);
        return new OpenedStore(store, publicKey, secretKey);
    }
}

/// <summary>A store just opened. The secret key is shown now or never.</summary>
internal sealed record OpenedStore(StoreId Id, string PublicKey, string SecretKey);
