namespace Attribution.Domain.Channels.Hygiene;

/// <summary>Tells slips of the finger from names that only look alike.</summary>
internal static class Spellings
{
    // Shorter words are too near to one another: uk and us, men and mens.
    private const int ShortestWord = 5;
    private const int LongWord = 9;
    private const int LongKnownWord = 8;

    // A value so much more frequent than another is what was meant.
    private const int Established = 10;

    /// <summary>The value that was meant; null where nothing says that another was.</summary>
    /// <param name="value">What was written.</param>
    /// <param name="touches">How often.</param>
    /// <param name="written">Everything written in that tag, with how often.</param>
    /// <param name="known">Values that are right in any store.</param>
    public static string? Meant(string value, long touches, IEnumerable<KeyValuePair<string, long>> written, IEnumerable<string> known)
    {
        var words = TagText.Words(value);
        var own = written.Where(other => other.Value >= Established && other.Value >= touches * Established && IsSlip(words, TagText.Words(other.Key), isKnown: false))
            .OrderByDescending(other => other.Value).ThenBy(other => other.Key, StringComparer.Ordinal)
            .Select(other => other.Key).FirstOrDefault();
        return own ?? known.Where(other => TagText.Key(other) == TagText.Key(value) || IsSlip(words, TagText.Words(other), isKnown: true))
            .OrderBy(other => EditDistance.Between(value, other, 3)).ThenBy(other => other, StringComparer.Ordinal).FirstOrDefault();
    }

    // One value is another with one word mistyped.
    private static bool IsSlip(IReadOnlyList<string> words, IReadOnlyList<string> others, bool isKnown)
    {
        if (words.Count != others.Count)
        {
            return false;
        }

        var differing = words.Zip(others).Where(pair => pair.First != pair.Second).Take(2).ToList();
        return differing.Count == 1 && IsSlip(differing[0].First, differing[0].Second, isKnown);
    }

    // Digits are never mistyped here: q1 and q2, 2025 and 2026 are two things. So are words that begin otherwise, and of a store's own words
    // those that only end otherwise: testa and testb, shoe and shoes.
    private static bool IsSlip(string word, string other, bool isKnown)
    {
        var limit = Math.Min(word.Length, other.Length) >= (isKnown ? LongKnownWord : LongWord) ? 2 : 1;
        return Math.Min(word.Length, other.Length) >= ShortestWord
            && word[0] == other[0]
            && !word.Concat(other).Any(char.IsDigit)
            && (isKnown || !IsEndingOnly(word, other))
            && EditDistance.Between(word, other, limit) <= limit;
    }

    private static bool IsEndingOnly(string word, string other)
    {
        var shorter = Math.Min(word.Length, other.Length);
        var stem = word.Length == other.Length ? shorter - 1 : shorter;
        return Math.Abs(word.Length - other.Length) <= 1 && word.AsSpan(0, stem).SequenceEqual(other.AsSpan(0, stem)) && (word.Length == other.Length || word[^1] == 's' || other[^1] == 's');
    }
}
