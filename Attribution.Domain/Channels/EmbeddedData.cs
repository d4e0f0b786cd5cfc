using System.Text.Json;

namespace Attribution.Domain.Channels;

/// <summary>The data files this assembly carries, by file name.</summary>
internal static class EmbeddedData
{
    private static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static List<IReadOnlyDictionary<string, string>> Csv(string file)
    {
        using var reader = new StreamReader(Open(file));
        return [.. CsvText.Rows(reader)];
    }

    public static T Json<T>(string file)
    {
        using var stream = Open(file);
        return JsonSerializer.Deserialize<T>(stream, SnakeCase) ?? throw new InvalidDataException($"{file} is empty.");
    }

    private static Stream Open(string file) =>
        typeof(EmbeddedData).Assembly.GetManifestResourceStream(file) ?? throw new InvalidDataException($"{file} is missing.");
}
