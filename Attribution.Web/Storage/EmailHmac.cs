using System.Security.Cryptography;
using System.Text;

namespace Attribution.Web.Storage;

/// <summary>How an e-mail address is kept: the hash that was sent, under a secret of the store. The same person of two stores can't be joined.</summary>
internal static class EmailHmac
{
    /// <summary>Lower-case hex HMAC-SHA256 of the hash as lower-case hex text; empty for an empty hash.</summary>
    /// <param name="emailSecret">The store's secret, as text.</param>
    /// <param name="emailHash">SHA-256 of the trimmed, lower-case address, in hex.</param>
    public static string Of(string emailSecret, string emailHash) => emailHash.Length == 0
        ? ""
        : Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(emailSecret), Encoding.ASCII.GetBytes(emailHash.ToLowerInvariant())));
}
