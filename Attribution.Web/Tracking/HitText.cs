using System.Globalization;
using System.Text;
using System.Text.Json;
using Attribution.Web.Http;

namespace Attribution.Web.Tracking;

/// <summary>Text from the open internet: made valid, composed, and rid of what no eye sees.</summary>
internal static class HitText
{
    /// <summary>A text value; null where it is no valid Unicode and <paramref name="strict"/>, else with U+FFFD for what is broken.</summary>
    public static string? Read(JsonElement element, bool strict)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // The parser looks at escapes only when a text is asked for.
            return strict ? null : Mend(element);
        }
    }

    /// <summary>A member by name, also among names that are no valid Unicode; null where there is none.</summary>
    public static JsonElement? Find(JsonElement element, string name)
    {
        foreach (var member in element.EnumerateObject())
        {
            if (JsonFields.NameOf(member) == name)
            {
                return member.Value;
            }
        }

        return null;
    }

    /// <summary>Composed (NFC), without control, zero-width and direction signs.</summary>
    public static string Clean(string text)
    {
        if (Ascii.IsValid(text) && !text.AsSpan().ContainsAnyInRange('\0', '\u001F') && !text.Contains('\u007F'))
        {
            return text;
        }

        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsInvisible(rune))
            {
                kept.Append(rune.ToString());
            }
        }

        return kept.ToString().Normalize(NormalizationForm.FormC);
    }

    public static int CodePoints(string text)
    {
        var count = text.Length;
        foreach (var letter in text)
        {
            count -= char.IsLowSurrogate(letter) ? 1 : 0;
        }

        return count;
    }

    /// <summary>The first code points of a text, never half a surrogate pair.</summary>
    public static string Cut(string text, int codePoints)
    {
        var end = 0;
        for (var left = codePoints; left > 0 && end < text.Length; left--)
        {
            end += char.IsHighSurrogate(text[end]) && end + 1 < text.Length ? 2 : 1;
        }

        return text[..end];
    }

    private static bool IsInvisible(Rune rune) =>
        Rune.IsControl(rune) || rune.Value is (>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x2064) or (>= 0x2066 and <= 0x2069) or 0xFEFF;

    // Escapes of half a surrogate pair become U+FFFD; the rest is read again.
    private static string Mend(JsonElement element)
    {
        var raw = element.GetRawText();
        var mended = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                mended.Append(char.IsSurrogate(raw[i]) && !IsPairAt(raw, i) ? '\uFFFD' : raw[i]);
                continue;
            }

            var length = raw[i + 1] == 'u' ? EscapeLength(raw, i) : 2;
            mended.Append(length == 0 ? "\\uFFFD" : raw.AsSpan(i, length));
            i += Math.Max(length, raw[i + 1] == 'u' ? 6 : 2) - 1;
        }

        return JsonSerializer.Deserialize<string>(mended.ToString())!;
    }

    private static bool IsPairAt(string raw, int at) =>
        (char.IsHighSurrogate(raw[at]) && at + 1 < raw.Length && char.IsLowSurrogate(raw[at + 1])) || (char.IsLowSurrogate(raw[at]) && at > 0 && char.IsHighSurrogate(raw[at - 1]));

    // 6 for a letter, 12 for a pair, 0 for half of one.
    private static int EscapeLength(string raw, int at)
    {
        var unit = UnitAt(raw, at);
        return !char.IsSurrogate(unit) ? 6
            : char.IsHighSurrogate(unit) && at + 12 <= raw.Length && raw[at + 6] == '\\' && raw[at + 7] == 'u' && char.IsLowSurrogate(UnitAt(raw, at + 6)) ? 12
            : 0;
    }

    private static char UnitAt(string raw, int at) => (char)ushort.Parse(raw.AsSpan(at + 2, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
