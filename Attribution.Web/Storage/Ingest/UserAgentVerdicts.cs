using System.Collections.Concurrent;
using Attribution.Domain.Touches;

namespace Attribution.Web.Storage.Ingest;

/// <summary>Whether a user agent is a known bot's, judged once for each. Held in bounded memory, never on disk.</summary>
internal sealed class UserAgentVerdicts
{
    private const int Capacity = 4_096;
    private const int MaxKept = 512;

    private readonly ConcurrentDictionary<string, bool> verdicts = new(StringComparer.Ordinal);

    /// <summary>How many are held.</summary>
    public int Count => verdicts.Count;

    public bool IsBot(string userAgent)
    {
        if (userAgent.Length is 0 or > MaxKept)
        {
            return BotUserAgents.BuiltIn.IsBot(userAgent);
        }

        if (verdicts.TryGetValue(userAgent, out var isBot))
        {
            return isBot;
        }

        // People's user agents are few: what fills this is somebody who makes them up, so that nothing is lost by beginning anew.
        if (verdicts.Count >= Capacity)
        {
            verdicts.Clear();
        }

        return verdicts[userAgent] = BotUserAgents.BuiltIn.IsBot(userAgent);
    }
}
