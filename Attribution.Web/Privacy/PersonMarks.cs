using System.Security.Cryptography;
using System.Text;
using Attribution.Web.Storage;

namespace Attribution.Web.Privacy;

/// <summary>
/// Marks stand for identifiers that must be gone: HMAC-SHA256 under a secret of the store. They tell nothing, but in a restored backup
/// whoever has the same identifier is found again.
/// </summary>
internal sealed class PersonMarks(StoreSettings store)
{
    private readonly byte[] key = HMACSHA256.HashData(Encoding.UTF8.GetBytes(store.EmailSecret), "erasure"u8);

    /// <summary>A mark of the store itself: a record of another database is known by it.</summary>
    public string OfStore => Of("store", store.Key);

    /// <summary>Lower-case hex.</summary>
    /// <param name="by">One of <see cref="FoundBy"/>.</param>
    /// <param name="value">The identifier; an address as the store keeps it.</param>
    public string Of(string by, string value) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{by}\n{value}")));

    /// <summary>The mark of what was asked for.</summary>
    public string Of(PersonQuery query) => Of(query.By, query.By == FoundBy.Email ? query.EmailHmac(store) : query.Value);
}
