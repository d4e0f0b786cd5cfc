using System.Text;
using System.Text.Json;
using Attribution.Domain.Channels;
using Attribution.Domain.Channels.Rules;
using Attribution.Web.Storage;

namespace Attribution.Web.Channels;

/// <summary>The rules of a store while somebody works on them: an ordered list, and what click ids mean. Nothing is kept before it is saved.</summary>
public sealed class RuleSheet
{
    private readonly List<ChannelRule> rules;
    private readonly SortedDictionary<string, ClickProof> clickIds;
    private readonly string saved;

    private RuleSheet(IEnumerable<ChannelRule> rules, IReadOnlyDictionary<string, ClickProof> clickIds, int basedOn)
    {
        this.rules = [.. rules];
        this.clickIds = new SortedDictionary<string, ClickProof>(clickIds.ToDictionary(), StringComparer.Ordinal);
        BasedOn = basedOn;
        saved = Fingerprint;
    }

    /// <summary>The version it was made from.</summary>
    public int BasedOn { get; }

    /// <summary>In the order they are asked.</summary>
    public IReadOnlyList<ChannelRule> Rules => rules;

    /// <summary>What click ids mean to this store alone.</summary>
    public IReadOnlyDictionary<string, ClickProof> ClickIds => clickIds;

    /// <summary>Whether it parts from the version it was made from.</summary>
    public bool IsChanged => Fingerprint != saved;

    /// <summary>The same for sheets that decide the same: what a trial was of.</summary>
    public string Fingerprint => $"{RuleJson.Write(rules.Select(rule => rule with { Priority = 0 }))} {JsonSerializer.Serialize(clickIds)}";

    /// <summary>The rules in force.</summary>
    internal static RuleSheet Of(StoreSettings store) => Of(store.Sites.Rules.All, store.Sites.ClickIds, store.Sites.Rules.Version);

    /// <summary>Rules of a version, in the order they are asked.</summary>
    public static RuleSheet Of(IEnumerable<ChannelRule> rules, IReadOnlyDictionary<string, ClickProof> clickIds, int version) => new(rules, clickIds, version);

    public ChannelRule? Find(string id) => rules.Find(rule => rule.Id == id);

    public int PlaceOf(string id) => rules.FindIndex(rule => rule.Id == id);

    /// <summary>Puts a rule at another place, from 0; places beyond the ends are the ends.</summary>
    public void Move(string id, int place)
    {
        var rule = Find(id)!;
        rules.Remove(rule);
        rules.Insert(Math.Clamp(place, 0, rules.Count), rule);
    }

    /// <summary>Replaces the rule of that id, or adds it at the end.</summary>
    public void Put(ChannelRule rule)
    {
        if (PlaceOf(rule.Id) is >= 0 and var place)
        {
            rules[place] = rule;
        }
        else
        {
            rules.Add(rule);
        }
    }

    public void Insert(ChannelRule rule, int place) => rules.Insert(Math.Clamp(place, 0, rules.Count), rule);

    public void Toggle(string id) => rules[PlaceOf(id)] = Find(id)! with { IsEnabled = !Find(id)!.IsEnabled };

    public void Remove(string id) => rules.RemoveAll(rule => rule.Id == id);

    /// <summary>Adds a copy right after a rule, off until somebody says what is different about it.</summary>
    /// <param name="taken">Ids that rules have or had.</param>
    public ChannelRule Duplicate(string id, IReadOnlyCollection<string> taken)
    {
        var rule = Find(id)!;
        var name = $"{(rule.Name.Length > 90 ? rule.Name[..90] : rule.Name)}, copy";
        var copy = rule with { Id = NewId(name, taken), Name = name, IsEnabled = false };
        Insert(copy, PlaceOf(id) + 1);
        return copy;
    }

    /// <summary>Takes rules from a file: behind those that stand, or in their place. Ids that stand already are made anew.</summary>
    public void Import(IReadOnlyList<ChannelRule> imported, bool replace, IReadOnlyCollection<string> taken)
    {
        if (replace)
        {
            rules.Clear();
        }

        foreach (var rule in imported.OrderBy(rule => rule.Priority).ThenBy(rule => rule.Id, StringComparer.Ordinal))
        {
            rules.Add(Find(rule.Id) is null && !rule.Id.StartsWith("row-", StringComparison.Ordinal) ? rule : rule with { Id = NewId(rule.Name, taken) });
        }
    }

    /// <summary>Has the rules of another version, as a change to the one in force.</summary>
    public void Restore(RuleVersion version)
    {
        rules.Clear();
        rules.AddRange(version.Rules.OrderBy(rule => rule.Priority).ThenBy(rule => rule.Id, StringComparer.Ordinal));
        clickIds.Clear();
        foreach (var (name, proof) in version.ClickIds)
        {
            clickIds[name] = proof;
        }
    }

    /// <summary>Says what a click id means to this store; null for what it usually does.</summary>
    public void SetClickId(string name, ClickProof? proof)
    {
        if (proof is { } meaning)
        {
            clickIds[name] = meaning;
        }
        else
        {
            clickIds.Remove(name);
        }
    }

    /// <summary>An id made of a name that no rule of the sheet has, and none of <paramref name="taken"/>.</summary>
    public string NewId(string name, IReadOnlyCollection<string> taken)
    {
        var slug = Slug(name);
        var id = slug;
        for (var number = 2; Find(id) is not null || taken.Contains(id); number++)
        {
            id = FormattableString.Invariant($"{slug}-{number}");
        }

        return id;
    }

    /// <summary>The sheet as it would be saved: numbered in tens where the order is not that of the priorities.</summary>
    internal ChannelDraft ToDraft(string note)
    {
        var isInOrder = rules.Zip(rules.Skip(1)).All(pair => pair.First.Priority < pair.Second.Priority);
        return new ChannelDraft(isInOrder ? [.. rules] : [.. rules.Select((rule, i) => rule with { Priority = (i + 1) * 10 })], new Dictionary<string, ClickProof>(clickIds), note, BasedOn);
    }

    private static string Slug(string name)
    {
        var slug = new StringBuilder();
        foreach (var sign in name.ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(sign))
            {
                slug.Append(sign);
            }
            else if (slug.Length > 0 && slug[^1] != '-' && char.GetUnicodeCategory(sign) != System.Globalization.UnicodeCategory.NonSpacingMark)
            {
                slug.Append('-');
            }
        }

        var text = slug.ToString().Trim('-');
        return text.Length == 0 ? "rule" : text.Length > 36 ? text[..36].TrimEnd('-') : text;
    }
}
