namespace Attribution.Web.Demo;

/// <summary>One visit of the sample shop, as a server would send it.</summary>
internal sealed record DemoVisit(string VisitorId, string SessionId, Guid TouchId, DateTimeOffset At, string Url, string Referrer, string UserId);

/// <summary>One conversion of the sample shop; a null refund day for one that stays.</summary>
internal sealed record DemoOrder(string OrderId, string Type, DateTimeOffset At, decimal Value, string SessionId, string VisitorId, string UserId, bool NewCustomer, DemoRefund? Refund);

/// <summary>Money given back.</summary>
internal sealed record DemoRefund(DateTimeOffset At, decimal Amount, string Reason);

/// <summary>Spend of a day.</summary>
internal sealed record DemoCost(DateOnly Date, string Channel, string Campaign, decimal Cost, int Impressions, int Clicks);

/// <summary>
/// A shop of believable size and shape, the same for the same seed and day: people who come, come back through other channels, buy,
/// buy again and send things back. It knows the outside of the product only: addresses, referrers, orders.
/// </summary>
internal sealed class DemoShop
{
    public const string Domain = "nordhaven.example";
    public const int Days = 90;

    private const int PeopleADay = 366;
    private const int Seed = 20260101;

    // Days lived before the first one that is told, so that the shop opens with people who were there before.
    private const int WarmUp = 45;

    private readonly Random random = new(Seed);
    private readonly DateOnly first;
    private readonly DateTimeOffset end;
    private readonly TimeZoneInfo zone;
    private readonly List<DemoVisit> visits = [];
    private readonly List<DemoOrder> orders = [];
    private int people;
    private int orderNumber = 10_000;

    /// <summary>The 90 complete days before today, and today up to <paramref name="now"/>.</summary>
    public DemoShop(DateTimeOffset now, TimeZoneInfo zone)
    {
        this.zone = zone;
        end = now;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        first = today.AddDays(-Days);
        for (var day = -WarmUp; day <= Days; day++)
        {
            var arriving = (int)Math.Round(PeopleADay * Season(day) * (0.94 + (random.NextDouble() * 0.12)));
            for (var i = 0; i < arriving; i++)
            {
                Live(day);
            }
        }

        Visits = [.. visits.OrderBy(visit => visit.At).ThenBy(visit => visit.TouchId)];
        Orders = [.. orders.OrderBy(order => order.At).ThenBy(order => order.OrderId, StringComparer.Ordinal)];
        Costs = [.. Spend()];
    }

    public IReadOnlyList<DemoVisit> Visits { get; }

    public IReadOnlyList<DemoOrder> Orders { get; }

    public IReadOnlyList<DemoCost> Costs { get; }

    /// <summary>Weekday pattern, a slow growth, and a sale week that everybody hears of.</summary>
    private double Season(int day)
    {
        var weekday = first.AddDays(day).DayOfWeek switch
        {
            DayOfWeek.Sunday => 1.18,
            DayOfWeek.Saturday => 0.92,
            DayOfWeek.Monday => 1.08,
            DayOfWeek.Friday => 0.9,
            _ => 1.0,
        };
        return weekday * (0.86 + (0.3 * day / Days)) * (IsSale(day) ? 1.35 : 1);
    }

    private static bool IsSale(int day) => day is >= 64 and <= 71;

    /// <summary>One person: the first visit, those that follow, and what they buy.</summary>
    private void Live(int day)
    {
        var number = ++people;
        var visitor = $"demo-v{number:00000}";
        var intent = random.NextDouble();
        var planned = intent switch { < 0.66 => 1, < 0.86 => 2, < 0.95 => 3 + random.Next(2), _ => 4 + random.Next(5) };
        var user = "";
        var at = InstantOf(day);
        var landing = DemoLandings.First(random, day);
        var bought = false;
        for (var visit = 1; visit <= planned && at <= end; visit++)
        {
            var session = $"demo-s{number:00000}-{visit}";
            Tell(new DemoVisit(visitor, session, NewId(at), at, landing.Url(random), landing.Referrer, user));
            if (visit == 1 && random.NextDouble() < 0.012)
            {
                Tell(new DemoOrder($"L{++orderNumber}", "signup", at.AddMinutes(2 + random.Next(8)), 0, session, visitor, "", true, null));
            }

            if (random.NextDouble() < ChanceToBuy(landing, visit, planned, day, bought))
            {
                user = user.Length == 0 ? $"customer-{number:00000}" : user;
                Buy(at, session, visitor, user, isNew: !bought);
                if (!bought && random.NextDouble() < 0.5)
                {
                    planned += 1 + random.Next(3);
                }

                bought = true;
            }

            at = Next(at, bought);
            landing = DemoLandings.Return(random, landing, bought, DayOf(at));
            if (visit == 2 && user.Length > 0 && random.NextDouble() < 0.3)
            {
                visitor = $"demo-v{number:00000}b";
            }
        }
    }

