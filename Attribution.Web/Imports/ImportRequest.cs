namespace Attribution.Web.Imports;

/// <summary>What the address and the head of an upload say, with everything that is wrong with it.</summary>
internal sealed class ImportRequest
{
    private const int LongestName = 200;

    private static readonly string[] JsonTypes = ["application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines"];

    private readonly Dictionary<string, string[]> errors = [];

    public IReadOnlyDictionary<string, string[]> Errors => errors;

    public string Kind { get; private set; } = "";

    /// <summary>csv or jsonl; null where the content type is neither.</summary>
    public string? Format { get; private set; }

    public string FileName { get; private set; } = "";

    public bool DryRun { get; private set; } = true;

    public string Times { get; private set; } = TimeWords.Exact;

    public string Decimals { get; private set; } = DecimalWords.Point;

    public static ImportRequest Of(HttpRequest request)
    {
        var read = new ImportRequest { Format = FormatOf(request.ContentType) };
        read.Kind = read.Word(request, "kind", "", ImportKinds.IsKnown, "touches, conversions, refunds or mixed");
        read.DryRun = read.Word(request, "dryRun", "true", word => word is "true" or "false", "true or false") == "true";
        read.Times = read.Word(request, "times", TimeWords.Exact, TimeWords.IsKnown, "exact, store or utc");
        read.Decimals = read.Word(request, "decimals", DecimalWords.Point, DecimalWords.IsKnown, "point or comma");
        read.FileName = NameOf(request);
        foreach (var other in request.Query.Keys.Where(key => key is not ("kind" or "dryRun" or "times" or "decimals" or "name" or "store")))
        {
            read.errors[other] = ["Unknown parameter. An upload takes kind, dryRun, times, decimals and name."];
        }

        return read;
    }

    /// <summary>A file's name as its sender calls it, without what could mislead an eye.</summary>
    public static string NameOf(HttpRequest request)
    {
        var name = string.Concat(request.Query["name"].ToString().Where(sign => !char.IsControl(sign) && sign is not ((>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')))).Trim();
        return name.Length > LongestName ? name[..LongestName] : name;
    }

    private static string? FormatOf(string? contentType) => contentType?.Split(';')[0].Trim().ToLowerInvariant() switch
    {
        "text/csv" => ImportFormats.Csv,
        { } type when JsonTypes.Contains(type) => ImportFormats.JsonLines,
        _ => null,
    };

    private string Word(HttpRequest request, string name, string absent, Func<string, bool> isKnown, string known)
    {
        var word = request.Query[name].ToString() is { Length: > 0 } sent ? sent : absent;
        if (!isKnown(word))
        {
            errors[name] = [word.Length == 0 ? $"This is missing. Send {known}." : $"This is none of {known}."];
        }

        return word;
    }
}
