using System.Text;

namespace Attribution.Domain.Channels.Hygiene;

/// <summary>How a store writes its tags.</summary>
/// <param name="IsLowerCase">Whether everything is lower case.</param>
/// <param name="Separator">What stands between words: <c>-</c> or <c>_</c>.</param>
/// <param name="Mediums">The mediums that may be used, as they are to be written; empty for any.</param>
public sealed record NamingConvention(bool IsLowerCase, char Separator, IReadOnlyList<string> Mediums)
{
    /// <summary>Most mediums a store may list.</summary>
    public const int MostMediums = 50;

    /// <summary>Longest value of a tag, in characters.</summary>
    public const int LongestValue = 255;

    /// <summary>What a store has until it chooses: lower case, hyphens, any medium.</summary>
    public static NamingConvention Default { get; } = new(true, '-', []);

    /// <summary>Mediums that every rule of the catalogue knows, to choose from.</summary>
    public static IReadOnlyList<string> UsualMediums { get; } =
        ["cpc", "paid-social", "display", "retargeting", "email", "newsletter", "social", "affiliate", "partner", "influencer", "video", "audio", "sms", "push", "qr", "print", "event", "webinar", "referral"];

    /// <summary>A value as the convention writes it. A placeholder of an ad platform stays as it is.</summary>
    public string Apply(string value)
    {
        var text = value.Trim();
        if (text.Length == 0 || TagText.IsMacro(text))
        {
            return text;
        }

        var written = new StringBuilder(text.Length);
        foreach (var rune in (IsLowerCase ? text.ToLowerInvariant() : text).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || rune.Value is '.' or '~')
            {
                written.Append(rune);
            }
            else if (written.Length > 0 && written[^1] != Separator)
            {
                written.Append(Separator);
            }
        }

        return written.ToString().TrimEnd(Separator);
    }

    /// <summary>A medium as the list has it, whatever its case and separators; null for one that is not on it. Where there is no list, as <see cref="Apply"/> writes it.</summary>
    public string? Medium(string value)
    {
        if (Mediums.Count == 0)
        {
            return Apply(value);
        }

        var key = TagText.Key(value);
        return Mediums.FirstOrDefault(medium => TagText.Key(medium) == key);
    }

    /// <summary>Why a list of mediums is refused, in words; null where it is not.</summary>
    public static string? FaultOf(IReadOnlyList<string> mediums) =>
        mediums.Count > MostMediums ? $"List at most {MostMediums} mediums."
        : mediums.FirstOrDefault(medium => TagText.Key(medium).Length == 0 || medium.Length > 60 || medium.Any(char.IsWhiteSpace)) is { } odd ? $"“{odd}” is no medium: write one word, such as cpc or paid_social, of at most 60 characters."
        : mediums.GroupBy(TagText.Key).FirstOrDefault(same => same.Count() > 1) is { } twice ? $"{string.Join(" and ", twice)} are the same medium. Keep one."
        : null;
}
