using System.Runtime.InteropServices;
using Attribution.Domain.Conversions;

namespace Attribution.Domain.Snapshots;

/// <summary>Where a day's earning touches came from, numbered: figures are summed by number, and told by name at the end.</summary>
internal sealed class DayOrigins
{
    /// <summary>The number of what nobody earned.</summary>
    public const int Unattributed = 0;

    private readonly List<Origin> origins = [Origin.Unattributed];
    private readonly Dictionary<Origin, int> numbers = new() { [Origin.Unattributed] = Unattributed };

    public Origin this[int number] => origins[number];

    /// <summary>The numbers of a journey's touches, in order; none where there is no journey.</summary>
    public int[] Of(MarketingAttribution? attribution) => [.. (attribution?.Touches ?? []).Select(touch => NumberOf(Origin.Of(touch)))];

    private int NumberOf(Origin origin)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, origin, out var isKnown);
        if (!isKnown)
        {
            number = origins.Count;
            origins.Add(origin);
        }

        return number;
    }
}

/// <summary>A day's bookings, and who earned each under every model: each share is computed once, whatever rows it goes into.</summary>
internal sealed class DayShares
{
    private readonly int[][] touched;
    private readonly Dictionary<string, Share[][]> shares;

    public DayShares(IReadOnlyList<string> models, Booking[] bookings)
    {
        touched = Array.ConvertAll(bookings, booking => Origins.Of(booking.Attribution));
        Bookings = bookings;
        shares = models.ToDictionary(model => model, model => Array.ConvertAll(Enumerable.Range(0, bookings.Length).ToArray(), i => bookings[i].Shares(model, touched[i])));
    }

    public DayOrigins Origins { get; } = new();

    public Booking[] Bookings { get; }

    /// <summary>Where the touches of a booking's journey came from, by number, in order; none where there is no journey.</summary>
    public int[] Touched(int booking) => touched[booking];

    /// <summary>The shares of each booking, in the order of the bookings.</summary>
    public Share[][] Under(string model) => shares[model];
}
