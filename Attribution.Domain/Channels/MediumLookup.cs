using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Attribution.Domain.Channels;

/// <summary>What a medium says.</summary>
/// <param name="Text">As cleaned; empty for none.</param>
/// <param name="IsPaid">Whether it says that somebody paid.</param>
/// <param name="Strong">The kind it names for sure; null for none.</param>
/// <param name="Weak">The kind it hints at, where nothing better is known; null for none.</param>
/// <param name="Audience">Sub-channel that holds in every channel: <c>retargeting</c>, <c>influencer</c>; empty for none.</param>
internal sealed record MediumMeaning(string Text, bool IsPaid, ToldKind? Strong, ToldKind? Weak, string Audience)
{
    public static MediumMeaning None { get; } = new("", false, null, null, "");
}

/// <summary>Reads <c>utm_medium</c> (CHANNELS §2, Medium lookup).</summary>
internal sealed class MediumLookup
{
    private static readonly FrozenDictionary<string, string> Audiences = new Dictionary<string, string>
    {
        ["retargeting"] = "retargeting",
        ["remarketing"] = "retargeting",
        ["influencer"] = "influencer",
        ["influencers"] = "influencer",
    }.ToFrozenDictionary();

    private readonly FrozenSet<string> paidTokens;
    private readonly Regex paid;
    private readonly KindWords[] strong;
    private readonly KindWords[] weak;

    private readonly Memo<MediumMeaning> seen;

    public MediumLookup(MediumWords words)
    {
        paidTokens = words.PaidTokens.ToFrozenSet();
        paid = new Regex(words.PaidRegex, RegexOptions.Compiled | RegexOptions.CultureInvariant);
        strong = [.. words.Kinds.Select(list => new KindWords(list))];
        weak = [.. words.Weak.Select(list => new KindWords(list))];
        seen = new Memo<MediumMeaning>(ReadWords);
    }

    /// <param name="medium">Cleaned and lower case; empty for none.</param>
    public MediumMeaning Read(string medium) =>
        medium.Length == 0 ? MediumMeaning.None : seen.Read(medium);

    private MediumMeaning ReadWords(string medium)
    {
        var text = new WordForms(medium);
        return new MediumMeaning(
            medium,
            text.Tokens.Any(paidTokens.Contains) || paid.IsMatch(medium),
            KindWords.First(strong, text),
            KindWords.First(weak, text),
            text.Tokens.Select(token => Audiences.GetValueOrDefault(token, "")).FirstOrDefault(audience => audience.Length > 0, ""));
    }
}
