using System.Buffers;
using System.Numerics;

namespace Attribution.Domain.Models.DataDriven;

/// <summary>Numbers codes in the order of their first appearance: a hash table with open addresses, several times as fast as a dictionary.</summary>
/// <remarks>Its arrays are large and short-lived, and rented: dispose of it.</remarks>
internal sealed class CodeTable : IDisposable
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private int slots = 1 << 10;
    private ulong[] keys;
    private int[] numbers;
    private ulong[] inOrder = ArrayPool<ulong>.Shared.Rent(1 << 8);

    public CodeTable() => (keys, numbers) = Rent(slots);

    public int Count { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Return(keys, numbers);
        ArrayPool<ulong>.Shared.Return(inOrder);
        (keys, numbers, inOrder) = ([], [], []);
    }

    /// <summary>The codes, at the index of their number.</summary>
    public ReadOnlySpan<ulong> Codes => inOrder.AsSpan(0, Count);

    /// <summary>The number of a code, a new one where it appears first.</summary>
    /// <param name="code">Not 0.</param>
    public int Number(ulong code)
    {
        var mask = slots - 1;
        for (var slot = SlotOf(code); ; slot = (slot + 1) & mask)
        {
            if (keys[slot] == code)
            {
                return numbers[slot];
            }

            if (keys[slot] == 0)
            {
                return Add(code, slot);
            }
        }
    }

    /// <summary>The number of a code, -1 where it did not appear.</summary>
    /// <param name="code">Not 0.</param>
    public int Find(ulong code)
    {
        var mask = slots - 1;
        for (var slot = SlotOf(code); keys[slot] != 0; slot = (slot + 1) & mask)
        {
            if (keys[slot] == code)
            {
                return numbers[slot];
            }
        }

        return -1;
    }

    private int SlotOf(ulong code) => (int)(unchecked(code * Golden) >> (64 - BitOperations.Log2((uint)slots)));

    private int Add(ulong code, int slot)
    {
        if (Count == inOrder.Length)
        {
            var longer = ArrayPool<ulong>.Shared.Rent(Count * 2);
            Codes.CopyTo(longer);
            ArrayPool<ulong>.Shared.Return(inOrder);
            inOrder = longer;
        }

        inOrder[Count] = code;
        (keys[slot], numbers[slot]) = (code, Count);
        Count++;
        if (Count * 2 > slots)
        {
            Grow();
        }

        return Count - 1;
    }

    private void Grow()
    {
        Return(keys, numbers);
        slots *= 2;
        (keys, numbers) = Rent(slots);
        for (var number = 0; number < Count; number++)
        {
            var slot = SlotOf(inOrder[number]);
            while (keys[slot] != 0)
            {
                slot = (slot + 1) & (slots - 1);
            }

            (keys[slot], numbers[slot]) = (inOrder[number], number);
        }
    }

    private static (ulong[] Keys, int[] Numbers) Rent(int slots)
    {
        var keys = ArrayPool<ulong>.Shared.Rent(slots);
        Array.Clear(keys, 0, slots);
        return (keys, ArrayPool<int>.Shared.Rent(slots));
    }

    private static void Return(ulong[] keys, int[] numbers)
    {
        ArrayPool<ulong>.Shared.Return(keys);
        ArrayPool<int>.Shared.Return(numbers);
    }
}
