using Attribution.Domain.Paths;
using FsCheck;
using FsCheck.Fluent;

namespace Attribution.Tests.Paths;

/// <summary>The orders that came by one path.</summary>
internal sealed record PathTally(IReadOnlyList<string> Steps, long Orders);

/// <summary>Paths of up to seven steps over ten channels.</summary>
internal static class SomePaths
{
    private static readonly string[] Channels = [.. Enumerable.Range(0, 10).Select(i => $"c{i}")];

    private static Gen<IReadOnlyList<string>> Steps => Gen.Choose(0, 7).SelectMany(count => Gen.Elements(Channels).ListOf(count)).Select(steps => (IReadOnlyList<string>)[.. steps]);

    public static Arbitrary<IReadOnlyList<FlowTally>> Journeys => (
        from all in (from steps in Steps from orders in Gen.Choose(0, 20) from dropOuts in Gen.Choose(0, 20) select new FlowTally(steps, orders, dropOuts)).ListOf()
        select (IReadOnlyList<FlowTally>)[.. all]).ToArbitrary();

    public static Arbitrary<IReadOnlyList<PathTally>> Paths => (
        from all in (from steps in Steps from orders in Gen.Choose(0, 20) select new PathTally(steps, orders)).ListOf()
        select (IReadOnlyList<PathTally>)[.. all]).ToArbitrary();

    /// <summary>Counts paths of names, which the tally knows by number.</summary>
    public static ChannelTally Tally(IReadOnlyList<PathTally> paths)
    {
        List<string> names = [.. paths.SelectMany(path => path.Steps).Distinct()];
        var tally = new ChannelTally(names);
        foreach (var path in paths)
        {
            tally.Add([.. path.Steps.Select(step => names.IndexOf(step))], path.Orders);
        }

        return tally;
    }
}
