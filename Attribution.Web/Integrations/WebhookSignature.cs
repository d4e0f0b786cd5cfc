using System.Security.Cryptography;
using System.Text;

namespace Attribution.Web.Integrations;

/// <summary>Signatures of bodies, compared in constant time.</summary>
internal static class WebhookSignature
{
    /// <summary>Whether a header is the base64 HMAC-SHA256 of the body.</summary>
    public static bool IsBase64Sha256(string header, byte[] body, string secret)
    {
        Span<byte> sent = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return header.Length <= 64 && Convert.TryFromBase64String(header, sent, out var length) && length == sent.Length
            && CryptographicOperations.FixedTimeEquals(sent, HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
    }

#pragma warning disable CA5350 // Segment signs with HMAC-SHA1 and knows nothing else; keyed, it is not broken as the bare hash is.
    /// <summary>Whether a header is the hex HMAC-SHA1 of the body.</summary>
    public static bool IsHexSha1(string header, byte[] body, string secret)
    {
        var sent = new byte[HMACSHA1.HashSizeInBytes];
        return header.Length == 2 * sent.Length && Convert.FromHexString(header, sent, out _, out _) == System.Buffers.OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(sent, HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), body));
    }
#pragma warning restore CA5350
}
