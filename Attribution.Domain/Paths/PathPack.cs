using System.Text;
using Attribution.Domain.Snapshots;

namespace Attribution.Domain.Paths;

/// <summary>A touch's origin, as filters on paths ask for it.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Source">The source, maybe empty.</param>
/// <param name="Medium">The medium, maybe empty.</param>
/// <param name="Campaign">The campaign, maybe empty.</param>
public readonly record struct PathOrigin(string Channel, string Source, string Medium, string Campaign);

/// <summary>The orders of a day and a conversion type that came by one path.</summary>
/// <param name="Type">The conversion type.</param>
/// <param name="Steps">Channels in order, <see cref="ChannelPath.Cut"/> among them where the path was cut; none for orders without a journey.</param>
/// <param name="Orders">How many.</param>
/// <param name="RevenueMinor">In minor units; below 0 where only refunds were booked.</param>
/// <param name="TouchesSum">Touches of all their journeys.</param>
public sealed record PackedPath(string Type, IReadOnlyList<string> Steps, long Orders, long RevenueMinor, long TouchesSum)
{
    /// <summary>Buckets of the time to convert, as <see cref="TimeHistogram"/> writes them.</summary>
    public CountHistogram Times { get; init; } = new();

    /// <summary>Whole days to convert.</summary>
    public CountHistogram Days { get; init; } = new();

    /// <summary>Buckets of the time from each touch to the next, as <see cref="TimeHistogram"/> writes them.</summary>
    public CountHistogram Gaps { get; init; } = new();

    /// <summary>Origins of the touches, each once.</summary>
    public IReadOnlyList<PathOrigin> Touched { get; init; } = [];
}

/// <summary>
/// All paths of a day in a few bytes each, so that a year of them is read at once: names stand once, in front, and a path is a row of
/// their numbers. Whole numbers are written 7 bits a byte, the lowest first, those that may be below 0 folded into the ones that are not.
/// </summary>
public sealed class PathPack
{
    private const int Version = 1;

    private readonly byte[] bytes;
    private readonly int body;

    private PathPack(byte[] bytes)
    {
        var reader = new PackedNumbers(bytes);
        if (reader.Next() != Version)
        {
            throw new FormatException("These bytes are no pack of paths.");
        }

        this.bytes = bytes;
        Channels = Many(ref reader, Text);
        Types = Many(ref reader, Text);
        Origins = Many(ref reader, (ref PackedNumbers from) => new PathOrigin(Text(ref from), Text(ref from), Text(ref from), Text(ref from)));
        Count = (int)reader.Next();
        body = reader.At;
    }

    private delegate T Reading<T>(ref PackedNumbers reader);

    /// <summary>Names of the steps, by number.</summary>
    public IReadOnlyList<string> Channels { get; }

    /// <summary>Conversion types, by number.</summary>
    public IReadOnlyList<string> Types { get; }

    /// <summary>Origins of touches, by number.</summary>
    public IReadOnlyList<PathOrigin> Origins { get; }

    /// <summary>How many paths there are, each once a conversion type.</summary>
    public int Count { get; }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes are no pack.</exception>
    public static PathPack Read(byte[] bytes) => new(bytes);

    /// <summary>The bytes of paths, in their order.</summary>
    public static byte[] Write(IReadOnlyCollection<PackedPath> paths)
    {
        var channels = Numbered(paths.SelectMany(path => path.Steps));
        var types = Numbered(paths.Select(path => path.Type));
        var origins = Numbered(paths.SelectMany(path => path.Touched));
        var writer = new NumberPacker();
        writer.Add(Version);
        writer.Add(channels.Keys, Add);
        writer.Add(types.Keys, Add);
        writer.Add(origins.Keys, (to, origin) =>
        {
            Add(to, origin.Channel);
            Add(to, origin.Source);
            Add(to, origin.Medium);
            Add(to, origin.Campaign);
        });
        writer.Add(paths, (to, path) => Add(to, path, channels, types[path.Type], origins));
        return writer.ToArray();
    }

    /// <summary>Goes through the paths.</summary>
    public PathPackReader Paths() => new(bytes.AsSpan(body), Count);

    private static Dictionary<T, int> Numbered<T>(IEnumerable<T> values)
        where T : notnull
    {
        var numbers = new Dictionary<T, int>();
        foreach (var value in values)
        {
            numbers.TryAdd(value, numbers.Count);
        }

        return numbers;
    }

    private static void Add(NumberPacker to, PackedPath path, Dictionary<string, int> channels, int type, Dictionary<PathOrigin, int> origins)
    {
        to.Add(type);
        to.Add(path.Steps, (steps, step) => steps.Add(channels[step]));
        to.AddSigned(path.Orders);
        to.AddSigned(path.RevenueMinor);
        to.AddSigned(path.TouchesSum);
        var rest = new NumberPacker();
        foreach (var histogram in new[] { path.Times, path.Days, path.Gaps })
        {
            rest.Add([.. histogram.Values], (bars, bar) =>
            {
                bars.Add(bar.Value);
                bars.Add(bar.Count);
            });
        }

        rest.Add(path.Touched, (touched, origin) => touched.Add(origins[origin]));
        to.Add(rest.ToArray());
    }

    private static void Add(NumberPacker to, string text) => to.Add(Encoding.UTF8.GetBytes(text));

    private static T[] Many<T>(ref PackedNumbers reader, Reading<T> one)
    {
        var many = new T[reader.Next()];
        for (var i = 0; i < many.Length; i++)
        {
            many[i] = one(ref reader);
        }

        return many;
    }

    private static string Text(ref PackedNumbers reader) => Encoding.UTF8.GetString(reader.Bytes());
}
