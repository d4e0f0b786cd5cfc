using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using Attribution.Domain;
using Attribution.Domain.Channels;
using Attribution.Domain.Channels.Hygiene;
using Attribution.Domain.Channels.Rules;
using Attribution.Domain.Conversions;
using Attribution.Domain.Journeys;
using Attribution.Domain.Models;
using Attribution.Domain.Touches;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Storage;

/// <summary>A store as features see it: parsed once, immutable, replaced as a whole when it changes.</summary>
internal sealed record StoreSettings(
    StoreId Id,
    string Key,
    string Name,
    IReadOnlyList<string> Domains,
    string CookieDomain,
    StoreCalendar Calendar,
    string TimeZone,
    Currency Currency,
    TimeSpan SessionTimeout,
    int LookbackDays,
    string JourneyScope,
    string DefaultModel,
    string ConsentDefault,
    StoreSites Sites,
    IReadOnlyDictionary<string, string> OwnConversionTypes,
    bool SignedUsersOnly,
    string IdentifySecret,
    string EmailSecret,
    int SetupStep)
{
    /// <summary>Months for which whatever names a person is kept.</summary>
    public int RetentionMonths { get; init; } = 24;

    /// <summary>What the store chose about collecting.</summary>
    public CollectingChoices Collecting { get; init; } = CollectingChoices.Default;

    /// <summary>How the store chose to write the tags of its links; null until it does.</summary>
    public NamingConvention? ChosenNaming { get; init; }

    /// <summary>How links are written.</summary>
    public NamingConvention Naming => ChosenNaming ?? NamingConvention.Default;

    /// <summary>The channels the store added, oldest first.</summary>
    public IReadOnlyList<OwnChannel> OwnChannels { get; init; } = [];

    /// <summary>Models the store put away: their figures stay, but no new order is credited under them.</summary>
    public IReadOnlyList<string> ArchivedModels { get; init; } = [];

    /// <summary>Whether the store ever made a model of its own.</summary>
    public bool HasCustomModel { get; init; }

    /// <summary>Every model that snapshots have rows of, in the catalogue's order; the store's own comes after the rules.</summary>
    public IReadOnlyList<string> Models => HasCustomModel ? [.. ModelCatalog.RuleBased, ModelIds.Custom, .. ModelCatalog.DataDriven.Select(model => model.Id)] : ModelCatalog.Ids;

    /// <summary>The models that are offered.</summary>
    public IReadOnlyList<string> ActiveModels => ArchivedModels.Count == 0 ? Models : [.. Models.Except(ArchivedModels)];

    /// <summary>Whether a channel is a built-in one or the store's own.</summary>
    public bool HasChannel(string id) => MarketingChannel.IsKnown(id) || OwnChannels.Any(channel => channel.Id == id);

    /// <summary>How a channel is shown: a store's own by the name it was given.</summary>
    public string NameOf(string channel) => OwnChannels.FirstOrDefault(own => own.Id == channel)?.Name ?? MarketingChannel.NameOf(channel);

    /// <summary>When this store's sessions end.</summary>
    public SessionClock SessionClock => new(SessionTimeout) { EndsAtCampaign = Collecting.SessionEndsAtCampaign, Days = Collecting.SessionEndsAtMidnight ? Calendar : null };

    /// <summary>Whether a host is one of the store's domains or lies under one.</summary>
    public bool Owns(string host) =>
        Domains.Any(domain => host.Equals(domain, StringComparison.OrdinalIgnoreCase)
            || (host.Length > domain.Length && host.EndsWith(domain, StringComparison.OrdinalIgnoreCase) && host[host.Length - domain.Length - 1] == '.'));

    /// <summary>The listed domain that a host is or lies under, the longest such; null for none.</summary>
    public string? DomainOf(ReadOnlySpan<char> host)
    {
        string? found = null;
        foreach (var domain in Domains)
        {
            if (host.EndsWith(domain, StringComparison.OrdinalIgnoreCase) && (host.Length == domain.Length || host[host.Length - domain.Length - 1] == '.')
                && domain.Length > (found?.Length ?? 0))
            {
                found = domain;
            }
        }

        return found;
    }

    /// <summary>Whether conversions of a type count as leads; unknown types count as orders.</summary>
    public bool IsLead(string type) => ConversionTypes.KindOf(type) is { } builtIn
        ? builtIn == ConversionKind.Lead
        : OwnConversionTypes.TryGetValue(type, out var kind) && kind == "lead";

    /// <summary>The first of the store's days that is inside the retention.</summary>
    public DateOnly KeptFrom(TimeProvider clock) => Today(clock).AddMonths(-RetentionMonths);

    /// <summary>Today in the store's zone.</summary>
    public DateOnly Today(TimeProvider clock) => Calendar.DayOf(clock.GetUtcNow());
}

