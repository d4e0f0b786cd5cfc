namespace Attribution.Web.Http;

/// <summary>Keeps a redirect inside this site, whatever the address that asked for it.</summary>
internal static class LocalPath
{
    /// <summary><paramref name="target"/> if it is a path of this site in every reading a browser may give it; else <c>/</c>.</summary>
    public static string Of(string? target) => target is not null && IsLocal(target) ? target : "/";

    private static bool IsLocal(string target) =>
        target.Length is > 0 and <= 2_000
        && target[0] == '/'
        && !target.AsSpan(1).StartsWith("/")
        && target.All(sign => sign is > ' ' and < '\x7f' and not '\\')
        // What a proxy or a second decoding would turn into //host or /\host.
        && !target.StartsWith("/%2f", StringComparison.OrdinalIgnoreCase)
        && !target.StartsWith("/%5c", StringComparison.OrdinalIgnoreCase)
        && !target.StartsWith("/%0", StringComparison.Ordinal)
        && !target.StartsWith("/.", StringComparison.Ordinal)
        && !target.StartsWith("/%25", StringComparison.Ordinal)
        && !target.StartsWith("/%2e", StringComparison.OrdinalIgnoreCase);
}
