using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace Attribution.Web.Http;

/// <summary>Texts of senders as parts of a path.</summary>
internal static class PathText
{
    /// <summary>
    /// A route value as it was meant, composed like every id. The server unescapes a path but for <c>%2F</c>, so that a value that holds it
    /// may have been a slash or those three signs: the request's own line tells.
    /// </summary>
    public static string Of(HttpContext context, string value)
    {
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget.Split('?')[0] ?? "";
        var sent = value.Contains("%2F", StringComparison.OrdinalIgnoreCase)
            ? target.Split('/').FirstOrDefault(part => Uri.UnescapeDataString(part.Replace("%2F", "%252F", StringComparison.Ordinal).Replace("%2f", "%252f", StringComparison.Ordinal)) == value)
            : null;
        return (sent is null ? value : Uri.UnescapeDataString(sent)).Normalize(NormalizationForm.FormC);
    }
}
