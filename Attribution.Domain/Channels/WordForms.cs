namespace Attribution.Domain.Channels;

/// <summary>A medium, source or campaign as its words: split at everything that is neither a letter a to z nor a digit.</summary>
internal sealed class WordForms
{
    /// <param name="text">Lower case.</param>
    public WordForms(string text)
    {
        Text = text;
        Tokens = Split(text);
        Hyphenated = Tokens.Count == 1 ? Tokens[0] : string.Join('-', Tokens);
        Joined = Tokens.Count == 1 ? Tokens[0] : string.Concat(Tokens);
    }

    /// <summary>The text itself.</summary>
    public string Text { get; }

    /// <summary>Its words.</summary>
    public IReadOnlyList<string> Tokens { get; }

    /// <summary>The words with hyphens between: <c>live_chat</c> is <c>live-chat</c>.</summary>
    public string Hyphenated { get; }

    /// <summary>The words in one: <c>e-mail</c> is <c>email</c>.</summary>
    public string Joined { get; }

    private static List<string> Split(string text)
    {
        List<string> tokens = [];
        var start = 0;
        for (var at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && (char.IsAsciiLetterLower(text[at]) || char.IsAsciiDigit(text[at])))
            {
                continue;
            }

            if (at > start)
            {
                tokens.Add(text[start..at]);
            }

            start = at + 1;
        }

        return tokens;
    }
}
