using System.Numerics;

namespace Attribution.Domain.Models.DataDriven;

/// <summary>Numbers codes in the order of their first appearance: a hash table with open addresses, several times as fast as a dictionary.</summary>
internal sealed class CodeTable
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong[] keys = new ulong[1 << 10];
    private int[] numbers = new int[1 << 10];
    private ulong[] inOrder = new ulong[1 << 8];

    public int Count { get; private set; }

    /// <summary>The codes, at the index of their number.</summary>
    public ReadOnlySpan<ulong> Codes => inOrder.AsSpan(0, Count);

    /// <summary>The number of a code, a new one where it appears first.</summary>
    /// <param name="code">Not 0.</param>
    public int Number(ulong code)
    {
        var mask = keys.Length - 1;
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
        var mask = keys.Length - 1;
        for (var slot = SlotOf(code); keys[slot] != 0; slot = (slot + 1) & mask)
        {
            if (keys[slot] == code)
            {
                return numbers[slot];
            }
        }

        return -1;
    }

    private int SlotOf(ulong code) => (int)(unchecked(code * Golden) >> (64 - BitOperations.Log2((uint)keys.Length)));

    private int Add(ulong code, int slot)
    {
        if (Count == inOrder.Length)
        {
            Array.Resize(ref inOrder, Count * 2);
        }

        inOrder[Count] = code;
        (keys[slot], numbers[slot]) = (code, Count);
        Count++;
        if (Count * 2 > keys.Length)
        {
            Grow();
        }

        return Count - 1;
    }

    private void Grow()
    {
        (keys, numbers) = (new ulong[keys.Length * 2], new int[keys.Length * 2]);
        for (var number = 0; number < Count; number++)
        {
            var slot = SlotOf(inOrder[number]);
            while (keys[slot] != 0)
            {
                slot = (slot + 1) & (keys.Length - 1);
            }

            (keys[slot], numbers[slot]) = (inOrder[number], number);
        }
    }
}
