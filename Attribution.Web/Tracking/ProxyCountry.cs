namespace Attribution.Web.Tracking;

/// <summary>The visitor's country, as the proxy tells it in the header that <c>Proxy:CountryHeader</c> names. A stranger's header was taken away before.</summary>
internal sealed class ProxyCountry(IConfiguration configuration)
{
    // Cloudflare's words for an unknown place and for the Tor network; the latter is no two letters.
    private const string Unknown = "XX";

    private readonly string header = configuration["Proxy:CountryHeader"] ?? "";

    /// <summary>Two capital letters; empty for none.</summary>
    public string Of(HttpRequest request) =>
        header.Length > 0 && request.Headers[header].ToString().Trim().ToUpperInvariant() is { Length: 2 } code && code != Unknown && code.All(char.IsAsciiLetterUpper) ? code : "";
}
