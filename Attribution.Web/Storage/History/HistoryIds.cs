using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Attribution.Domain;

namespace Attribution.Web.Storage.History;

/// <summary>Ids of lines that have none of their own, and short forms of those that have.</summary>
internal static class HistoryIds
{
    /// <summary>A UUIDv8 of store, file and place in it: the same file again is the same lines.</summary>
    public static Guid Of(StoreId store, string fileHash, long number)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{store.Value}\nimport\n{fileHash}\n{number}")));
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes.AsSpan(0, 16), bigEndian: true);
    }

    /// <summary>64 bits of an id: a dry run remembers millions, and for a figure that is shown once a clash in ten million files is none.</summary>
    public static long Short(string id) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(id)));

    /// <inheritdoc cref="Short(string)"/>
    public static long Short(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes);
        return BinaryPrimitives.ReadInt64BigEndian(bytes) ^ BinaryPrimitives.ReadInt64BigEndian(bytes[8..]);
    }
}
