using System.Text.Json;
using Attribution.Domain;
using Attribution.Domain.Channels;
using Attribution.Domain.Channels.Rules;
using Attribution.Web.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Channels;

/// <summary>A version of a store's rules.</summary>
/// <param name="Version">From 1.</param>
/// <param name="At">When it was put in force.</param>
/// <param name="By">Who did it: a user's e-mail, or a key's name.</param>
/// <param name="Note">Why; may be empty.</param>
public sealed record RuleVersion(
    int Version, DateTimeOffset At, string By, string Note, IReadOnlyList<ChannelRule> Rules, IReadOnlyDictionary<string, ClickProof> ClickIds);

/// <summary>Reads a store's rules as they are and were.</summary>
internal sealed class ChannelQueries(Database database)
{
    /// <summary>Every version, the one in force first.</summary>
    public async Task<IReadOnlyList<RuleVersion>> Versions(StoreId store, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        var rows = await db.ChannelRules.Where(rules => rules.StoreId == store.Value).OrderByDescending(rules => rules.Version)
            .Select(rules => new { Row = rules, Email = db.Users.Where(user => user.Id == rules.CreatedBy).Select(user => user.Email).FirstOrDefault() })
            .ToListAsync(cancellationToken);
        var keys = (await db.ApiKeys.Where(key => key.StoreId == store.Value).Select(key => new { key.KeyId, key.Name }).ToListAsync(cancellationToken))
            .ToDictionary(key => $"key {key.KeyId}", key => $"key {key.Name}");
        return [.. rows.Select(row => new RuleVersion(
            row.Row.Version, row.Row.CreatedAt, row.Email ?? keys.GetValueOrDefault(row.Row.CreatedBy, row.Row.CreatedBy), row.Row.Note, RuleJson.Read(row.Row.Rules),
            JsonSerializer.Deserialize<Dictionary<string, ClickProof>>(row.Row.ClickIds, StoreDirectory.ClickIdJson)!))];
    }
}
