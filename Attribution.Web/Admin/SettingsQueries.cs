using Attribution.Domain;
using Attribution.Web.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Admin;

internal sealed record KeyItem(Guid KeyId, string Name, string? PublicKey, string LastFour, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt);

internal sealed record MemberItem(string UserId, string Email, string Role, bool HasOneTimePassword);

internal sealed record AuditItem(long Number, DateTimeOffset At, string Who, string What, string Before, string After);

internal sealed record ArrivedTouch(DateTimeOffset At, string Channel, string Source, string Medium, string Campaign, string Reason, string LandingUrl);

internal sealed record ArrivedOrder(string OrderId, string Status, long ValueMinor, string MatchedBy);

/// <summary>What the settings pages and the first run show of a store.</summary>
internal sealed class SettingsQueries(Database database)
{
    public const int AuditPage = 100;

    public async Task<IReadOnlyList<KeyItem>> Keys(StoreId store, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        var rows = await db.ApiKeys.Where(key => key.StoreId == store.Value).OrderBy(key => key.RevokedAt != null).ThenBy(key => key.CreatedAt).ToListAsync(cancellationToken);
        return [.. rows.Select(key => new KeyItem(key.KeyId, key.Name, key.PublicKey, key.LastFour, key.Scopes.Split(' '), key.CreatedAt, key.RevokedAt))];
    }

    /// <summary>The public key that a snippet carries: the oldest that holds; null where all are revoked.</summary>
    public async Task<string?> PublicKey(StoreId store, CancellationToken cancellationToken) =>
        (await Keys(store, cancellationToken)).FirstOrDefault(key => key.PublicKey is not null && key.RevokedAt is null)?.PublicKey;

    public async Task<IReadOnlyList<MemberItem>> Members(StoreId store, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        return await db.Members
            .Where(member => member.StoreId == store.Value)
            .Join(db.Users, member => member.UserId, user => user.Id, (member, user) => new { member.UserId, user.Email, member.Role })
            .OrderBy(member => member.Email)
            .Select(member => new MemberItem(
                member.UserId, member.Email!, member.Role, db.UserClaims.Any(claim => claim.UserId == member.UserId && claim.ClaimType == OneTimePassword.ClaimType)))
            .ToListAsync(cancellationToken);
    }

    /// <summary>The log, newest first, a page at a time, below entry <paramref name="before"/>.</summary>
    public async Task<IReadOnlyList<AuditItem>> Audit(StoreId store, long before, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        var rows = await db.Audit
            .Where(entry => entry.StoreId == store.Value && entry.Number < before)
            .OrderByDescending(entry => entry.Number)
            .Take(AuditPage)
            .ToListAsync(cancellationToken);
        string[] texts = [.. rows.SelectMany(row => new[] { row.Who, row.Before, row.After })];
        var names = await Names(db, [.. texts.Select(IdIn).OfType<string>().Distinct()], cancellationToken);
        return [.. rows.Select(row => new AuditItem(row.Number, row.At, Named(row.Who, names), row.What, Told(row.What, row.Before, names), Told(row.What, row.After, names)))];
    }

    public async Task<bool> HasOrders(StoreId store, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        return await db.Orders.AnyAsync(order => order.StoreId == store.Value, cancellationToken);
    }

    /// <summary>A touch of the store, the newest; null while none has come.</summary>
    public async Task<ArrivedTouch?> NewestTouch(StoreId store, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        return await CountedTouches.Of(db, db.Touches.Where(touch => touch.StoreId == store.Value))
            .OrderByDescending(touch => touch.Touch.ReceivedAt)
            .Select(touch => new ArrivedTouch(touch.Touch.OccurredAt, touch.Channel, touch.Source, touch.Medium, touch.Touch.Campaign, touch.Reason, touch.Touch.LandingUrl))
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The order of the store that came first; null while none has come.</summary>
    public async Task<ArrivedOrder?> FirstOrder(StoreId store, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        return await db.Orders
            .Where(order => order.StoreId == store.Value)
            .OrderBy(order => order.ReceivedAt)
            .ThenBy(order => order.OrderId)
            .Select(order => new ArrivedOrder(order.OrderId, order.Status, order.ValueMinor, order.MatchedBy))
            .FirstOrDefaultAsync(cancellationToken);
    }

    // The log holds ids, so that it names nobody who was removed; a text about a user begins with one.
    private static string? IdIn(string text) => text.Length >= 36 && Guid.TryParse(text.AsSpan(0, 36), out _) ? text[..36] : null;

    // Other texts may begin with an id too, such as a run's.
    private static string Told(string what, string text, Dictionary<string, string> names) => what.StartsWith("user.", StringComparison.Ordinal) ? Named(text, names) : text;

    private static string Named(string text, Dictionary<string, string> names) =>
        IdIn(text) is { } id ? names.GetValueOrDefault(id, "a removed user") + text[36..] : text;

    private static Task<Dictionary<string, string>> Names(AttributionDb db, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        db.Users.Where(user => ids.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.Email!, cancellationToken);
}
