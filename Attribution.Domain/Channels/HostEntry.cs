namespace Attribution.Domain.Channels;

/// <summary>What stands at a host of the catalogue.</summary>
/// <param name="Source">The source it names.</param>
/// <param name="Path">The path it is limited to, without a trailing slash; empty for the whole host.</param>
/// <param name="Keywords">Query parameters of which the address must carry one; null where it counts without.</param>
internal sealed record HostEntry(KnownSource Source, string Path, IReadOnlyList<string>? Keywords = null)
{
    /// <summary>Whether an address of this host is meant.</summary>
    public bool Covers(string path, string query) => CoversPath(path) && (Keywords is null || HasKeyword(query));

    private bool CoversPath(string path) =>
        path.StartsWith(Path, StringComparison.OrdinalIgnoreCase) && (path.Length == Path.Length || Path.Length == 0 || path[Path.Length] == '/');

    private bool HasKeyword(ReadOnlySpan<char> query)
    {
        foreach (var range in query.Split('&'))
        {
            var parameter = query[range];
            var key = parameter[..Math.Max(0, parameter.IndexOf('='))];
            foreach (var keyword in Keywords!)
            {
                if (key.Equals(keyword, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
