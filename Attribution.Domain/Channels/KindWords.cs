using System.Collections.Frozen;

namespace Attribution.Domain.Channels;

/// <summary>A kind that words told, with the sub-channel they name; empty for none.</summary>
internal sealed record ToldKind(TrafficKind Kind, string SubChannel);

/// <summary>Tells a kind by the words of a text.</summary>
internal sealed class KindWords(KindWordList words)
{
    // Offline material is told apart by the word itself; these are its other spellings.
    private static readonly FrozenDictionary<string, string> OfflineWords = new Dictionary<string, string>
    {
        ["offline"] = "",
        ["qrcode"] = "qr",
        ["directmail"] = "direct_mail",
    }.ToFrozenDictionary();

    private readonly TrafficKind kind = TrafficKinds.Parse(words.Kind);
    private readonly FrozenSet<string> exact = words.Exact.ToFrozenSet();
    private readonly FrozenSet<string> tokens = words.Tokens.ToFrozenSet();
    private readonly FrozenSet<string> notTokens = words.NotTokens.ToFrozenSet();
    private readonly FrozenSet<string> joined = words.Joined.ToFrozenSet();

    /// <summary>The first list of words that matches; null for none.</summary>
    public static ToldKind? First(KindWords[] lists, WordForms text)
    {
        foreach (var list in lists)
        {
            if (list.WordIn(text) is { } word)
            {
                return new ToldKind(list.kind, list.SubChannelOf(word));
            }
        }

        return null;
    }

    private string? WordIn(WordForms text) =>
        exact.Contains(text.Hyphenated) ? text.Hyphenated
        : TokenIn(text) is { } token ? token
        : joined.Contains(text.Joined) ? text.Joined
        : IsPartOf(words.Contains, text.Text) || IsPartOf(words.JoinedContains, text.Joined) || IsEndOf(words.Ends, text.Text) ? text.Joined
        : null;

    private string? TokenIn(WordForms text)
    {
        if (notTokens.Count > 0 && text.Tokens.Any(notTokens.Contains))
        {
            return null;
        }

        foreach (var token in text.Tokens)
        {
            if (tokens.Contains(token))
            {
                return token;
            }
        }

        return null;
    }

    private string SubChannelOf(string word) =>
        kind == TrafficKind.Offline ? OfflineWords.GetValueOrDefault(word, word) : words.Sub.GetValueOrDefault(word, words.DefaultSub);

    private static bool IsPartOf(IReadOnlyList<string> parts, string text)
    {
        foreach (var part in parts)
        {
            if (text.Contains(part, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsEndOf(IReadOnlyList<string> ends, string text)
    {
        foreach (var end in ends)
        {
            if (text.EndsWith(end, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
