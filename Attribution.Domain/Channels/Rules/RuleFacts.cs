using Attribution.Domain.Touches;

namespace Attribution.Domain.Channels.Rules;

/// <summary>What the rules of a store judge a landing by. Texts are empty where there is nothing.</summary>
/// <param name="evidence">The landing as read.</param>
/// <param name="url">Its address, for parameters that only the store knows.</param>
/// <param name="byDefault">What the catalogue says, asked only by rules that want it.</param>
/// <param name="cleaner">Cleans parameters as tags are.</param>
internal sealed class RuleFacts(Evidence evidence, string url, Lazy<Verdict> byDefault, TagCleaner cleaner)
{
    public string Of(string field) => field switch
    {
        "source" => evidence.Source.Id,
        "medium" => evidence.Medium.Text,
        "campaign" => evidence.Tags.Campaign,
        "content" => evidence.Tags.Content,
        "term" => evidence.Tags.Term,
        "campaign_id" => evidence.Tags.CampaignId,
        "referrer_host" => evidence.Referrer.Counts ? evidence.Referrer.Host : "",
        "click_id" => evidence.Click?.Param ?? "",
        "landing_host" => evidence.Page.Host ?? "",
        "landing_path" => evidence.Page.Path ?? "",
        RuleFields.DefaultChannel => byDefault.Value.Channel,
        _ => "",
    };

    public string Of(QueryParameter parameter)
    {
        var raw = LandingQuery.Read(url, parameter.Keys).Raw(parameter.Name);
        var flags = LandingFlags.None;
        return raw.Length == 0 ? "" : cleaner.Text(raw, encoded: true, TagCleaner.TagLimit, ref flags);
    }
}

/// <summary>A parameter that only a store knows, and how to find it.</summary>
internal sealed record QueryParameter(string Name, QueryKeys Keys);
