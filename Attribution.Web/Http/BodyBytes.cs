namespace Attribution.Web.Http;

/// <summary>The body of a call, as it came.</summary>
internal static class BodyBytes
{
    /// <summary>All of its bytes; null where they are more than <paramref name="most"/>, and then the rest is not read.</summary>
    /// <exception cref="BadHttpRequestException">They broke off, came too slowly or were cut into chunks wrongly.</exception>
    public static async Task<ReadOnlyMemory<byte>?> Read(HttpRequest request, int most, CancellationToken cancellationToken)
    {
        if (request.ContentLength > most)
        {
            return null;
        }

        using var buffer = new MemoryStream((int)(request.ContentLength ?? 1_024));
        var part = new byte[16 * 1_024];
        int read;
        while ((read = await request.Body.ReadAsync(part, cancellationToken)) > 0)
        {
            buffer.Write(part, 0, read);
            if (buffer.Length > most)
            {
                return null;
            }
        }

        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }

    /// <summary>Bytes of UTF-8 without the mark that some write before them.</summary>
    public static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> bytes) => bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
}
