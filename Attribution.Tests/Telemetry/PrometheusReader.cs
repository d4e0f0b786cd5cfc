using System.Globalization;
using System.Text.RegularExpressions;

namespace Attribution.Tests.Telemetry;

/// <summary>One line of figures.</summary>
internal sealed record Sample(string Name, IReadOnlyDictionary<string, string> Labels, double Value);

/// <summary>Reads Prometheus' text format to the letter: what it can't read is a fault of who wrote it.</summary>
internal sealed partial class PrometheusReader
{
    private static readonly string[] HistogramEnds = ["_bucket", "_sum", "_count"];

    private readonly Dictionary<string, string> types = [];
    private readonly HashSet<string> helped = [];
    private readonly HashSet<string> series = [];
    private readonly List<Sample> samples = [];

    public IReadOnlyList<Sample> Samples => samples;

    public IReadOnlyDictionary<string, string> Types => types;

    public static PrometheusReader Read(string text)
    {
        var reader = new PrometheusReader();
        text.ShouldEndWith("\n");
        text.ShouldNotContain("\r");
        foreach (var line in text.Split('\n')[..^1])
        {
            reader.Take(line);
        }

        reader.CheckHistograms();
        return reader;
    }

    public double this[string name, params (string Name, string Value)[] labels] =>
        samples.Where(sample => sample.Name == name && labels.All(label => sample.Labels.GetValueOrDefault(label.Name) == label.Value)).Sum(sample => sample.Value);

    private void Take(string line)
    {
        if (Help().Match(line) is { Success: true } help)
        {
            helped.Add(help.Groups[1].Value).ShouldBeTrue($"second HELP: {line}");
        }
        else if (Type().Match(line) is { Success: true } type)
        {
            helped.ShouldContain(type.Groups[1].Value, "HELP comes before TYPE");
            types.TryAdd(type.Groups[1].Value, type.Groups[2].Value).ShouldBeTrue($"second TYPE: {line}");
        }
        else
        {
            Line().IsMatch(line).ShouldBeTrue($"not readable: {line}");
            Add(line, Line().Match(line));
        }
    }

    private void Add(string line, Match match)
    {
        var labels = Label().Matches(match.Groups["labels"].Value).ToDictionary(label => label.Groups[1].Value, label => Unescape(label.Groups[2].Value));
        var sample = new Sample(match.Groups["name"].Value, labels, match.Groups["value"].Value == "+Inf" ? double.PositiveInfinity : double.Parse(match.Groups["value"].Value, NumberStyles.Float, CultureInfo.InvariantCulture));
        types.ShouldContainKey(FamilyOf(sample.Name), $"no TYPE: {line}");
        series.Add(line[..line.LastIndexOf(' ')]).ShouldBeTrue($"twice: {line}");
        if (types[FamilyOf(sample.Name)] == "counter")
        {
            sample.Name.ShouldEndWith("_total");
            sample.Value.ShouldBeGreaterThanOrEqualTo(0);
        }

        samples.Add(sample);
    }

    private void CheckHistograms()
    {
        foreach (var name in types.Where(type => type.Value == "histogram").Select(type => type.Key))
        {
            foreach (var one in samples.Where(sample => sample.Name == name + "_bucket").GroupBy(sample => string.Join('|', sample.Labels.Where(label => label.Key != "le").OrderBy(label => label.Key))))
            {
                var bounds = one.Select(bucket => bucket.Labels["le"] == "+Inf" ? double.PositiveInfinity : double.Parse(bucket.Labels["le"], CultureInfo.InvariantCulture)).ToList();
                bounds.ShouldBe(bounds.Distinct().Order());
                bounds[^1].ShouldBe(double.PositiveInfinity);
                one.Select(bucket => bucket.Value).ShouldBe(one.Select(bucket => bucket.Value).Order());
                var labels = one.First().Labels.Where(label => label.Key != "le").Select(label => (label.Key, label.Value)).ToArray();
                one.Last().Value.ShouldBe(samples.Single(sample => sample.Name == name + "_count" && sample.Labels.Count == labels.Length && labels.All(label => sample.Labels[label.Key] == label.Value)).Value);
                samples.ShouldContain(sample => sample.Name == name + "_sum");
            }
        }
    }

    private string FamilyOf(string name) =>
        HistogramEnds.Where(end => name.EndsWith(end, StringComparison.Ordinal)).Select(end => name[..^end.Length]).FirstOrDefault(family => types.GetValueOrDefault(family) == "histogram") ?? name;

    private static string Unescape(string value) => Escape().Replace(value, match => match.Value switch { @"\n" => "\n", @"\\" => @"\", _ => "\"" });

    [GeneratedRegex(@"^# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) \S.*$")]
    private static partial Regex Help();

    [GeneratedRegex(@"^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram)$")]
    private static partial Regex Type();

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?<labels>([a-zA-Z_][a-zA-Z0-9_]*="([^"\\\n]|\\["\\n])*",?)+(?<!,))\})? (?<value>[-+]?([0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?|Inf)|NaN)$""")]
    private static partial Regex Line();

    [GeneratedRegex("""([a-zA-Z_][a-zA-Z0-9_]*)="(([^"\\\n]|\\["\\n])*)"(,|$)""")]
    private static partial Regex Label();

    [GeneratedRegex(@"\\.")]
    private static partial Regex Escape();
}
