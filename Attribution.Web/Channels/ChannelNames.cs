using Attribution.Domain.Channels;

namespace Attribution.Web.Channels;

/// <summary>Channels by the names that older tables give them (CHANNELS §6).</summary>
internal static class ChannelNames
{
    private static readonly Dictionary<string, string> Older = new(StringComparer.OrdinalIgnoreCase)
    {
        ["organic"] = "organic_search",
        ["social"] = "organic_social",
        ["social_media"] = "organic_social",
        ["display_ad"] = "display",
        ["facebook"] = "paid_social",
        ["google"] = "paid_search",
        ["partner_referral"] = "partner",
        ["broker_referral"] = "partner",
        ["phone_call"] = "phone",
        ["webinar"] = "event",
    };

    /// <summary>The id of a channel named by id, by the name it is shown with, or by an older name; else the text as an id would be written.</summary>
    public static string IdOf(string name)
    {
        var text = name.Trim();
        var shown = MarketingChannel.All.FirstOrDefault(channel => channel.Name.Equals(text, StringComparison.OrdinalIgnoreCase));
        var id = text.ToLowerInvariant().Replace(' ', '_').Replace('-', '_');
        return shown?.Id ?? (MarketingChannel.IsKnown(id) ? id : Older.GetValueOrDefault(id, id));
    }
}