/// <summary>The stores of this installation, held in memory: every hit asks for one. Who changes a store calls <see cref="Reload"/>.</summary>
internal sealed class StoreDirectory(Database database)
{
    /// <summary>How the meanings of click ids are written.</summary>
    public static readonly JsonSerializerOptions ClickIdJson = new() { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) } };

    private volatile Snapshot? current;

    public event Action? Changed;

    public async ValueTask<StoreSettings?> Find(StoreId id, CancellationToken cancellationToken) =>
        (await Current(cancellationToken)).ById.GetValueOrDefault(id.Value);

    public async ValueTask<StoreSettings?> Find(string key, CancellationToken cancellationToken) =>
        (await Current(cancellationToken)).ByKey.GetValueOrDefault(key);

    public async ValueTask<IReadOnlyList<StoreSettings>> All(CancellationToken cancellationToken) =>
        (await Current(cancellationToken)).All;

    /// <summary>Reads the stores anew.</summary>
    public async Task Reload(CancellationToken cancellationToken)
    {
        current = await Load(cancellationToken);
        Changed?.Invoke();
    }

    // What somebody reloaded meanwhile is newer than what was read here.
    private async ValueTask<Snapshot> Current(CancellationToken cancellationToken)
    {
        if (current is { } known)
        {
            return known;
        }

        var loaded = await Load(cancellationToken);
        return Interlocked.CompareExchange(ref current, loaded, null) ?? loaded;
    }

    private async Task<Snapshot> Load(CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        var stores = await db.Stores.OrderBy(store => store.StoreId).ToListAsync(cancellationToken);
        var rules = (await db.ChannelRules.Where(rule => !db.ChannelRules.Any(later => later.StoreId == rule.StoreId && later.Version > rule.Version))
            .ToListAsync(cancellationToken)).ToDictionary(rule => rule.StoreId);
        var channels = (await db.OwnChannels.OrderBy(channel => channel.CreatedAt).ThenBy(channel => channel.ChannelId).ToListAsync(cancellationToken))
            .ToLookup(channel => channel.StoreId, channel => new OwnChannel(channel.ChannelId, channel.Name, channel.Look) { Group = channel.Group, IsArchived = channel.IsArchived });
        var custom = await db.ModelConfigs.Where(config => config.Model == ModelIds.Custom).Select(config => config.StoreId).Distinct().ToListAsync(cancellationToken);
        return new Snapshot(
        [
            .. stores.Select(store => Parse(store, rules.GetValueOrDefault(store.StoreId)) with { OwnChannels = [.. channels[store.StoreId]], HasCustomModel = custom.Contains(store.StoreId) }),
        ]);
    }

    private static StoreSettings Parse(StoreRow row, ChannelRuleVersionRow? rules)
    {
        var domains = JsonSerializer.Deserialize<List<string>>(row.Domains)!;
        var zones = JsonSerializer.Deserialize<List<ZoneFrom>>(row.TimeZones, JsonSerializerOptions.Web)!;
        var ruleSet = rules is null ? ChannelRuleSet.None : new ChannelRuleSet(rules.Version, RuleJson.Read(rules.Rules));
        return new StoreSettings(
            new StoreId(row.StoreId),
            row.Key,
            row.Name,
            domains,
            row.CookieDomain,
            new StoreCalendar([.. zones.Select(zone => (zone.From, TimeZoneInfo.FindSystemTimeZoneById(zone.Zone)))]),
            zones[^1].Zone,
            Currency.Of(row.Currency),
            TimeSpan.FromMinutes(row.SessionTimeoutMinutes),
            row.LookbackDays,
            row.JourneyScope,
            row.DefaultModel,
            row.ConsentDefault,
            new StoreSites(
                domains,
                JsonSerializer.Deserialize<List<string>>(row.IgnoredReferrers)!,
                JsonSerializer.Deserialize<HashSet<string>>(row.PartnerCodes)!)
            {
                Rules = ruleSet,
                ClickIds = rules is null
                    ? FrozenDictionary<string, ClickProof>.Empty
                    : JsonSerializer.Deserialize<Dictionary<string, ClickProof>>(rules.ClickIds, ClickIdJson)!.ToFrozenDictionary(),
                CampaignIds = new UrlParameters(JsonSerializer.Deserialize<List<string>>(row.CampaignIdParameters)!),
                AdIds = new UrlParameters(JsonSerializer.Deserialize<List<string>>(row.AdIdParameters)!),
            },
            JsonSerializer.Deserialize<Dictionary<string, string>>(row.ConversionTypes)!,
            row.SignedUsersOnly,
            row.IdentifySecret,
            row.EmailSecret,
            row.SetupStep)
        {
            RetentionMonths = row.RetentionMonths,
            ArchivedModels = JsonSerializer.Deserialize<List<string>>(row.ArchivedModels)!,
            ChosenNaming = row.LinkConvention.Length == 0 ? null : JsonSerializer.Deserialize<NamingConvention>(row.LinkConvention, JsonSerializerOptions.Web)!,
            Collecting = CollectingChoices.Of(row).Keeping(ruleSet.QueryParameters),
        };
    }

    /// <summary>One entry of a store's list of time zones.</summary>
    internal sealed record ZoneFrom(DateOnly From, string Zone);

    private sealed class Snapshot(IReadOnlyList<StoreSettings> all)
    {
        public IReadOnlyList<StoreSettings> All { get; } = all;

        public FrozenDictionary<int, StoreSettings> ById { get; } = all.ToFrozenDictionary(store => store.Id.Value);

        public FrozenDictionary<string, StoreSettings> ByKey { get; } = all.ToFrozenDictionary(store => store.Key);
    }
}
