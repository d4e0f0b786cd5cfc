using Attribution.Domain.Channels;
using Microsoft.VisualBasic.FileIO;

namespace Attribution.Benchmarks;

/// <summary>The landings with known answers that the tests are judged by.</summary>
internal static class KnownLandings
{
    public const int Count = 302;

    public static Landing[] Read()
    {
        using var file = typeof(KnownLandings).Assembly.GetManifestResourceStream("channel_cases.csv")!;
        using var csv = new TextFieldParser(file) { Delimiters = [","], TrimWhiteSpace = false };
        var header = csv.ReadFields()!;
        var (url, referrer) = (Array.IndexOf(header, "url"), Array.IndexOf(header, "referrer"));
        List<Landing> landings = [];
        while (csv.ReadFields() is { } row)
        {
            landings.Add(new Landing { Url = row[url], Referrer = row[referrer] });
        }

        return landings.Count == Count ? [.. landings] : throw new InvalidOperationException($"There are {landings.Count} known landings, not {Count}.");
    }
}
