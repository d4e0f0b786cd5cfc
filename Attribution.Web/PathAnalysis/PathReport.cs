using System.Text.Json;
using Attribution.Domain.Channels;
using Attribution.Domain.Models.DataDriven;

namespace Attribution.Web.PathAnalysis;

/// <summary>Writes what models credit to a file's channels, as unrounded figures.</summary>
internal static class PathReport
{
    /// <param name="output">Where the JSON goes.</param>
    /// <param name="file">What was read.</param>
    /// <param name="credits">By model, in the order asked for.</param>
    /// <param name="seconds">How long reading and computing took.</param>
    public static void Write(Stream output, PathFile file, IEnumerable<(string Model, PathCredit Credit)> credits, (double Read, double Models) seconds)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteNumber("rows", file.Rows);
        json.WriteNumber("conversions", file.Conversions);
        json.WriteNumber("value", file.Value);
        json.WriteNumber("nulls", file.Nulls);
        json.WriteStartObject("seconds");
        json.WriteNumber("read", Math.Round(seconds.Read, 3));
        json.WriteNumber("models", Math.Round(seconds.Models, 3));
        json.WriteEndObject();
        json.WriteStartObject("models");
        foreach (var (model, credit) in credits)
        {
            json.WriteStartObject(model);
            Model(json, file, credit);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Model(Utf8JsonWriter json, PathFile file, PathCredit credit)
    {
        if (credit.Chain is { } chain)
        {
            json.WriteNumber("pConversion", chain.PConversion);
        }

        if (credit.HalfWidth > 0)
        {
            json.WriteNumber("halfWidth", credit.HalfWidth);
        }

        json.WriteStartObject("channels");
        foreach (var row in PathRow.Of(file, credit))
        {
            json.WriteStartObject(row.Channel);
            json.WriteNumber("conversions", row.Conversions);
            json.WriteNumber("value", row.Value);
            if (row.Removal is { } removal)
            {
                json.WriteStartObject("removalEffect");
                json.WriteNumber("conversions", removal.Conversions);
                json.WriteNumber("value", removal.Value);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}

/// <summary>What a model credits to a channel.</summary>
internal sealed record PathRow(string Channel, double Conversions, double Value, (double Conversions, double Value)? Removal)
{
    /// <summary>A row a channel, in the order of the file; what no channel earned comes last, where there is any.</summary>
    public static IEnumerable<PathRow> Of(PathFile file, PathCredit credit)
    {
        var (channels, left) = (file.Paths.Channels, file.Unattributed);
        // A file may have a channel of that name of its own.
        var own = channels.ToList().IndexOf(MarketingChannel.Unattributed);
        for (var i = 0; i < channels.Count; i++)
        {
            var more = i == own ? left : default;
            yield return new(
                channels[i],
                credit.Totals.Conversions[i] + more.Conversions,
                credit.Totals.Values[i] + more.Value,
                credit.Chain is { } chain ? (chain.RemovalEffects[i], chain.ValueRemovalEffects[i]) : null);
        }

        if (own < 0 && left != default)
        {
            yield return new(MarketingChannel.Unattributed, left.Conversions, left.Value, null);
        }
    }
}
