using System.Globalization;
using System.Text;

namespace Attribution.Web.Telemetry;

/// <summary>Writes families in Prometheus' text format, version 0.0.4.</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <param name="store">Key of the one store whose series are written; null for all.</param>
    public static string Write(IReadOnlyList<MetricFamily> families, string? store)
    {
        var text = new StringBuilder();
        foreach (var family in families)
        {
            var series = family.Read().Where(one => store is null || one.Labels.All(label => label.Key != "store" || label.Value == store)).ToList();
            if (series.Count > 0)
            {
                Write(text, family, series);
            }
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, MetricFamily family, IReadOnlyList<MetricSeries> series)
    {
        var name = NameOf(family);
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {family.Instrument.Description?.Replace("\\", @"\\").Replace("\n", @"\n")}\n");
        text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} {(family.IsHistogram ? "histogram" : family.IsCounter ? "counter" : "gauge")}\n");
        foreach (var one in series)
        {
            if (family.IsHistogram)
            {
                WriteHistogram(text, name, family.Bounds, one);
            }
            else
            {
                Line(text, name, one.Labels, Number(one.Value));
            }
        }
    }

    private static void WriteHistogram(StringBuilder text, string name, IReadOnlyList<double> bounds, MetricSeries one)
    {
        var below = 0L;
        for (var i = 0; i < one.Buckets.Length; i++)
        {
            below += one.Buckets[i];
            Line(text, name + "_bucket", [.. one.Labels, new("le", i < bounds.Count ? Number(bounds[i]) : "+Inf")], Number(below));
        }

        Line(text, name + "_sum", one.Labels, Number(one.Value));
        Line(text, name + "_count", one.Labels, Number(one.Count));
    }

    private static void Line(StringBuilder text, string name, IReadOnlyList<KeyValuePair<string, string>> labels, string value)
    {
        text.Append(name);
        if (labels.Count > 0)
        {
            text.Append('{').AppendJoin(',', labels.Select(label => $"{label.Key}=\"{Escaped(label.Value)}\"")).Append('}');
        }

        text.Append(' ').Append(value).Append('\n');
    }

    // attribution.ingest.commit.duration in s is attribution_ingest_commit_duration_seconds; what only grows ends in _total.
    private static string NameOf(MetricFamily family) =>
        family.Instrument.Name.Replace('.', '_') + (family.Instrument.Unit == "s" ? "_seconds" : "") + (family.IsCounter ? "_total" : "");

    private static string Escaped(string value) => value.Replace("\\", @"\\").Replace("\"", "\\\"").Replace("\n", @"\n");

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