    private void Tell(DemoVisit visit)
    {
        if (DayOf(visit.At) >= 0)
        {
            visits.Add(DemoSlips.Of(visit, visits.Count));
        }
    }

    private void Tell(DemoOrder order)
    {
        if (DayOf(order.At) >= 0)
        {
            orders.Add(order);
        }
    }

    private static double ChanceToBuy(DemoLanding landing, int visit, int planned, int day, bool bought)
    {
        var chance = 0.91 * landing.Pull * (planned == 1 ? 0.35 : visit == planned ? 2.2 : 0.7) * (IsSale(day) ? 1.25 : 1);
        return bought ? chance * 5 : chance;
    }

    private void Buy(DateTimeOffset landed, string session, string visitor, string user, bool isNew)
    {
        var at = landed.AddMinutes(3 + random.Next(22));
        if (at > end)
        {
            return;
        }

        var value = Math.Round((decimal)Math.Exp(4.25 + (0.55 * Gauss())), 0) + 0.95m;
        var back = random.NextDouble() < 0.045 ? at.AddDays(3 + random.Next(12)) : (DateTimeOffset?)null;
        var refund = back is { } when && when <= end
            ? new DemoRefund(when, random.NextDouble() < 0.6 ? value : Math.Round(value * 0.4m, 2), random.NextDouble() < 0.5 ? "Too small" : "Changed my mind")
            : null;
        Tell(new DemoOrder($"N{++orderNumber}", "sale", at, value, session, visitor, user, isNew, refund));
    }

    /// <summary>When a person comes back: mostly within days, buyers after weeks.</summary>
    private DateTimeOffset Next(DateTimeOffset at, bool bought)
    {
        var days = bought ? 6 + (random.NextDouble() * 26) : Math.Min(24, Math.Exp(0.4 + (1.1 * Gauss())));
        return InstantOf(DayOf(at) + Math.Max(0, (int)days), notBefore: at.AddMinutes(45));
    }

    private int DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime).DayNumber - first.DayNumber;

    /// <summary>An instant of a local day, mostly in the evening.</summary>
    private DateTimeOffset InstantOf(int day, DateTimeOffset? notBefore = null)
    {
        var hour = Math.Clamp(15.5 + (4.6 * Gauss()), 0.1, 23.8);
        var local = first.AddDays(day).ToDateTime(TimeOnly.MinValue).AddHours(hour).AddMilliseconds(random.Next(60_000));
        if (zone.IsInvalidTime(local))
        {
            local = local.AddHours(1);
        }

        var at = new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
        return notBefore is { } earliest && at < earliest ? earliest : at;
    }

    private IEnumerable<DemoCost> Spend()
    {
        var clicks = visits
            .Select(visit => (Day: DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(visit.At, zone).DateTime), Paid: DemoLandings.PaidOf(visit.Url)))
            .Where(visit => visit.Paid is not null)
            .GroupBy(visit => (visit.Day, Paid: visit.Paid!))
            .OrderBy(group => group.Key.Day).ThenBy(group => group.Key.Paid.Channel, StringComparer.Ordinal).ThenBy(group => group.Key.Paid.Campaign, StringComparer.Ordinal);
        foreach (var group in clicks)
        {
            var paid = group.Key.Paid;
            var bought = group.Count() + random.Next(3);
            var cost = Math.Round((decimal)(bought * paid.CostAClick * (0.85 + (random.NextDouble() * 0.3))), 2);
            yield return new DemoCost(group.Key.Day, paid.Channel, paid.Campaign, cost, bought * (18 + random.Next(30)), bought);
        }
    }

    private double Gauss() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>A UUIDv7 of the sample's own chance: the same seed and day give the same ids.</summary>
    private Guid NewId(DateTimeOffset at)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        var milliseconds = at.ToUnixTimeMilliseconds();
        for (var i = 5; i >= 0; i--)
        {
            bytes[i] = (byte)milliseconds;
            milliseconds >>= 8;
        }

        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x70);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
