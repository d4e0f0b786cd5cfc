using System.Globalization;
using System.Text;
using Attribution.Domain.Touches;

namespace Attribution.Domain.Channels.Hygiene;

/// <summary>A tag's value as a person wrote it, and as values are compared.</summary>
internal static class TagText
{
    /// <summary>What was written, before the link was encoded.</summary>
    public static string Written(string raw) =>
        (raw.AsSpan().ContainsAny('%', '+') ? PercentText.Decode(raw, plusIsSpace: true) : raw).Trim();

    /// <summary>What was meant to be written: decoded as often as it was encoded, without what cannot be seen, case kept; empty for what says nothing.</summary>
    public static string Clean(string raw)
    {
        var flags = LandingFlags.None;
        return raw.Length == 0 ? "" : SourceCatalog.BuiltIn.Cleaner.Text(raw, encoded: true, TagCleaner.TagLimit, ref flags);
    }

    /// <summary>The words of a value, lower case: whatever is neither letter nor digit parts them.</summary>
    public static IReadOnlyList<string> Words(string value)
    {
        List<string> words = [];
        var word = new StringBuilder();
        foreach (var rune in Folded(value).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark)
            {
                word.Append(rune);
            }
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        return word.Length > 0 ? [.. words, word.ToString()] : words;
    }

    /// <summary>What case and separators leave the same: <c>Summer_Sale</c>, <c>summer sale</c> and <c>SummerSale</c> have one key; <c>a-1-1</c> and <c>a-11</c> two.</summary>
    public static string Key(string value)
    {
        var key = new StringBuilder();
        foreach (var word in Words(value))
        {
            if (key.Length > 0 && char.IsDigit(key[^1]) && char.IsDigit(word[0]))
            {
                key.Append('-');
            }

            key.Append(word);
        }

        return key.ToString();
    }

    /// <summary>Whether an ad platform's placeholder was left in the value.</summary>
    public static bool IsMacro(string value)
    {
        var flags = LandingFlags.None;
        SourceCatalog.BuiltIn.Cleaner.Text(value, encoded: false, TagCleaner.TagLimit, ref flags);
        return flags.HasFlag(LandingFlags.UnexpandedMacro);
    }

    /// <summary>Whether a value holds an e-mail address.</summary>
    public static bool HoldsMail(string value)
    {
        var at = value.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && value.IndexOf('.', at) > at + 1;
    }

    // Half a surrogate would make Normalize throw; an enumeration of runes has none.
    private static string Folded(string value) => CampaignLookup.KeyOf(string.Concat(value.EnumerateRunes().Where(rune => (rune.Value & 0xFFFE) != 0xFFFE)));
}
