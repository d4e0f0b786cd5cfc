using System.Runtime.CompilerServices;
using Attribution.Domain.Touches;

namespace Attribution.Domain.Channels;

/// <summary>Where a visitor landed, as it may be kept.</summary>
/// <param name="Host">Lower case, without <c>www.</c>; empty where there was no page.</param>
/// <param name="Path">Such as <c>/shoes</c>; empty where there was no page.</param>
/// <param name="Url">Host, path, campaign and click parameters; empty where there was no page.</param>
internal readonly record struct LandingPage(string Host, string Path, string Url)
{
    /// <param name="address">The page's; null where it has none.</param>
    /// <param name="query">What its query carried.</param>
    /// <param name="tags">What its tags say.</param>
    /// <param name="clickIds">The known click ids; those that name a person are not kept.</param>
    /// <param name="sent">The address as it was sent.</param>
    public static LandingPage Of(WebAddress? address, LandingQuery query, LandingTags tags, ClickIdLookup clickIds, string sent)
    {
        if (address is not { IsWeb: true } page)
        {
            return new LandingPage("", "", "");
        }

        var path = page.PlainPath.Length == 0 ? "/" : page.PlainPath;
        var url = new DefaultInterpolatedStringHandler(0, 0, null, stackalloc char[512]);
        url.AppendLiteral(page.Scheme);
        url.AppendLiteral("://");
        url.AppendLiteral(page.Site);
        url.AppendLiteral(page.Port);
        url.AppendLiteral(path);
        var separator = "?";
        foreach (var param in query.Params)
        {
            var pair = query.Sent(param);
            if (!param.IsEmpty && MayBeKept(param, tags, clickIds) && !LooksLikeMail(pair))
            {
                url.AppendLiteral(separator);
                url.AppendFormatted(pair);
                separator = "&";
            }
        }

        var kept = Kept(url.Text, sent);
        url.Clear();
        return new LandingPage(page.BareHost, path, kept);
    }

    /// <summary>A text as a string, without a second one where it is what was sent.</summary>
    public static string Kept(ReadOnlySpan<char> text, string sent) => text.SequenceEqual(sent) ? sent : text.ToString();

    private static bool MayBeKept(QueryParam param, LandingTags tags, ClickIdLookup clickIds) =>
        param.Known.Tag == TagNames.Reference.Bit ? param.Key == tags.Reference : !clickIds.IsPersonal(param.Key);

    // Some mailers write the recipient into a tag.
    private static bool LooksLikeMail(ReadOnlySpan<char> sent) =>
        sent.Contains('@') || sent.Contains("%40", StringComparison.Ordinal);
}
