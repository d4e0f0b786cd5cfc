using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Attribution.Domain;

namespace Attribution.Web.Tracking;

/// <summary>
/// Ids for hits that came without one. A server's <c>Idempotency-Key</c> makes them: the same call gives the same ids, for ever and after
/// any crash, so that its second copy finds the first. Without a key they are new, ordered by time.
/// </summary>
internal sealed class TouchIds(StoreId store, string idempotencyKey, DateTimeOffset at)
{
    private int made;

    public Guid Next() => idempotencyKey.Length == 0 ? Guid.CreateVersion7(at) : Repeatable(made++);

    // UUIDv8 (RFC 9562): 122 bits of a hash, with version and variant set.
    private Guid Repeatable(int number)
    {
        var named = Encoding.UTF8.GetBytes(idempotencyKey);
        Span<byte> place = stackalloc byte[8];
        BinaryPrimitives.WriteInt32BigEndian(place, store.Value);
        BinaryPrimitives.WriteInt32BigEndian(place[4..], number);
        Span<byte> id = SHA256.HashData([.. "idempotency-key"u8, .. place, .. named]).AsSpan(0, 16);
        id[6] = (byte)((id[6] & 0x0F) | 0x80);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }
}
