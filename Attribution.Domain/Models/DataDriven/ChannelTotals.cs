namespace Attribution.Domain.Models.DataDriven;

/// <summary>What a model credits to each channel of some paths.</summary>
/// <param name="Conversions">By channel index.</param>
/// <param name="Values">By channel index.</param>
public sealed record ChannelTotals(double[] Conversions, double[] Values)
{
    internal static ChannelTotals Empty(int channels) => new(new double[channels], new double[channels]);

    internal void Add(int channel, double share, PathCounts paths, int path)
    {
        Conversions[channel] += share * paths.Conversions[path];
        Values[channel] += share * paths.Values[path];
    }
}
