using Attribution.Domain.Models.DataDriven;
using FsCheck;
using FsCheck.Fluent;

namespace Attribution.Tests.Models.DataDriven;

/// <summary>Tables of paths.</summary>
internal static class AnyPaths
{
    private static readonly string[] Channels = ["direct", "email", "paid_search", "paid_social", "referral"];

    /// <summary>Any table of 1 to 40 paths of up to 9 steps, repeated channels and paths included; the first converts.</summary>
    public static Arbitrary<PathCounts> Any => (
        from paths in Gen.ArrayOf(Gen.Choose(1, 9).SelectMany(length => Gen.ArrayOf(Gen.Elements(Channels), length))).Where(all => all.Length is > 0 and <= 40)
        from counts in Gen.ArrayOf(Gen.Choose(0, 5).Zip(Gen.Choose(0, 20)), paths.Length)
        select Of([.. paths.Select((path, i) => (path, counts[i].Item1 + (i == 0 ? 1d : 0), (double)counts[i].Item2, counts[i].Item1 * 12.5 * (i + 1)))])).ToArbitrary();

    public static PathCounts Of(params (string[] Path, double Conversions, double Nulls, double Value)[] rows)
    {
        var builder = new PathCountsBuilder();
        foreach (var (path, conversions, nulls, value) in rows)
        {
            builder.Add(path, conversions, nulls, value);
        }

        return builder.Build();
    }

    /// <summary>Many paths of many lengths, the same for a seed.</summary>
    public static PathCounts Random(int seed, int count, int channels, int longest)
    {
        var random = new Random(seed);
        var builder = new PathCountsBuilder();
        for (var path = 0; path < count; path++)
        {
            var steps = Enumerable.Range(0, random.Next(1, longest + 1)).Select(_ => "c" + Math.Min(random.Next(channels), random.Next(channels)));
            var conversions = random.Next(4) == 0 ? random.Next(1, 6) : 0;
            builder.Add(steps, conversions, random.Next(conversions == 0 ? 1 : 0, 30), conversions * random.Next(1, 9_999) / 100d);
        }

        return builder.Build();
    }
}
