using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Attribution.Web.Integrations;

/// <summary>Reads what a platform sends. Its shape is not ours to refuse: what is not as expected reads as absent.</summary>
internal static class PlatformJson
{
    /// <summary>A platform's own nesting goes deeper than what we let others send.</summary>
    public static JsonDocumentOptions Options { get; } = new() { MaxDepth = 64 };

    public static JsonElement? At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        var at = element;
        foreach (var name in path)
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
            {
                return null;
            }
        }

        return at.ValueKind == JsonValueKind.Null ? null : at;
    }

    /// <summary>A text or number as text: composed, without control and invisible signs, cut.</summary>
    public static string Text(this JsonElement element, int max, params ReadOnlySpan<string> path) => element.At(path) switch
    {
        { ValueKind: JsonValueKind.String } text => Clean(text, max),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText() is var raw && raw.Length <= max ? raw : "",
        _ => "",
    };

    /// <summary>A decimal, as a number or in quotes.</summary>
    public static decimal? Number(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.Text(29, path) is { Length: > 0 } text && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>An instant; one without an offset is UTC.</summary>
    public static DateTimeOffset? Instant(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.Text(40, path) is { Length: > 0 } text
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at
            : null;

    public static bool Is(this JsonElement element, params ReadOnlySpan<string> path) => element.At(path) is { ValueKind: JsonValueKind.True };

    public static IReadOnlyList<JsonElement> List(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object)] : [];

    private static string Clean(JsonElement element, int max)
    {
        string text;
        try
        {
            text = element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return ""; // half of a surrogate pair
        }

        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate))
            {
                kept.Append(rune.ToString());
            }
        }

        var clean = kept.ToString().Normalize(NormalizationForm.FormC).Trim();
        return clean.Length <= max ? clean : clean[..(char.IsHighSurrogate(clean[max - 1]) ? max - 1 : max)];
    }
}
