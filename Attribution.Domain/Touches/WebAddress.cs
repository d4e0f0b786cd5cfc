namespace Attribution.Domain.Touches;

/// <summary>The parts of an address that attribution reads.</summary>
/// <param name="Scheme">Lower case, such as <c>https</c>.</param>
/// <param name="Host">Normalised: ASCII, lower case, no user, no port, no trailing dot. For an app its package.</param>
/// <param name="Port">With its colon; empty where none was given.</param>
/// <param name="Path">As sent, without query and fragment; starts with a slash or is empty.</param>
/// <param name="Query">As sent, without its question mark.</param>
internal readonly record struct WebAddress(string Scheme, string Host, string Port, string Path, string Query)
{
    private static readonly string[] Schemes = ["https", "http", "android-app", "ios-app"];

    /// <summary>The host without <c>www.</c>.</summary>
    public string BareHost { get; } = HostName.WithoutWww(Host);

    /// <summary>The host as it stands in an address.</summary>
    public string Site => Host.Contains(':') ? $"[{Host}]" : Host;

    /// <summary>The path as it may be kept: a path parameter is where servers put session ids.</summary>
    public string PlainPath => Path.IndexOf(';', StringComparison.Ordinal) is var cut and >= 0 ? Path[..cut] : Path;

    /// <summary>Whether it is a page, not an app.</summary>
    public bool IsWeb => Scheme is "http" or "https";

    /// <summary>Reads http, https, android-app and ios-app addresses; null for all else.</summary>
    /// <param name="text">As it came.</param>
    /// <param name="withQuery">Whether <see cref="Query"/> is asked for; else it stays empty.</param>
    public static WebAddress? Read(ReadOnlySpan<char> text, bool withQuery = true)
    {
        text = text.Trim();
        var colon = text.IndexOf("://");
        var scheme = colon < 0 ? null : KnownScheme(text[..colon]);
        return scheme is null ? null : Read(scheme, text[(colon + 3)..], withQuery);
    }

    /// <summary>Reads what follows the scheme; null where no host can be made out.</summary>
    public static WebAddress? Read(string scheme, ReadOnlySpan<char> rest, bool withQuery = true)
    {
        var end = rest.IndexOfAny("/?#");
        var authority = end < 0 ? rest : rest[..end];
        var isWeb = scheme is "http" or "https";
        if ((isWeb ? HostName.Read(authority) : HostName.ReadPackage(authority)) is not { } host)
        {
            return null;
        }

        var page = end < 0 ? [] : rest[end..];
        page = page.IndexOf('#') is >= 0 and var hash ? page[..hash] : page;
        var mark = page.IndexOf('?');
        var path = mark < 0 ? page : page[..mark];
        return new WebAddress(scheme, host, isWeb ? HostName.PortOf(authority) : "", path is "/" ? "/" : path.ToString(), mark < 0 || !withQuery ? "" : page[(mark + 1)..].ToString());
    }

    private static string? KnownScheme(ReadOnlySpan<char> scheme)
    {
        foreach (var known in Schemes)
        {
            if (scheme.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return known;
            }
        }

        return null;
    }
}
