using Attribution.Domain.Channels.Rules;
using Attribution.Domain.Touches;

namespace Attribution.Domain.Channels;

/// <summary>
/// Turns what a landing carried into source, medium, channel, sub-channel and platform. Total and deterministic: every landing
/// has one answer, on every machine and in every culture, and nothing throws.
/// </summary>
/// <param name="catalog">What is known of the web.</param>
public sealed class ChannelResolver(SourceCatalog catalog)
{
    private static readonly Lazy<ChannelResolver> OverBuiltIn = new(() => new ChannelResolver(SourceCatalog.BuiltIn));

    private readonly LandingReader reader = new(catalog);

    /// <summary>The resolver over <see cref="SourceCatalog.BuiltIn"/>.</summary>
    public static ChannelResolver BuiltIn => OverBuiltIn.Value;

    /// <summary>The marketing behind a landing.</summary>
    /// <param name="landing">What the landing carried, as it was sent.</param>
    /// <param name="store">The store's own sites, codes and rules.</param>
    public Resolution Resolve(Landing landing, StoreSites store)
    {
        var evidence = reader.Read(landing, store);
        if (Stated(landing, evidence) is { } stated)
        {
            return Answer.Of(evidence, stated, catalog.Platforms);
        }

        if (store.Rules.IsEmpty)
        {
            return Answer.Of(evidence, ByCatalogue(evidence), catalog.Platforms);
        }

        var byDefault = new Lazy<Verdict>(() => ByCatalogue(evidence), LazyThreadSafetyMode.None);
        var rule = store.Rules.Find(new RuleFacts(evidence, landing.Url ?? "", byDefault, catalog.Cleaner));
        var answer = Answer.Of(evidence, byDefault.Value, catalog.Platforms);
        return (rule is null ? answer : Answer.Under(rule, answer)) with { RuleVersion = store.Rules.Version };
    }

    /// <summary>The same, with all that led to it.</summary>
    /// <param name="landing">What the landing carried, as it was sent.</param>
    /// <param name="store">The store's own sites, codes and rules.</param>
    public Explanation Explain(Landing landing, StoreSites store)
    {
        var answer = Resolve(landing, store);
        var evidence = reader.Read(landing, store);
        if (Stated(landing, evidence) is not null)
        {
            return new Explanation(answer, answer, []);
        }

        var byDefault = new Lazy<Verdict>(() => ByCatalogue(evidence), LazyThreadSafetyMode.None);
        var asked = store.Rules.Ask(new RuleFacts(evidence, landing.Url ?? "", byDefault, catalog.Cleaner));
        var decided = asked.FirstOrDefault(rule => rule.FirstToFail < 0).Rule;
        return new Explanation(
            answer,
            Answer.Of(evidence, byDefault.Value, catalog.Platforms),
            [.. asked.Select(rule => new RuleAsked(rule.Rule, rule.Rule == decided, rule.FirstToFail))]);
    }

    // Rule 0. A type nobody knows is refused where it comes in, so here it only counts as not stated.
    private static Verdict? Stated(Landing landing, Evidence evidence)
    {
        var type = TouchTypes.Find(landing.TouchType);
        var usual = type?.Id == TouchTypes.SocialMedia && evidence.IsPaid ? "paid_social" : type?.Channel;
        var channel = string.IsNullOrEmpty(landing.Channel) ? usual : landing.Channel;
        return channel is null ? null : new Verdict(channel, "touch_type", channel == usual ? type!.SubChannel : "", TrafficKind.Unknown);
    }

    // Rules 2 to 15 of CHANNELS §3: the first match wins.
    private Verdict ByCatalogue(Evidence evidence) => evidence switch
    {
        { IsPartner: true } => Found(evidence, TrafficKind.Partner, "partner_code", "partner"),
        _ when IsCrossNetwork(evidence) => Found(evidence, TrafficKind.CrossNetwork, "cross_network"),
        { Medium.Strong: { } told } => Found(evidence, told.Kind, "medium_kind", told.SubChannel),
        { IsPaid: true } when IsShopping(evidence) && MayShop(evidence) => Found(evidence, TrafficKind.Shopping, "shopping_campaign"),
        { Source: { Proof: SourceProof.Word } told } => Found(evidence, told.Kind, "source_word", told.SubChannel),
        { Source: { Proof: SourceProof.Catalogue } known } => Found(evidence, known.Kind, "source_kind", known.SubChannel),
        { Click.Proof: ClickProof.Affiliate } => Found(evidence, TrafficKind.Affiliate, "affiliate_click_id"),
        { Click: { Proof: ClickProof.Ad } click } => Found(evidence, Placement(click, evidence.Referrer), "ad_click_id"),
        { Referrer.Source: { } known } => Found(evidence, known.Kind, "referrer_kind", known.SubChannel),
        { Click: { Proof: ClickProof.Network } click } => Found(evidence, click.Kind, "network_click_id"),
        { Medium.Weak: { } told } => Found(evidence, told.Kind, "weak_medium", told.SubChannel),
        _ when IsShopping(evidence) => Found(evidence, TrafficKind.Shopping, "shopping_campaign"),
        { Referrer.Counts: true } => Found(evidence, TrafficKind.Referral, "referrer", evidence.Referrer.IsApp ? "app" : ""),
        { Source.Proof: SourceProof.Host } => Found(evidence, TrafficKind.Referral, "source_host"),
        { IsTagged: true } => Found(evidence, TrafficKind.Unknown, "unrecognised"),
        _ => Found(evidence, TrafficKind.Direct, "direct"),
    };

    private static Verdict Found(Evidence evidence, TrafficKind kind, string reason, string subChannel = "") =>
        new(kind.Channel(evidence.IsPaid), reason, subChannel.Length == 0 && kind == TrafficKind.News ? "news" : subChannel, kind);

    private static bool IsCrossNetwork(Evidence evidence) =>
        CampaignLookup.IsCrossNetwork(evidence.Tags.CampaignKey)
        || (evidence.IsPaid
            && (evidence.Source.Id.Length == 0 || evidence.Source.Kind is TrafficKind.Search or TrafficKind.Shopping or TrafficKind.AdNetwork)
            && (CampaignLookup.NamesCrossNetworkType(evidence.Tags.CampaignKey) || CampaignLookup.NamesCrossNetworkType(evidence.Medium.Text)));

    private bool IsShopping(Evidence evidence) => evidence.Tags.Campaign.Length > 0 && catalog.Campaigns.IsShopping(evidence.Tags.CampaignKey);

    // A campaign's name says less than a source, or a referrer standing in for one, that is no shop.
    private static bool MayShop(Evidence evidence) => evidence.Source.Kind switch
    {
        TrafficKind.Search or TrafficKind.Shopping => true,
        TrafficKind.Unknown => evidence.Referrer.Source?.Kind is not (TrafficKind.Social or TrafficKind.Video),
        _ => false,
    };

    // Where the ad stood. A social network, assistant or webmail of another owner would have contradicted the id before.
    private static TrafficKind Placement(ClickIdParam click, Referrer referrer) => referrer.Source?.Kind switch
    {
        TrafficKind.Search or TrafficKind.Video or TrafficKind.Shopping or TrafficKind.Social or TrafficKind.Ai => referrer.Source.Kind,
        TrafficKind.Email or TrafficKind.AdNetwork => TrafficKind.Display,
        _ when referrer.Counts && click.Kind == TrafficKind.Search => TrafficKind.Display,
        _ => click.Kind,
    };
}
