namespace Attribution.Domain.Models.DataDriven;

/// <summary>Random numbers that depend on nothing but a seed and a place: SplitMix64 (Steele, Lea, Flood 2014), the same on every machine and in every order of drawing.</summary>
public static class FitSeed
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>The seed of a store's fits of a day. All models of the day share it, so that their replicates are of the same journeys and can be compared.</summary>
    public static ulong Of(StoreId store, DateOnly day) => At(At((ulong)(uint)store.Value, (ulong)day.DayNumber), 0);

    /// <summary>The random number at a place of the sequence that a seed starts.</summary>
    public static ulong At(ulong seed, ulong place)
    {
        unchecked
        {
            var z = seed + ((place + 1) * Golden);
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
