namespace Attribution.Domain.Paths;

/// <summary>Writes whole numbers, 7 bits a byte, the lowest first.</summary>
internal sealed class NumberPacker
{
    private readonly List<byte> bytes = [];

    /// <param name="number">Not negative.</param>
    public void Add(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        while (number >= 0x80)
        {
            bytes.Add((byte)((number & 0x7f) | 0x80));
            number >>= 7;
        }

        bytes.Add((byte)number);
    }

    /// <summary>Numbers near 0 stay short on both sides of it.</summary>
    /// <param name="number">Half of what a long holds.</param>
    public void AddSigned(long number) => Add(number < 0 ? (-number * 2) - 1 : number * 2);

    /// <summary>Bytes with their length in front.</summary>
    public void Add(byte[] some)
    {
        Add(some.Length);
        bytes.AddRange(some);
    }

    /// <summary>Values with their number in front.</summary>
    public void Add<T>(IReadOnlyCollection<T> values, Action<NumberPacker, T> one)
    {
        Add(values.Count);
        foreach (var value in values)
        {
            one(this, value);
        }
    }

    public byte[] ToArray() => [.. bytes];
}

/// <summary>Reads what <see cref="NumberPacker"/> wrote.</summary>
internal ref struct PackedNumbers(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;

    /// <summary>The place of the next number.</summary>
    public int At { get; private set; }

    /// <exception cref="FormatException">There is none.</exception>
    public long Next()
    {
        long number = 0;
        for (var shift = 0; shift < 63 && At < bytes.Length; shift += 7)
        {
            var part = bytes[At++];
            number |= (long)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return number;
            }
        }

        throw new FormatException("A pack of paths ends in the midst of a number.");
    }

    public long NextSigned() => Next() is var number && (number & 1) == 0 ? number >> 1 : -((number >> 1) + 1);

    /// <summary>The bytes that <see cref="NumberPacker.Add(byte[])"/> wrote.</summary>
    public ReadOnlySpan<byte> Bytes()
    {
        var length = (int)Next();
        var some = bytes.Slice(At, length);
        At += length;
        return some;
    }

    /// <summary>All that was read from a place on.</summary>
    public readonly ReadOnlySpan<byte> Since(int place) => bytes[place..At];
}
