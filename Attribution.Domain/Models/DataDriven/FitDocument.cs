using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Attribution.Domain.Models.DataDriven;

/// <summary>Writes what was fitted down as a <see cref="ModelFit"/>.</summary>
internal static class FitDocument
{
    /// <param name="model">The model that was fitted.</param>
    /// <param name="order">Order of its chain, 0 for none.</param>
    /// <param name="request">What it was fitted to.</param>
    /// <param name="figures">Of the journeys as they were.</param>
    /// <param name="replicates">Of each replicate, weights before shares; empty for no intervals.</param>
    public static ModelFit Of(IDataDrivenModel model, int order, FitRequest request, FitFigures figures, double[][] replicates)
    {
        var paths = request.Input.Paths;
        var count = paths.Channels.Count;
        var touches = Touches(paths);
        return new ModelFit
        {
            Model = model.Id,
            Order = order,
            From = request.From,
            To = request.To,
            MaturityDays = request.Input.MaturityDays,
            Journeys = (long)(paths.TotalConversions + paths.TotalNulls),
            Conversions = (long)paths.TotalConversions,
            Nulls = (long)paths.TotalNulls,
            Censored = request.Input.Censored,
            InputHash = Hash(model, order, request),
            Seed = request.Seed,
            Replicates = replicates.Length,
            Channels = [.. paths.Channels.Select((channel, i) => new ChannelFit(channel, figures.Weights[i], figures.Importance[i], figures.Shares[i])
            {
                Touches = touches[i],
                WeightInterval = IntervalAt(i, replicates),
                ShareInterval = IntervalAt(count + i, replicates),
            })],
            ReplicateShares = DataDriven.ReplicateShares.Write(replicates.SelectMany(one => one.Skip(count))),
            Warnings = [.. Warnings(request)],
        };
    }

    private static Interval? IntervalAt(int figure, double[][] replicates) =>
        replicates.Length == 0 ? null : Bootstrap.IntervalOf(Array.ConvertAll(replicates, one => one[figure]));

    private static double[] Touches(PathCounts paths)
    {
        var touches = new double[paths.Channels.Count];
        for (var path = 0; path < paths.Count; path++)
        {
            foreach (var step in paths.Path(path))
            {
                touches[step] += paths.Conversions[path] + paths.Nulls[path];
            }
        }

        return touches;
    }

    private static IEnumerable<string> Warnings(FitRequest request)
    {
        var paths = request.Input.Paths;
        if (paths.TotalNulls == 0)
        {
            yield return "No journey without a conversion was counted: the weights only tell how the paths of buyers overlap.";
        }

        if (request.Input.Censored > paths.TotalConversions + paths.TotalNulls)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"More journeys were too young to count than entered: conversions take up to {request.Input.MaturityDays} days here. A longer window helps.");
        }
    }

    private static string Hash(IDataDrivenModel model, int order, FitRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var paths = request.Input.Paths;
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"{model.Id} {order} {model.Settings} {request.From:O} {request.To:O} {request.Seed} {request.Replicates} {request.Input.MaturityDays} {request.Input.Censored}\n{string.Join('\n', paths.Channels)}\n")));
        for (var path = 0; path < paths.Count; path++)
        {
            double[] counts = [paths.Conversions[path], paths.Nulls[path], paths.Values[path], paths.Path(path).Length];
            hash.AppendData(MemoryMarshal.AsBytes(counts.AsSpan()));
            hash.AppendData(MemoryMarshal.AsBytes(paths.Path(path)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>What a fit says of each channel, by channel index.</summary>
internal sealed record FitFigures(double[] Weights, double[] Importance, double[] Shares)
{
    /// <summary>As a replicate hands them over.</summary>
    public double[] ForReplicate() => [.. Weights, .. Shares];
}
