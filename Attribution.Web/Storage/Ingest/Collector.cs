using System.Text.Json;
using Attribution.Domain.Channels;
using Attribution.Domain.Touches;
using Attribution.Web.Storage.Tables;

namespace Attribution.Web.Storage.Ingest;

/// <summary>Takes hits in, whoever brings them: decides what is ignored, resolves channels and hands the rest to the writer.</summary>
internal sealed class Collector(IHitStore hitStore, DailySalts salts, SeenHits seen, UserAgentVerdicts userAgents, VisitorPace pace)
{
    private static readonly TimeSpan SaltReach = TimeSpan.FromHours(24);

    /// <summary>What became of each hit, in order. Once this returns, all of it is on disk.</summary>
    /// <exception cref="IngestBusyException">Nothing can be stored now: all of it may be sent again.</exception>
    public async Task<IReadOnlyList<HitAnswer>> Take(StoreSettings store, IReadOnlyList<Hit> hits, Caller caller, CancellationToken cancellationToken)
    {
        var answers = new HitAnswer[hits.Count];
        var accepted = new List<IngestHit>(hits.Count);
        var places = new List<int>(hits.Count);
        var salt = await salts.Of(store, store.Calendar.DayOf(caller.ReceivedAt), cancellationToken);
        for (var i = 0; i < hits.Count; i++)
        {
            var consent = Consent.Of(store, hits[i], caller);
            if (ReasonToIgnore(store, hits[i], caller, consent) is { } reason)
            {
                answers[i] = Ignore(store, hits[i], caller, reason, consent);
                continue;
            }

            var hit = Accept(store, hits[i], caller, consent, salt);
            if (PacedVisitor(hit, caller) is { } visitor && pace.IsBot(store.Id, visitor, hit.Row.OccurredAt))
            {
                answers[i] = Ignore(store, hits[i], caller, IngestHealth.BotByPaceCount, consent);
                continue;
            }

            accepted.Add(hit);
            places.Add(i);
        }

        var written = await Submit(store, accepted, caller);
        for (var i = 0; i < written.Count; i++)
        {
            answers[places[i]] = written[i];
            seen.Taken(store, accepted[i], written[i], caller);
        }

        return answers;
    }

    /// <summary>What would become of a hit, as far as it tells by itself: why it would be ignored, or what it is resolved to. Nothing is stored.</summary>
    public (string? IgnoredAs, IngestHit? Hit) Look(StoreSettings store, Hit hit, Caller caller)
    {
        var consent = Consent.Of(store, hit, caller);
        return ReasonToIgnore(store, hit, caller, consent) is { } reason ? (reason, null) : (null, Accept(store, hit, caller, consent, []));
    }

    /// <summary>What a landing is for a store: the one door to the channel rules.</summary>
    public static Resolution Resolve(StoreSettings store, Landing landing) => ChannelResolver.BuiltIn.Resolve(landing, store.Sites);

    private HitAnswer Ignore(StoreSettings store, Hit hit, Caller caller, string reason, string consent)
    {
        seen.Ignored(store, hit, reason, caller);
        return HitAnswer.Ignored(hit.Id, reason == IngestHealth.BotByPaceCount ? IngestHealth.BotCount : reason, consent);
    }

    private async Task<IReadOnlyList<HitAnswer>> Submit(StoreSettings store, IReadOnlyList<IngestHit> accepted, Caller caller)
    {
        try
        {
            return await hitStore.Submit(store, accepted);
        }
        catch (IngestBusyException)
        {
            foreach (var hit in accepted)
            {
                if (PacedVisitor(hit, caller) is { } visitor)
                {
                    pace.TakeBack(store.Id, visitor);
                }
            }

            throw;
        }
    }

    // Whose pace a hit counts for, if anybody's. Pages, hints and consent of the same visitor pass: only touches earn credit.
    private static string? PacedVisitor(IngestHit hit, Caller caller)
    {
        if (caller.IsServer || hit.Kind != HitKind.Touch || !hit.IsNews)
        {
            return null;
        }

        return hit.Row.VisitorId.Length > 0 ? hit.Row.VisitorId
            : caller.IsAddressShared || hit.Derived.Length == 0 ? null
            : hit.Derived;
    }

    private string? ReasonToIgnore(StoreSettings store, Hit hit, Caller caller, string consent)
    {
        if (consent == Consent.Denied)
        {
            return IngestHealth.ConsentCount;
        }

        if (!caller.IsServer && caller.IsPrefetch)
        {
            return IngestHealth.PrefetchCount;
        }

        var userAgent = caller.IsServer ? hit.UserAgent : caller.UserAgent;
        if (userAgent.Length > 0 && userAgents.IsBot(userAgent))
        {
            return IngestHealth.BotCount;
        }

        return store.Collecting.Excludes(caller.IsServer ? hit.ClientAddress : caller.Address) || (!caller.IsServer && OwnVisit.IsSwitchedOff(hit.Landing.Url)) ? IngestHealth.ExcludedCount : null;
    }

