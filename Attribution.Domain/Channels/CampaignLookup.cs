using System.Text;
using System.Text.RegularExpressions;

namespace Attribution.Domain.Channels;

/// <summary>Reads what a campaign's name gives away. It is the weakest evidence there is.</summary>
/// <param name="shoppingRegex">What a shopping campaign's name looks like.</param>
internal sealed class CampaignLookup(string shoppingRegex)
{
    // Names of a Google Business Profile's links, as tokens of a campaign or as a whole source.
    private static readonly string[] LocalWords =
        ["gbp", "gmb", "google-my-business", "googlemybusiness", "google-business-profile"];

    // In every branch of the expression, and far faster to look for.
    private const string ShoppingStem = "shop";

    private readonly Regex shopping = new(shoppingRegex, RegexOptions.Compiled | RegexOptions.CultureInvariant);

    /// <summary>A campaign as names are compared: compatibility forms folded, lower case.</summary>
    public static string KeyOf(string campaign) => campaign.Normalize(NormalizationForm.FormKC).ToLowerInvariant();

    /// <summary>Whether a campaign's name says shopping.</summary>
    public bool IsShopping(string campaignKey) => campaignKey.Contains(ShoppingStem, StringComparison.Ordinal) && shopping.IsMatch(campaignKey);

    /// <summary>Whether a campaign says that it runs over several networks at once.</summary>
    public static bool IsCrossNetwork(string campaignKey) => campaignKey.Contains("cross-network", StringComparison.Ordinal);

    /// <summary>Whether a campaign or medium names one of Google's campaign types that run everywhere.</summary>
    public static bool NamesCrossNetworkType(string key)
    {
        if (!key.Contains("max", StringComparison.Ordinal) && !key.Contains("gen", StringComparison.Ordinal) && !key.Contains("smart", StringComparison.Ordinal))
        {
            return false;
        }

        var text = new WordForms(key);
        return text.Tokens.Any(token => token.StartsWith("pmax", StringComparison.Ordinal))
            || $"-{text.Hyphenated}".Contains("-p-max", StringComparison.Ordinal)
            || text.Joined.Contains("performancemax", StringComparison.Ordinal)
            || text.Joined.Contains("demandgen", StringComparison.Ordinal)
            || text.Joined.Contains("smartshopping", StringComparison.Ordinal);
    }

    /// <summary>Whether a campaign or source stands for a business profile's link.</summary>
    public static bool IsLocal(string campaignKey, string sourceWords) =>
        LocalWords.Contains(sourceWords) || (campaignKey.Length > 0 && new WordForms(campaignKey) is var text
            && (LocalWords.Contains(text.Hyphenated) || text.Tokens.Any(LocalWords.Contains)));
}
