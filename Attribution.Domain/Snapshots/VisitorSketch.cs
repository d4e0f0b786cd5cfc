using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Attribution.Domain.Snapshots;

/// <summary>
/// A set of visitors that can be merged and counted but not listed: exact up to 1,024 of them, then HyperLogLog with 2^14 registers
/// (standard error 0.8 %). Its bytes depend on the set alone, not on the order in which it was built or merged.
/// </summary>
public sealed class VisitorSketch
{
    private const int Precision = 14;
    private const int Registers = 1 << Precision;
    private const int ExactLimit = 1024;
    private const int HashBytes = sizeof(ulong);
    private const int OnStack = 256;
    private const byte ExactForm = 1;
    private const byte RegisterForm = 2;

    // Sorted hashes while the set is small; null once the registers took over.
    private List<ulong>? exact = [];
    private byte[] registers = [];

    /// <summary>How many distinct visitors were added: exact up to 1,024, within 2 % beyond 10,000.</summary>
    public long Estimate => exact is { } hashes ? hashes.Count : RegisterEstimate.Of(registers, 64 - Precision);

    /// <summary>A sketch of these visitors.</summary>
    public static VisitorSketch Of(IEnumerable<string> visitorIds) => Of(visitorIds.Select(Hash).ToList());

    /// <summary>The sketch of the union of all of them, which may be none.</summary>
    public static VisitorSketch Union(IEnumerable<VisitorSketch> sketches)
    {
        var union = new VisitorSketch();
        foreach (var sketch in sketches)
        {
            union.Merge(sketch);
        }

        return union;
    }

    /// <summary>What <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes are no sketch.</exception>
    public static VisitorSketch FromBytes(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [ExactForm, .. var hashes] when hashes.Length % HashBytes == 0 && hashes.Length <= ExactLimit * HashBytes => FromHashes(hashes),
        [RegisterForm, .. { Length: Registers } all] => new VisitorSketch { exact = null, registers = all.ToArray() },
        _ => throw new FormatException($"{bytes.Length} bytes are no visitor sketch."),
    };

    /// <summary>Adds a visitor; adding one again changes nothing.</summary>
    public void Add(string visitorId) => Add(Hash(visitorId));

    /// <summary>Adds every visitor of another sketch, which stays as it is.</summary>
    public void Merge(VisitorSketch other)
    {
        foreach (var hash in other.exact ?? [])
        {
            Add(hash);
        }

        if (other.exact is null)
        {
            ToRegisters();
            for (var i = 0; i < Registers; i++)
            {
                registers[i] = Math.Max(registers[i], other.registers[i]);
            }
        }
    }

    /// <summary>One byte for the form, then the sorted hashes (big-endian) or one byte a register.</summary>
    public byte[] ToBytes()
    {
        if (exact is null)
        {
            return [RegisterForm, .. registers];
        }

        var bytes = new byte[1 + (exact.Count * HashBytes)];
        bytes[0] = ExactForm;
        for (var i = 0; i < exact.Count; i++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(1 + (i * HashBytes)), exact[i]);
        }

        return bytes;
    }

    /// <summary>A sketch of visitors by their hashes, which are sorted: at once, which costs less than to find each its place.</summary>
    internal static VisitorSketch Of(List<ulong> hashes)
    {
        hashes.Sort();
        var sketch = new VisitorSketch();
        hashes.ForEach(sketch.Add);
        return sketch;
    }

    /// <summary>What a sketch keeps of a visitor.</summary>
    internal static ulong Hash(string visitorId)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        var most = Encoding.UTF8.GetMaxByteCount(visitorId.Length);
        var bytes = most <= OnStack ? stackalloc byte[OnStack] : new byte[most];
        SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(visitorId, bytes)], digest);
        return BinaryPrimitives.ReadUInt64BigEndian(digest);
    }

    private static VisitorSketch FromHashes(ReadOnlySpan<byte> bytes)
    {
        var sketch = new VisitorSketch();
        for (var at = 0; at < bytes.Length; at += HashBytes)
        {
            sketch.Add(BinaryPrimitives.ReadUInt64BigEndian(bytes[at..]));
        }

        return sketch;
    }

    private void Add(ulong hash)
    {
        if (exact is null)
        {
            Register(hash);
            return;
        }

        if (exact.Count == 0 || hash > exact[^1])
        {
            exact.Add(hash);
        }
        else if (exact.BinarySearch(hash) is var at and < 0)
        {
            exact.Insert(~at, hash);
        }

        if (exact.Count > ExactLimit)
        {
            ToRegisters();
        }
    }

    private void ToRegisters()
    {
        if (exact is { } hashes)
        {
            (exact, registers) = (null, new byte[Registers]);
            hashes.ForEach(Register);
        }
    }

    // The first 14 bits name the register, the rest counts leading zeros, plus one.
    private void Register(ulong hash)
    {
        var at = (int)(hash >> (64 - Precision));
        var rank = (byte)(Math.Min(BitOperations.LeadingZeroCount(hash << Precision), 64 - Precision) + 1);
        registers[at] = Math.Max(registers[at], rank);
    }
}
