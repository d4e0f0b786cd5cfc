using System.Collections.Frozen;
using System.Text.Json;
using Attribution.Domain.Channels;
using Attribution.Domain.Channels.Rules;
using Attribution.Domain.Touches;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Channels.History;

/// <summary>Resolves stored touches under a version of a store's rules, each distinct landing once.</summary>
/// <param name="sites">The store with the rules to resolve under.</param>
/// <param name="named">Rules, by version and reason, that named the partner of the touches they decided.</param>
internal sealed class StoredTouches(StoreSites sites, FrozenSet<(int Version, string Reason)> named)
{
    // Enough for the landings that come again and again; beyond that they are few of each.
    private const int MostKnown = 100_000;

    private readonly Dictionary<(StoredLanding Landing, string Type, string Channel), Resolution> known = [];

    /// <summary>Version of the rules.</summary>
    public int Version => sites.Rules.Version;

    /// <summary>Reads a version of a store's rules, with the store's other lists as they are.</summary>
    /// <param name="version">The version; 0 for no rules.</param>
    public static async Task<StoredTouches> Under(AttributionDb db, StoreSettings store, int version, CancellationToken cancellationToken)
    {
        var versions = await db.ChannelRules.Where(row => row.StoreId == store.Id.Value).ToListAsync(cancellationToken);
        var sets = versions.ToDictionary(row => row.Version, row => RuleJson.Read(row.Rules));
        var named = sets.SelectMany(set => set.Value.Where(rule => rule.Then.Partner is not null).Select(rule => (set.Key, $"rule:{rule.Id}"))).ToFrozenSet();
        return versions.Find(row => row.Version == version) is { } row
            ? new(store.Sites with { Rules = new ChannelRuleSet(version, sets[version]), ClickIds = ClickIdsOf(row) }, named)
            : new(store.Sites with { Rules = ChannelRuleSet.None, ClickIds = FrozenDictionary<string, ClickProof>.Empty }, named);
    }

    private static FrozenDictionary<string, ClickProof> ClickIdsOf(ChannelRuleVersionRow row) =>
        JsonSerializer.Deserialize<Dictionary<string, ClickProof>>(row.ClickIds, StoreDirectory.ClickIdJson)!.ToFrozenDictionary();

    /// <summary>What the rules make of a touch; null where that is what it counts as.</summary>
    public TouchChannelRow? Moved(CountedTouch counted, DateTimeOffset now)
    {
        if (counted.Version > Version)
        {
            return null;
        }

        var (touch, answer) = (counted.Touch, Resolve(counted.Touch));
        return (answer.Channel, answer.SubChannel, answer.Source, answer.Medium, answer.Platform, answer.Partner, answer.Reason)
            == (counted.Channel, counted.SubChannel, counted.Source, counted.Medium, counted.Platform, counted.Partner, counted.Reason)
            ? null
            : new TouchChannelRow
            {
                StoreId = touch.StoreId,
                TouchId = touch.TouchId,
                Version = Version,
                Channel = answer.Channel,
                SubChannel = answer.SubChannel,
                Source = answer.Source,
                Medium = answer.Medium,
                Platform = answer.Platform,
                Partner = answer.Partner,
                Reason = answer.Reason,
                ResolvedAt = now,
            };
    }

    private Resolution Resolve(TouchRow touch)
    {
        var landing = StoredLanding.Of(touch);
        landing = named.Contains((touch.RuleVersion, touch.Reason)) ? landing with { Partner = "" } : landing;
        var key = (landing, touch.Type, StatedChannel(touch));
        if (!known.TryGetValue(key, out var answer))
        {
            answer = ChannelResolver.BuiltIn.Resolve(landing.ToLanding() with { TouchType = touch.Type, Channel = key.Item3 }, sites);
            if (known.Count < MostKnown)
            {
                known.Add(key, answer);
            }
        }

        return answer;
    }

    // A server's word stands above every rule: a channel that it stated is the touch's, whether with a type or alone.
    private static string StatedChannel(TouchRow touch) => touch switch
    {
        { Reason: not "touch_type" } => "",
        { Type: TouchTypes.SocialMedia, Channel: "organic_social" or "paid_social" } => "",
        { Type: var type } when TouchTypes.Find(type)?.Channel == touch.Channel => "",
        _ => touch.Channel,
    };
}
