using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Attribution.Web.Storage.Ingest;

/// <summary>Ids of browsers and sessions, and what may not be stored as it came.</summary>
internal static class IngestIds
{
    /// <summary>Begins every id that is derived from an address and a user agent: such an id holds for one day and is given to nobody.</summary>
    public const string DerivedPrefix = "l_";

    public static bool IsDerived(string id) => id.StartsWith(DerivedPrefix, StringComparison.Ordinal);

    /// <summary>
    /// A new id: the time in milliseconds, then 80 random bits, as hex. New ids thus stand together at the end of every index that holds
    /// them, and a commit writes a few pages where wholly random ids would write one for each hit and index.
    /// </summary>
    public static string New(DateTimeOffset at)
    {
        Span<byte> id = stackalloc byte[16];
        RandomNumberGenerator.Fill(id);
        Span<byte> time = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(time, at.ToUnixTimeMilliseconds());
        time[2..].CopyTo(id);
        return Convert.ToHexStringLower(id);
    }

    /// <summary>Whether a browser may propose an id: what a cookie can hold as it is.</summary>
    public static bool IsPlain(string id) => id.Length <= 64 && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or ':' or '~');

    /// <summary>Who a visitor without consent is for one day, and nothing beyond it.</summary>
    public static string Derive(byte[] daySalt, int store, string address, string userAgent) =>
        DerivedPrefix + Convert.ToHexStringLower(HMACSHA256.HashData(daySalt, Encoding.UTF8.GetBytes($"{store}\n{address}\n{userAgent}")).AsSpan(0, 16));

    /// <summary>Whether an identify call was signed by the store: hex HMAC-SHA256 of the user id under the identify secret.</summary>
    public static bool IsSigned(StoreSettings store, string userId, string signature) =>
        signature.Length > 0
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(HmacHex(store.IdentifySecret, userId)), Encoding.UTF8.GetBytes(signature.ToLowerInvariant()));

    private static string HmacHex(string secret, string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));
}
