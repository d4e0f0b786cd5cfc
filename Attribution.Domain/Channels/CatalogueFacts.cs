namespace Attribution.Domain.Channels;

/// <summary>What the catalogue is made of. Changes with any of its files.</summary>
/// <param name="Version">Twelve hexadecimal digits of the files' hash.</param>
/// <param name="Upstream">Commits of what was taken from others.</param>
/// <param name="Files">Its files, by name.</param>
public sealed record CatalogueFacts(string Version, CatalogueUpstream Upstream, IReadOnlyList<CatalogueFile> Files)
{
    private static readonly Lazy<CatalogueFacts> Embedded = new(() => EmbeddedData.Json<CatalogueFacts>("catalogue.json"));

    /// <summary>Those of the catalogue that this version carries.</summary>
    public static CatalogueFacts BuiltIn => Embedded.Value;
}

/// <summary>Commits of what was taken from others.</summary>
/// <param name="Matomo">Of matomo-org/searchengine-and-social-list.</param>
/// <param name="Crawlers">Of monperrus/crawler-user-agents.</param>
public sealed record CatalogueUpstream(string Matomo, string Crawlers);

/// <summary>A file of the catalogue.</summary>
/// <param name="File">Its name.</param>
/// <param name="Rows">How many entries it has; 0 for one that is no list.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Origin">Who wrote it.</param>
/// <param name="Licence">SPDX id of the licence it is under.</param>
/// <param name="Sha256">Hash of its bytes, hexadecimal, lower case.</param>
public sealed record CatalogueFile(string File, int Rows, int Bytes, string Origin, string Licence, string Sha256);
