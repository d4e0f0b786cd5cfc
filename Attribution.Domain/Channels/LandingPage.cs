using System.Text;
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
    /// <param name="kept">Whether a parameter may be kept, by its key.</param>
    public static LandingPage Of(WebAddress? address, LandingQuery query, Func<string, bool> kept)
    {
        if (address is not { IsWeb: true })
        {
            return new LandingPage("", "", "");
        }

        var path = address.PlainPath.Length == 0 ? "/" : address.PlainPath;
        var url = new StringBuilder($"{address.Scheme}://{address.Site}{address.Port}{path}");
        var separator = '?';
        foreach (var param in query.Params)
        {
            var sent = query.Sent(param);
            if (!param.IsEmpty && kept(param.Key) && !LooksLikeMail(sent))
            {
                url.Append(separator).Append(sent);
                separator = '&';
            }
        }

        return new LandingPage(address.BareHost, path, url.ToString());
    }

    // Some mailers write the recipient into a tag.
    private static bool LooksLikeMail(ReadOnlySpan<char> sent) =>
        sent.Contains('@') || sent.Contains("%40", StringComparison.Ordinal);
}
