using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Attribution.Domain.Touches;

/// <summary>Turns what a tag carried into what it meant (CHANNELS §2, Values).</summary>
/// <param name="absent">Values that say nothing, such as <c>(not set)</c>.</param>
internal sealed partial class TagCleaner(FrozenSet<string> absent)
{
    /// <summary>Longest tag, in code points.</summary>
    public const int TagLimit = 255;

    /// <summary>Longest click id, campaign id, ad id or partner code, in code points.</summary>
    public const int IdLimit = 512;

    private static readonly char[] SpacesAndQuotes = [' ', '"', '\'', '`', '\u00ab', '\u00bb', '\u2018', '\u2019', '\u201a', '\u201c', '\u201d', '\u201e'];

    // What consists of these alone is clean as it is.
    private static readonly SearchValues<char> CleanText = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
    private static readonly SearchValues<char> CleanWord = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>A value whose case is kept: campaign, content, term, ids. Empty for one that says nothing.</summary>
    public string Text(string raw, bool encoded, int limit, ref LandingFlags flags) =>
        IsClean(raw, CleanText, limit) ? Meaning(raw, ref flags)
        : Meaning(Shorten(Tidy(Decode(raw, encoded, ref flags), NormalizationForm.FormC), limit, ref flags), ref flags);

    /// <summary>A source or medium: compatibility forms folded, lower case by the invariant culture, no trailing punctuation.</summary>
    public string Word(string raw, bool encoded, ref LandingFlags flags)
    {
        if (IsClean(raw, CleanWord, TagLimit))
        {
            return Meaning(raw, ref flags);
        }

        var tidy = Tidy(Decode(raw, encoded, ref flags), NormalizationForm.FormKC).ToLowerInvariant();
        var word = Meaning(tidy, ref flags);
        return Meaning(Shorten(WithoutTrailingMarks(word), TagLimit, ref flags), ref flags);
    }

    private static bool IsClean(string raw, SearchValues<char> clean, int limit) =>
        raw.Length <= limit && !raw.AsSpan().ContainsAnyExcept(clean);

    private static string Decode(string raw, bool encoded, ref LandingFlags flags)
    {
        var text = encoded && raw.AsSpan().ContainsAny('%', '+') ? PercentText.Decode(raw, plusIsSpace: true) : raw;
        for (var again = 0; again < 2 && PercentText.HasEscape(text); again++)
        {
            text = PercentText.Decode(text, plusIsSpace: false);
            flags |= LandingFlags.DoubleEncoded;
        }

        return text;
    }

    private static string Tidy(string text, NormalizationForm form)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0)
        {
            return text.Trim(SpacesAndQuotes);
        }

        var words = Visible(text).Normalize(form).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words).Trim(SpacesAndQuotes);
    }

    // Runes, not chars: half a surrogate comes out as U+FFFD here, and Normalize would throw on it.
    private static string Visible(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                visible.Append(' ');
            }
            else if (!IsInvisible(rune))
            {
                visible.Append(rune);
            }
        }

        return visible.ToString();
    }

    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format || IsNoCharacter(rune.Value);

    // Code points that are none by definition; Normalize throws on U+FFFE.
    private static bool IsNoCharacter(int codePoint) =>
        (codePoint & 0xFFFE) == 0xFFFE || codePoint is >= 0xFDD0 and <= 0xFDEF;

    // A bracket that the value itself opened belongs to it: "x (twitter)".
    private static string WithoutTrailingMarks(string word)
    {
        while (word.Length > 0 && (word[^1] is '/' or '.' or ',' or ';' || (word[^1] == ')' && !word.Contains('('))))
        {
            word = word[..^1].Trim(SpacesAndQuotes);
        }

        return word;
    }

    private static string Shorten(string text, int limit, ref LandingFlags flags)
    {
        if (text.Length <= limit)
        {
            return text;
        }

        var end = 0;
        foreach (var rune in text.EnumerateRunes().Take(limit))
        {
            end += rune.Utf16SequenceLength;
        }

        flags |= end < text.Length ? LandingFlags.Truncated : LandingFlags.None;
        return text[..end].TrimEnd(' ');
    }

    private string Meaning(string text, ref LandingFlags flags)
    {
        if (absent.Contains(text))
        {
            return "";
        }

        if (text[0] is '{' or '$' or '[' or '_' or '<' && Macro().IsMatch(text))
        {
            flags |= LandingFlags.UnexpandedMacro;
            return "";
        }

        flags |= text.Contains('\uFFFD') ? LandingFlags.InvalidUtf8 : LandingFlags.None;
        return text;
    }

    [GeneratedRegex(@"^(\$?\{[^{}]*\}|\{\{[^{}]*\}\}|\[[^\[\]]*\]|__[A-Za-z0-9_]+__|<[^<>]*>)$", RegexOptions.CultureInvariant)]
    private static partial Regex Macro();
}
