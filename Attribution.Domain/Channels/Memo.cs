using System.Collections.Concurrent;

namespace Attribution.Domain.Channels;

/// <summary>Remembers what short texts were read as: a site's links carry few different sources and mediums, and each is read millions of times.</summary>
/// <param name="read">Reads a text; the same text always means the same.</param>
internal sealed class Memo<T>(Func<string, T> read)
{
    // Whoever sends made-up values fills it and gains nothing: what no longer fits is read anew each time.
    private const int Most = 4_096;
    private const int LongestText = 64;

    private readonly ConcurrentDictionary<string, T> known = new(StringComparer.Ordinal);
    private int count;

    /// <summary>What the text means.</summary>
    public T Read(string text)
    {
        if (known.TryGetValue(text, out var meaning))
        {
            return meaning;
        }

        meaning = read(text);
        if (text.Length <= LongestText && Volatile.Read(ref count) < Most && known.TryAdd(text, meaning))
        {
            Interlocked.Increment(ref count);
        }

        return meaning;
    }
}
