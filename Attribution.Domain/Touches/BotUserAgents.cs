using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using Attribution.Domain.Channels;

namespace Attribution.Domain.Touches;

/// <summary>Tells the user agents of crawlers, tools and monitors from people's.</summary>
public sealed class BotUserAgents
{
    private const string RegexMarks = "^$.|?*+()[]{}";

    private static readonly Lazy<BotUserAgents> Embedded = new(() => new BotUserAgents(EmbeddedData.Json<List<BotPattern>>("bot_user_agents.json")));

    // As one expression they take milliseconds a match; nearly all are plain texts, which one search finds together.
    private readonly SearchValues<string> texts;
    private readonly Regex[] expressions;

    private BotUserAgents(List<BotPattern> patterns)
    {
        var byText = patterns.ToLookup(pattern => PlainText(pattern.Pattern));
        texts = SearchValues.Create([.. byText.Select(group => group.Key).OfType<string>()], StringComparison.Ordinal);
        expressions = [.. byText[null].Select(pattern => new Regex(pattern.Pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant))];
    }

    /// <summary>The list this version carries; read once.</summary>
    public static BotUserAgents BuiltIn => Embedded.Value;

    /// <summary>Whether a visitor's user agent is a known bot's. An empty one is not judged here: it is false.</summary>
    public bool IsBot(string userAgent)
    {
        if (string.IsNullOrEmpty(userAgent))
        {
            return false;
        }

        return userAgent.AsSpan().ContainsAny(texts) || Array.Exists(expressions, expression => expression.IsMatch(userAgent));
    }

    /// <summary>The text an expression looks for, where it looks for nothing but that; else null.</summary>
    private static string? PlainText(string pattern)
    {
        var text = new StringBuilder(pattern.Length);
        for (var at = 0; at < pattern.Length; at++)
        {
            if (pattern[at] == '\\' && at + 1 < pattern.Length && !char.IsAsciiLetterOrDigit(pattern[at + 1]))
            {
                at++;
            }
            else if (pattern[at] == '\\' || RegexMarks.Contains(pattern[at]))
            {
                return null;
            }

            text.Append(pattern[at]);
        }

        return text.ToString();
    }

    private sealed record BotPattern(string Pattern);
}
