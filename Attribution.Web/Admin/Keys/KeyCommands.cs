using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Admin.Keys;

/// <summary>What an admin does to a store's keys. A key's text is answered once, by the command that made it, and stands nowhere else.</summary>
internal sealed class KeyCommands(CommandDoor commands, KeyDirectory keys)
{
    private const int LongestName = 60;

    /// <summary>What a secret key may be allowed.</summary>
    public static IReadOnlyList<string> Scopes { get; } = [KeyDirectory.Collect, KeyDirectory.Conversions, KeyDirectory.Read, KeyDirectory.Manage];

    /// <summary>Makes a secret key; its text is the answer.</summary>
    public Task<Outcome<string>> CreateSecret(StoreUser caller, string name, IReadOnlyCollection<string> scopes, CancellationToken cancellationToken) =>
        commands.Run(
            caller,
            Roles.Admin,
            act =>
            {
                var faults = new FieldFaults()
                    .Add("Name", NameFault(name))
                    .Add("Scopes", scopes.Count > 0 && scopes.All(Scopes.Contains) ? null : "Choose at least one thing the key may do.");
                return faults.Any
                    ? Task.FromResult(Outcome<string>.Refuse(faults.All))
                    : Add(act, KeyDirectory.NewSecretKey(), name.Trim(), string.Join(' ', Scopes.Where(scopes.Contains)), "key.created", "");
            },
            cancellationToken).Then(() => keys.Reload(cancellationToken));

    /// <summary>Makes a public key; it may only collect.</summary>
    public Task<Outcome<string>> CreatePublic(StoreUser caller, string name, CancellationToken cancellationToken) =>
        commands.Run(
            caller,
            Roles.Admin,
            act => NameFault(name) is { } fault
                ? Task.FromResult(Outcome<string>.Refuse("Name", fault))
                : Add(act, KeyDirectory.NewPublicKey(), name.Trim(), KeyDirectory.Collect, "key.created", ""),
            cancellationToken).Then(() => keys.Reload(cancellationToken));

    /// <summary>Makes a key that may do what another one may. The other stays valid until it is revoked, so that a server can be moved over.</summary>
    public Task<Outcome<string>> Rotate(StoreUser caller, Guid keyId, CancellationToken cancellationToken) =>
        commands.Run(
            caller,
            Roles.Admin,
            async act => await Find(act, keyId) is { RevokedAt: null } old
                ? await Add(act, old.PublicKey is null ? KeyDirectory.NewSecretKey() : KeyDirectory.NewPublicKey(), old.Name, old.Scopes, "key.rotated", "…" + old.LastFour)
                : NoSuchKey<string>(),
            cancellationToken).Then(() => keys.Reload(cancellationToken));

    /// <summary>Ends a key at once.</summary>
    public Task<Outcome<Nothing>> Revoke(StoreUser caller, Guid keyId, CancellationToken cancellationToken) =>
        commands.Run(
            caller,
            Roles.Admin,
            async act =>
            {
                if (await Find(act, keyId) is not { RevokedAt: null } key)
                {
                    return NoSuchKey<Nothing>();
                }

                key.RevokedAt = act.Now;
                await act.Audit("key.revoked", $"{key.Name} …{key.LastFour}", "");
                return Outcome<Nothing>.Done(default);
            },
            cancellationToken).Then(() => keys.Reload(cancellationToken));

    private static async Task<Outcome<string>> Add(Act act, string key, string name, string scopes, string what, string before)
    {
        var row = KeyDirectory.RowOf(act.Store, key, name, scopes, act.Now);
        act.Db.ApiKeys.Add(row);
        await act.Audit(what, before, $"{name} …{row.LastFour} ({scopes})");
        return Outcome<string>.Done(key);
    }

    private static Task<ApiKeyRow?> Find(Act act, Guid keyId) =>
        act.Db.ApiKeys.AsTracking().FirstOrDefaultAsync(key => key.StoreId == act.Store.Value && key.KeyId == keyId);

    private static Outcome<T> NoSuchKey<T>() => Outcome<T>.Refuse("", "That key is gone already.");

    private static string? NameFault(string name) =>
        name.Trim() is { Length: > 0 and <= LongestName } text && !text.Any(char.IsControl) ? null : "Say what the key is for, in 1 to 60 characters, such as Shop backend.";
}
