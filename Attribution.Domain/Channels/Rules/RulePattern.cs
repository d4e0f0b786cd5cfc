using System.Text.RegularExpressions;

namespace Attribution.Domain.Channels.Rules;

/// <summary>Builds what a condition compares with, once a rule version.</summary>
internal static class RulePattern
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    /// <summary>An expression that runs in linear time whatever is asked.</summary>
    /// <exception cref="ArgumentException">It is not well formed.</exception>
    /// <exception cref="NotSupportedException">It can't be run in linear time, or is too large.</exception>
    public static Regex Expression(string pattern) =>
        new(pattern, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Patience);

    /// <summary>Whether a value is what a pattern with <c>*</c> and <c>?</c> describes. Linear in the value for each star.</summary>
    public static bool IsGlobOf(string pattern, string value)
    {
        var (at, star, from) = (0, -1, 0);
        for (var i = 0; i < value.Length;)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                (star, from) = (at++, i);
            }
            else if (at < pattern.Length && (pattern[at] == '?' || Same(pattern[at], value[i])))
            {
                at++;
                i++;
            }
            else if (star >= 0)
            {
                (at, i) = (star + 1, ++from);
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(at).Trim('*').IsEmpty;
    }

    /// <summary>Why an expression is refused, in words for the field; null where it is not.</summary>
    public static string? FaultOf(string pattern)
    {
        try
        {
            Expression(pattern);
            return null;
        }
        catch (RegexParseException fault)
        {
            return $"This is no regular expression: {fault.Error} at character {fault.Offset + 1}. Mend it, or use contains or glob.";
        }
        catch (NotSupportedException fault)
        {
            return fault.Message.Contains("automata", StringComparison.OrdinalIgnoreCase) || fault.Message.Contains("size", StringComparison.OrdinalIgnoreCase)
                ? "This expression is too large. Repeat less: {1,1000} within {1,1000} makes a million states."
                : "Lookarounds (?=…) (?<!…), back references \\1 and atomic groups (?>…) are not allowed: they can take very long. Write the condition as two.";
        }
    }

    private static bool Same(char one, char other) => char.ToUpperInvariant(one) == char.ToUpperInvariant(other);
}
