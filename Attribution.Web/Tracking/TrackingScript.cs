using System.IO.Compression;
using System.Security.Cryptography;

namespace Attribution.Web.Tracking;

/// <summary>The script a site embeds, as it is served: read, hashed and compressed once.</summary>
internal sealed class TrackingScript
{
    public const string ContentType = "text/javascript; charset=utf-8";

    private const string ResourceName = "attribution.min.js";

    /// <summary>A script of another build, by its bytes.</summary>
    public static TrackingScript Of(byte[] content) => new(content);

    private TrackingScript(byte[] content)
    {
        Content = content;
        Gzip = Compress(content, stream => new GZipStream(stream, CompressionLevel.SmallestSize));
        Brotli = Compress(content, stream => new BrotliStream(stream, CompressionLevel.SmallestSize));
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        Hash8 = hash[..8];
        ETag = $"\"{hash[..32]}\"";
        Integrity = $"sha384-{Convert.ToBase64String(SHA384.HashData(content))}";
    }

    /// <summary>The one this build carries.</summary>
    public static TrackingScript Current { get; } = new(Read());

    public ReadOnlyMemory<byte> Content { get; }

    public ReadOnlyMemory<byte> Gzip { get; }

    public ReadOnlyMemory<byte> Brotli { get; }

    /// <summary>Names the pinned file, <c>/{alias}.{hash8}.js</c>: the first 8 hex digits of the content's SHA-256.</summary>
    public string Hash8 { get; }

    /// <summary>The entity tag, with its quotes.</summary>
    public string ETag { get; }

    /// <summary>The value of <c>integrity</c> in a snippet with the pinned file.</summary>
    public string Integrity { get; }

    private static byte[] Read()
    {
        using var resource = typeof(TrackingScript).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"The assembly carries no {ResourceName}.");
        using var content = new MemoryStream();
        resource.CopyTo(content);
        return content.ToArray();
    }

    private static byte[] Compress(byte[] content, Func<Stream, Stream> compressor)
    {
        using var compressed = new MemoryStream();
        using (var stream = compressor(compressed))
        {
            stream.Write(content);
        }

        return compressed.ToArray();
    }
}
