using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Attribution.Domain;

namespace Attribution.Web.Storage.Ingest;

/// <summary>
/// Tells bots by what they do: one visitor whose touches come faster than a person can make them. Only touches that bring news (tags, a
/// click id, an outside referrer) of one browser are counted, never a server's, and never those of an address as such. What it can't be
/// sure of it lets pass.
/// </summary>
internal sealed class VisitorPace
{
    /// <summary>Most touches of one visitor within <see cref="Window"/>.</summary>
    public const int MostTouches = 60;

    /// <summary>The same for a visitor without an id, who may be several people with the same browser behind one address.</summary>
    public const int MostTouchesWithoutId = 100;

    private const int Slots = 1 << 16;

    /// <summary>Within which touches are counted, by their own corrected time; and how long a bot must be quiet to be heard again.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    private readonly ulong seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));
    private readonly Lock[] gates = [.. Enumerable.Range(0, 64).Select(_ => new Lock())];
    private readonly Slot[] slots = new Slot[Slots];

    /// <summary>Counts a touch of a visitor, and says whether it is a bot's.</summary>
    /// <param name="visitor">Cookie, the body's id, or the id derived from address and user agent.</param>
    public bool IsBot(StoreId store, string visitor, DateTimeOffset at)
    {
        var most = IngestIds.IsDerived(visitor) ? MostTouchesWithoutId : MostTouches;
        var name = NameOf(store, visitor);
        var place = (int)(name & (Slots - 1));
        lock (gates[place % gates.Length])
        {
            ref var slot = ref slots[place];
            if (slot.Name != name && !TryTake(ref slot, name, at))
            {
                return false;
            }

            return Count(ref slot, at, most);
        }
    }

    /// <summary>Takes a touch back that could not be stored: it will be sent again, and count then.</summary>
    public void TakeBack(StoreId store, string visitor)
    {
        var name = NameOf(store, visitor);
        var place = (int)(name & (Slots - 1));
        lock (gates[place % gates.Length])
        {
            ref var slot = ref slots[place];
            slot.Touches -= slot.Name == name && !slot.IsBot && slot.Touches > 0 ? 1 : 0;
        }
    }

    private static bool Count(ref Slot slot, DateTimeOffset at, int most)
    {
        var ticks = at.UtcTicks;
        if (slot.IsBot)
        {
            slot.IsBot = ticks - slot.Last < Window.Ticks;
            slot.Last = Math.Max(slot.Last, ticks);
            (slot.Start, slot.Touches) = slot.IsBot ? (slot.Start, slot.Touches) : (ticks, 1);
            return slot.IsBot;
        }

        // An older one, such as from a queue of a device that was offline, says nothing of the pace now.
        if (ticks <= slot.Start - Window.Ticks)
        {
            return false;
        }

        (slot.Start, slot.Touches) = ticks - slot.Start >= Window.Ticks ? (ticks, 1) : (slot.Start, slot.Touches + 1);
        slot.Last = Math.Max(slot.Last, ticks);
        return slot.IsBot = slot.Touches > most;
    }

    // Two visitors in one place: who is busier stays, so that a bot is found among thousands of people and nothing ever grows.
    private static bool TryTake(ref Slot slot, ulong name, DateTimeOffset at)
    {
        if (slot.Touches > 1 && at.UtcTicks - slot.Last < Window.Ticks)
        {
            slot.Touches -= slot.IsBot ? 0 : 1;
            return false;
        }

        slot = new Slot { Name = name, Start = at.UtcTicks, Last = at.UtcTicks };
        return true;
    }

    private ulong NameOf(StoreId store, string visitor)
    {
        var hash = seed ^ ((ulong)store.Value * 0x9E3779B97F4A7C15);
        foreach (var letter in MemoryMarshal.Cast<char, ushort>(visitor))
        {
            hash = BitOperations.RotateLeft((hash ^ letter) * 0xFF51AFD7ED558CCD, 29);
        }

        hash ^= hash >> 33;
        return (hash * 0xC4CEB9FE1A85EC53) | 1;
    }

    private struct Slot
    {
        public ulong Name;
        public long Start;
        public long Last;
        public int Touches;
        public bool IsBot;
    }
}
