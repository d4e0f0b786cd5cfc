using System.Net;
using System.Net.Sockets;

namespace Attribution.Web.Accounts;

/// <summary>
/// Slows down guessing. Tries are counted by account and address together, so that nobody can lock someone else out, and by address
/// alone, so that nobody can go through many accounts. Known and unknown accounts are counted alike.
/// </summary>
internal sealed class SignInThrottle(TimeProvider clock)
{
    public const int TriesAnAccount = 5;
    public const int TriesAnAddress = 50;
    private const int MostKept = 20_000;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private readonly Lock counting = new();
    private readonly Dictionary<string, Count> counts = [];

    /// <summary>Counts a try before it is made, so that many at once are counted too. Answers how long to wait, or null to go ahead.</summary>
    public TimeSpan? Take(IPAddress? address, string account)
    {
        lock (counting)
        {
            var now = clock.GetUtcNow();
            Forget(now);
            var (mine, all) = (Find(KeyOf(address, account), now), Find(KeyOf(address, ""), now));
            if (mine.Tries >= TriesAnAccount)
            {
                return mine.Ends - now;
            }

            if (all.Tries >= TriesAnAddress)
            {
                return all.Ends - now;
            }

            mine.Tries++;
            all.Tries++;
            return null;
        }
    }

    /// <summary>Who got in has nothing to wait for.</summary>
    public void Succeeded(IPAddress? address, string account)
    {
        lock (counting)
        {
            counts.Remove(KeyOf(address, account));
            Find(KeyOf(address, ""), clock.GetUtcNow()).Tries--;
        }
    }

    // A network of IPv6 is one caller: anyone has 2^64 addresses in it.
    private static string KeyOf(IPAddress? address, string account) =>
        (address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } v6 ? Convert.ToHexString(v6.GetAddressBytes(), 0, 8) : address?.MapToIPv4().ToString())
        + "\n" + account.Trim().ToUpperInvariant();

    private Count Find(string key, DateTimeOffset now)
    {
        if (!counts.TryGetValue(key, out var count) || count.Ends <= now)
        {
            counts[key] = count = new Count { Ends = now + Window };
        }

        return count;
    }

    private void Forget(DateTimeOffset now)
    {
        if (counts.Count < MostKept)
        {
            return;
        }

        foreach (var key in counts.Where(count => count.Value.Ends <= now).Select(count => count.Key).ToList())
        {
            counts.Remove(key);
        }

        if (counts.Count >= MostKept)
        {
            counts.Clear();
        }
    }

    private sealed class Count
    {
        public int Tries { get; set; }

        public DateTimeOffset Ends { get; init; }
    }
}
