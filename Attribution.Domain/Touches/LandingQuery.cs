using System.Runtime.InteropServices;

namespace Attribution.Domain.Touches;

/// <summary>A parameter that means something, by its places in the landing's address.</summary>
/// <param name="Known">Which one.</param>
/// <param name="Start">Where its name starts.</param>
/// <param name="ValueStart">Where its value starts.</param>
/// <param name="End">Where its value ends.</param>
internal readonly record struct QueryParam(KnownKey Known, int Start, int ValueStart, int End)
{
    public string Key => Known.Name;

    public bool IsEmpty => ValueStart == End;
}

/// <summary>The known parameters of a landing's address, in its order (CHANNELS §2, Query).</summary>
internal sealed class LandingQuery
{
    private readonly string url;
    private readonly QueryKeys keys;
    private List<QueryParam>? found;
    private int tags;

    private LandingQuery(string url, QueryKeys keys)
    {
        this.url = url;
        this.keys = keys;
    }

    public ReadOnlySpan<QueryParam> Params => CollectionsMarshal.AsSpan(found);

    /// <summary>Whether a question mark stood where an ampersand belongs.</summary>
    public bool IsMalformed { get; private set; }

    /// <summary>Reads the query, and the fragment too where the query has no tag that could decide a channel.</summary>
    public static LandingQuery Read(string url, QueryKeys keys)
    {
        var query = new LandingQuery(url, keys);
        var hash = url.IndexOf('#', StringComparison.Ordinal);
        var end = hash < 0 ? url.Length : hash;
        var mark = url.AsSpan(0, end).IndexOf('?');
        if (mark >= 0)
        {
            query.IsMalformed = query.Collect(mark + 1, end);
        }

        if (hash >= 0 && (query.tags & TagNames.Deciding) == 0)
        {
            query.Collect(hash + 1, url.Length);
        }

        return query;
    }

    /// <summary>Whether any parameter carries a tag, with a value.</summary>
    public bool Has(TagName tag) => (tags & tag.Bit) != 0;

    /// <summary>A parameter's value as sent: of a key given twice the first that is not empty; "" for none.</summary>
    public string Raw(string key)
    {
        foreach (var param in Params)
        {
            if (!param.IsEmpty && param.Key == key)
            {
                return Raw(param);
            }
        }

        return "";
    }

    /// <summary>The value as sent.</summary>
    public string Raw(QueryParam param) => url[param.ValueStart..param.End];

    /// <summary>Name and value as sent.</summary>
    public ReadOnlySpan<char> Sent(QueryParam param) => url.AsSpan(param.Start..param.End);

    private bool Collect(int start, int end)
    {
        var strayMark = false;
        for (var at = NextMark(start, end); at < end; at = NextMark(at + 1, end))
        {
            var stray = url[at] == '?' && keys.StartsTag(url.AsSpan(at + 1, end - at - 1));
            if (stray || url[at] == '&')
            {
                Add(start, at);
                start = at + 1;
                strayMark |= stray;
            }
        }

        Add(start, end);
        return strayMark;
    }

    private int NextMark(int start, int end) =>
        url.AsSpan(start, end - start).IndexOfAny('&', '?') is var next and >= 0 ? start + next : end;

    private void Add(int start, int end)
    {
        var equals = url.AsSpan(start, end - start).IndexOf('=');
        if (equals > 0 && keys.Find(url.AsSpan(start, equals)) is { } known)
        {
            var param = new QueryParam(known, start, start + equals + 1, end);
            (found ??= []).Add(param);
            tags |= param.IsEmpty ? 0 : known.Tag;
        }
    }
}
