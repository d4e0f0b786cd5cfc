namespace Attribution.Domain.Channels;

/// <summary>The file <c>medium_words.json</c>.</summary>
internal sealed record MediumWords(
    IReadOnlyList<string> PaidTokens,
    string PaidRegex,
    IReadOnlyList<KindWordList> Kinds,
    IReadOnlyList<KindWordList> Weak,
    IReadOnlyList<KindWordList> SourceWords,
    string CampaignShoppingRegex,
    IReadOnlyList<string> WebmailLabels,
    IReadOnlyList<string> Absent);

/// <summary>The words of one kind, as the file lists them.</summary>
internal sealed record KindWordList
{
    public required string Kind { get; init; }

    /// <summary>The whole text.</summary>
    public IReadOnlyList<string> Exact { get; init; } = [];

    /// <summary>One of the text's words.</summary>
    public IReadOnlyList<string> Tokens { get; init; } = [];

    /// <summary>Words beside which <see cref="Tokens"/> mean something else: direct mail is no email.</summary>
    public IReadOnlyList<string> NotTokens { get; init; } = [];

    /// <summary>Somewhere in the text.</summary>
    public IReadOnlyList<string> Contains { get; init; } = [];

    /// <summary>The text's end.</summary>
    public IReadOnlyList<string> Ends { get; init; } = [];

    /// <summary>The whole text with its words in one.</summary>
    public IReadOnlyList<string> Joined { get; init; } = [];

    /// <summary>Somewhere in the text with its words in one.</summary>
    public IReadOnlyList<string> JoinedContains { get; init; } = [];

    /// <summary>Sub-channel by word.</summary>
    public IReadOnlyDictionary<string, string> Sub { get; init; } = new Dictionary<string, string>();

    /// <summary>Sub-channel where no word names another; empty for none.</summary>
    public string DefaultSub { get; init; } = "";
}
