using System.Collections.Frozen;
using Attribution.Domain.Touches;

namespace Attribution.Domain.Channels;

/// <summary>Finds the click among a landing's click ids (CHANNELS §2, Click id).</summary>
internal sealed class ClickIdLookup(FrozenDictionary<string, ClickIdParam> catalogue, TagCleaner cleaner)
{
    /// <summary>The last id, for platforms append theirs; a companion only where there is no id. Null for none.</summary>
    public ClickId? Read(Landing landing, LandingQuery query, ref LandingFlags flags)
    {
        List<ClickId>? found = null;
        foreach (var param in query.Params)
        {
            // Of a key given twice the first value counts, as with every parameter.
            if (param is { IsEmpty: false, Known.Tag: 0 } && catalogue.TryGetValue(param.Key, out var known) && IndexOf(found, known) < 0)
            {
                Add(ref found, known, query.Raw(param), encoded: true, ref flags);
            }
        }

        foreach (var (name, value) in landing.ClickIds ?? [])
        {
            if (!string.IsNullOrEmpty(value) && catalogue.TryGetValue(name?.ToLowerInvariant() ?? "", out var known))
            {
                found?.RemoveAll(id => id.Param == known);
                Add(ref found, known, value, encoded: false, ref flags);
            }
        }

        return found is null ? null : Last(found, companions: false) ?? Last(found, companions: true);
    }

    /// <summary>Every click id that is known, in no order.</summary>
    public IEnumerable<ClickIdParam> All => catalogue.Values;

    /// <summary>Whether a parameter, in any case, is one of the catalogue's.</summary>
    public bool IsKnown(string param) => catalogue.ContainsKey(param.ToLowerInvariant());

    /// <summary>Whether a parameter names a person.</summary>
    public bool IsPersonal(string param) => catalogue.TryGetValue(param, out var known) && known.IsPersonal;

    private void Add(ref List<ClickId>? found, ClickIdParam param, string raw, bool encoded, ref LandingFlags flags)
    {
        if (cleaner.Text(raw, encoded, TagCleaner.IdLimit, ref flags) is { Length: > 0 } value)
        {
            (found ??= []).Add(new ClickId(param, value));
        }
    }

    private static int IndexOf(List<ClickId>? found, ClickIdParam param)
    {
        for (var i = 0; i < (found?.Count ?? 0); i++)
        {
            if (ReferenceEquals(found![i].Param, param))
            {
                return i;
            }
        }

        return -1;
    }

    private static ClickId? Last(List<ClickId> found, bool companions) =>
        found.FindLastIndex(id => id.Param.IsCompanion == companions && id.Param.Medium.Length > 0) is var last and >= 0 ? found[last] : null;
}