    private static IngestHit Accept(StoreSettings store, Hit hit, Caller caller, string consent, byte[] salt)
    {
        var resolution = Resolve(store, hit.Landing);
        var isOffline = caller.IsServer && hit.Kind == HitKind.Touch && TouchTypes.IsOfflineContact(hit.Landing.TouchType, hit.Landing.Channel);
        var isStated = hit.Landing.TouchType.Length > 0 || hit.Landing.Channel.Length > 0;
        var mayStitch = MayStitch(store, hit, caller, consent, isOffline);
        return new IngestHit(hit.Kind, RowOf(store, hit, caller, consent, resolution, mayStitch ? hit.UserId : ""))
        {
            IsNews = isStated || resolution.HasTags || resolution.HasClickId || resolution.HasReferrer || (resolution.Partner.Length > 0 && resolution.Channel == "partner"),
            IsReturn = resolution.IsReturn,
            IsPayment = resolution.IsReturn && resolution.Flags.Contains("excluded_referrer"),
            IsOffline = isOffline,
            IsServer = caller.IsServer,
            Derived = Derived(store, hit, caller, salt),
            EmailHmac = mayStitch ? Storage.EmailHmac.Of(store.EmailSecret, hit.EmailHash) : "",
            OrderId = hit.OrderId,
            CartToken = hit.CartToken,
            Claim = hit.Claim,
            Pages = hit.Pages,
            Seconds = hit.Seconds,
        };
    }

    // Without consent days never join, so nobody is tied to a user; but who calls or chats has said who it is.
    private static bool MayStitch(StoreSettings store, Hit hit, Caller caller, string consent, bool isOffline) =>
        (consent != Consent.Limited || isOffline) && (caller.IsServer || !store.SignedUsersOnly || IngestIds.IsSigned(store, hit.UserId, hit.Signature));

    private static TouchRow RowOf(StoreSettings store, Hit hit, Caller caller, string consent, Resolution resolution, string userId)
    {
        var isLimited = consent == Consent.Limited;
        var dropsClickIds = Consent.DropsClickIds(hit, caller);
        return new TouchRow
        {
            StoreId = store.Id.Value,
            TouchId = hit.Id,
            VisitorId = isLimited ? "" : VisitorOf(store, hit, caller),
            SessionId = isLimited && !caller.IsServer ? "" : caller.SessionCookie.Length > 0 ? caller.SessionCookie : hit.SessionId,
            UserId = userId,
            OccurredAt = hit.OccurredAt,
            ReceivedAt = caller.ReceivedAt,
            Channel = resolution.Channel,
            SubChannel = resolution.SubChannel,
            Source = resolution.Source,
            Medium = resolution.Medium,
            Campaign = resolution.Campaign,
            Content = resolution.Content,
            Term = resolution.Term,
            CampaignId = resolution.CampaignId,
            AdId = resolution.AdId,
            ClickIdType = resolution.ClickIdType,
            ClickId = dropsClickIds ? "" : resolution.ClickId,
            Platform = resolution.Platform,
            Reason = resolution.Reason,
            RuleVersion = resolution.RuleVersion,
            Flags = string.Join(' ', resolution.Flags.Concat(hit.Flags).Distinct().Order(StringComparer.Ordinal)),
            RawTags = RawTagsOf(hit.Landing, resolution),
            LandingUrl = dropsClickIds ? Consent.WithoutClickIds(resolution.LandingUrl) : resolution.LandingUrl,
            ReferrerUrl = resolution.ReferrerUrl,
            ReferrerHost = resolution.ReferrerHost,
            Partner = resolution.Partner,
            Type = hit.Landing.TouchType,
            CostMinor = hit.CostMinor,
            Engagement = hit.Engagement,
            Consent = consent,
            Parameters = dropsClickIds ? "" : ParametersOf(store, hit),
            Device = store.Collecting.KeepDevice ? DeviceOf(hit, caller) : "",
            Country = store.Collecting.KeepCountry ? caller.Country : "",
        };
    }

    private static string ParametersOf(StoreSettings store, Hit hit) =>
        store.Collecting.Kept.Read(hit.Landing.Url) is { Count: > 0 } kept ? JsonSerializer.Serialize(kept.ToDictionary()) : "";

    private static string DeviceOf(Hit hit, Caller caller) => caller.IsServer ? DeviceClass.Of(hit.UserAgent) : DeviceClass.Of(caller.UserAgent, caller.MobileHint);

    // Cookie beats body beats a link from a sister site, which never replaces a visitor.
    private static string VisitorOf(StoreSettings store, Hit hit, Caller caller) =>
        caller.VisitorCookie.Length > 0 ? caller.VisitorCookie
        : hit.VisitorId.Length > 0 ? hit.VisitorId
        : caller.IsServer ? "" : HandedOver.VisitorOf(store, hit);

    private static string Derived(StoreSettings store, Hit hit, Caller caller, byte[] salt)
    {
        // Under today's salt days long past would join.
        if (caller.IsServer && caller.ReceivedAt - hit.OccurredAt > SaltReach)
        {
            return "";
        }

        var (address, userAgent) = caller.IsServer ? (hit.ClientAddress, hit.UserAgent) : (caller.Address, caller.UserAgent);
        return address is null && userAgent.Length == 0 ? "" : IngestIds.Derive(salt, store.Id.Value, address?.ToString() ?? "", userAgent);
    }

    private static string RawTagsOf(Landing landing, Resolution resolution)
    {
        var raw = resolution.Raw;
        var isClean = landing.Tags == CampaignTags.None && Same(raw.Source, resolution.Source) && Same(raw.Medium, resolution.Medium) && Same(raw.Campaign, resolution.Campaign)
            && Same(raw.Content, resolution.Content) && Same(raw.Term, resolution.Term) && Same(raw.Id, resolution.CampaignId);
        return isClean ? "" : JsonSerializer.Serialize(raw, JsonSerializerOptions.Web);
    }

    private static bool Same(string raw, string clean) => raw.Length == 0 || raw == clean;
}
