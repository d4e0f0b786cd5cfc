using Attribution.Domain.Touches;

namespace Attribution.Domain.Channels;

/// <summary>Reads a landing into evidence (CHANNELS §2).</summary>
internal sealed class LandingReader(SourceCatalog catalog)
{
    public Evidence Read(Landing landing, StoreSites store)
    {
        var url = landing.Url ?? "";
        var address = WebAddress.Read(url, withQuery: false);
        var query = LandingQuery.Read(url, catalog.QueryKeys);
        var tags = Named(LandingTags.Read(landing, query, catalog), url, store);
        var flags = tags.Flags | (query.IsMalformed ? LandingFlags.MalformedQuery : LandingFlags.None);
        var click = Meant(catalog.ClickIds.Read(landing, query, ref flags), store);
        var referrer = catalog.Referrers.Read(landing.Referrer, address?.BareHost ?? "", store);
        var isContradicted = IsContradicted(click?.Param, referrer.Source);

        return new Evidence
        {
            Tags = tags,
            ClickId = click,
            IsClickIdContradicted = isContradicted,
            Referrer = referrer,
            IsPartner = tags.Partner.Length > 0 && store.PartnerCodes?.Contains(tags.Partner) == true,
            Page = LandingPage.Of(address, query, tags, catalog.ClickIds, url),
            Flags = flags | referrer.Flags | (isContradicted ? LandingFlags.ClickIdContradicted : LandingFlags.None),
        };
    }

    // The store's own names of ids stand in where the usual ones said nothing.
    private static LandingTags Named(LandingTags tags, string url, StoreSites store)
    {
        var campaignId = tags.CampaignId.Length > 0 ? tags.CampaignId : store.CampaignIds.First(url, TagCleaner.IdLimit);
        var adId = tags.AdId.Length > 0 ? tags.AdId : store.AdIds.First(url, TagCleaner.IdLimit);
        return campaignId == tags.CampaignId && adId == tags.AdId ? tags : tags with { CampaignId = campaignId, AdId = adId };
    }

    // What a store says of an id beats the catalogue.
    private ClickId? Meant(ClickId? click, StoreSites store) =>
        click is { } id && store.ClickIds.TryGetValue(id.Param.Param, out var proof) && proof != id.Param.Proof
            ? id with { Param = id.Param with { Proof = proof, Medium = proof == ClickProof.Ad ? "cpc" : id.Param.Medium, Platform = PlatformOf(id.Param, proof) } }
            : click;

    private string PlatformOf(ClickIdParam param, ClickProof proof) =>
        proof == ClickProof.Ad && catalog.Platforms.PlatformOf(param.Source.Id) is { Length: > 0 } seller ? seller : param.Platform;

    // An ad's link that came from a place where that network sells no ads was shared there (CHANNELS §3).
    private bool IsContradicted(ClickIdParam? click, KnownSource? referrer) =>
        click?.Proof == ClickProof.Ad
        && referrer?.Kind is TrafficKind.Social or TrafficKind.Ai or TrafficKind.Email
        && !catalog.Platforms.AreOneFamily(click.Source.Id, referrer.Id);
}
