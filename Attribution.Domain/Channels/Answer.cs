using Attribution.Domain.Channels.Rules;
using Attribution.Domain.Touches;

namespace Attribution.Domain.Channels;

/// <summary>Words a verdict as a resolution: source, medium, sub-channel and platform (CHANNELS §3, below the table).</summary>
internal static class Answer
{
    private const string NotSet = "(not set)";

    public static Resolution Of(Evidence evidence, Verdict verdict, AdPlatforms platforms)
    {
        var source = SourceOf(evidence, verdict);
        return new Resolution
        {
            Channel = verdict.Channel,
            Reason = verdict.Reason,
            Source = source,
            Medium = MediumOf(evidence, verdict),
            SubChannel = SubChannelOf(evidence, verdict),
            Platform = PlatformOf(evidence, verdict, source, platforms),
            Campaign = evidence.Tags.Campaign,
            Content = evidence.Tags.Content,
            Term = evidence.Tags.Term,
            CampaignId = evidence.Tags.CampaignId,
            AdId = evidence.Tags.AdId,
            ClickIdType = evidence.ClickId?.Param.Param ?? "",
            ClickId = evidence.ClickId?.Kept ?? "",
            Partner = evidence.Tags.Partner,
            Raw = evidence.Tags.Raw,
            Flags = evidence.Flags.ToNames(),
            LandingHost = evidence.Page.Host ?? "",
            LandingPath = evidence.Page.Path ?? "",
            LandingUrl = evidence.Page.Url ?? "",
            ReferrerHost = evidence.Referrer.Host,
            ReferrerUrl = evidence.Referrer.Url,
            HasTags = evidence.IsTagged,
            HasClickId = evidence.ClickId is not null,
            HasReferrer = evidence.Referrer.Counts,
            IsReturn = evidence.Referrer.IsReturn,
        };
    }

    /// <summary>What a store's rule makes of the answer that would stand without it.</summary>
    public static Resolution Under(ChannelRule rule, Resolution byDefault) => byDefault with
    {
        Channel = rule.Then.Channel,
        Reason = $"rule:{rule.Id}",
        SubChannel = rule.Then.SubChannel ?? (rule.Then.Channel == byDefault.Channel ? byDefault.SubChannel : ""),
        Platform = rule.Then.Platform ?? byDefault.Platform,
        Source = rule.Then.Source ?? byDefault.Source,
        Partner = rule.Then.Partner ?? byDefault.Partner,
    };

    private static string SourceOf(Evidence evidence, Verdict verdict) => evidence switch
    {
        { Source.Id: { Length: > 0 } tagged } => tagged,
        { Click: { Proof: ClickProof.Affiliate } click } => click.Source.Id,
        { Referrer.Source: { } known } when !evidence.IsAdClick || CanCarryAds(known.Kind) => known.Id,
        { Click: { } click } => click.Source.Id,
        { Referrer.Counts: true } => evidence.Referrer.Host,
        { IsTagged: true } => NotSet,
        _ => verdict.Channel == MarketingChannel.Direct ? "(direct)" : NotSet,
    };

    private static bool CanCarryAds(TrafficKind kind) =>
        kind is TrafficKind.Search or TrafficKind.Video or TrafficKind.Shopping or TrafficKind.Social or TrafficKind.Ai;

    private static string MediumOf(Evidence evidence, Verdict verdict) => evidence switch
    {
        { Medium.Text: { Length: > 0 } tagged } => tagged,
        { IsAdClick: true } => evidence.Click!.Medium,
        { IsPaid: true } => "cpc",
        _ => MediumOf(verdict.Channel),
    };

    private static string MediumOf(string channel) => channel switch
    {
        MarketingChannel.Direct => "(none)",
        "cross_network" or "paid_search" or "paid_shopping" or "paid_social" or "paid_video" or "paid_other" => "cpc",
        "organic_search" => "organic",
        "organic_shopping" or "organic_social" or "organic_video" or "referral" => "referral",
        "ai_assistant" => "ai-assistant",
        "display" or "email" or "affiliate" or "partner" or "audio" or "sms" or "push" or "event" or "phone" or "chat" or "offline" => channel,
        _ => NotSet,
    };

    private static string SubChannelOf(Evidence evidence, Verdict verdict) => verdict.Channel switch
    {
        _ when evidence.Medium.Audience.Length > 0 => evidence.Medium.Audience,
        "paid_search" or "paid_social" or "paid_video" or "paid_shopping" or "paid_other" or "cross_network" =>
            verdict.Kind == TrafficKind.Ai ? "ai" : "",
        "organic_search" or "display" when evidence.Click is { SubChannel.Length: > 0 } click => click.SubChannel,
        "organic_search" when evidence.Source.Id == "google" && CampaignLookup.IsLocal(evidence.Tags.CampaignKey, evidence.Source.Words) => "local",
        "email" when verdict.SubChannel.Length == 0 && IsNewsletter(evidence.Source) => "newsletter",
        _ => verdict.SubChannel,
    };

    private static bool IsNewsletter(SourceMeaning source) =>
        source.Words.Replace("-", "", StringComparison.Ordinal).Contains("newsletter", StringComparison.Ordinal);

    private static string PlatformOf(Evidence evidence, Verdict verdict, string source, AdPlatforms platforms) =>
        !IsSold(verdict.Channel) ? ""
        : evidence.Click is { Proof: not ClickProof.Network } click ? click.Platform
        : platforms.PlatformOf(source);

    private static bool IsSold(string channel) =>
        channel is "cross_network" or "display" or "affiliate" || channel.StartsWith("paid_", StringComparison.Ordinal);
}
