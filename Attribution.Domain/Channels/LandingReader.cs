using Attribution.Domain.Touches;

namespace Attribution.Domain.Channels;

/// <summary>Reads a landing into evidence (CHANNELS §2).</summary>
internal sealed class LandingReader(SourceCatalog catalog)
{
    public Evidence Read(Landing landing, StoreSites store)
    {
        var url = landing.Url ?? "";
        var address = WebAddress.Read(url);
        var query = LandingQuery.Read(url, catalog.QueryKeys);
        var tags = LandingTags.Read(landing, query, catalog);
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
            Page = LandingPage.Of(address, query, key => MayBeKept(key, tags)),
            Flags = flags | referrer.Flags | (isContradicted ? LandingFlags.ClickIdContradicted : LandingFlags.None),
        };
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

    private bool MayBeKept(string key, LandingTags tags) =>
        TagNames.Reference.Contains(key) ? key == tags.Reference : !catalog.ClickIds.IsPersonal(key);
}
