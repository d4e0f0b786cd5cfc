using System.Collections.Frozen;

namespace Attribution.Domain.Channels;

/// <summary>The file <c>platforms.json</c>.</summary>
internal sealed record PlatformsFile(
    IReadOnlyDictionary<string, string> AdPlatformOfSource,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Families);

/// <summary>Who sells the clicks of a source, and which sources belong to one owner.</summary>
internal sealed class AdPlatforms(PlatformsFile file)
{
    private readonly FrozenDictionary<string, string> platforms = file.AdPlatformOfSource.ToFrozenDictionary();

    private readonly FrozenDictionary<string, string> families = file.Families
        .SelectMany(family => family.Value.Select(source => KeyValuePair.Create(source, family.Key)))
        .ToFrozenDictionary();

    /// <summary>Who sells the source's clicks; empty where nobody is known to.</summary>
    public string PlatformOf(string source) => platforms.GetValueOrDefault(source, "");

    /// <summary>Whether two sources have one owner.</summary>
    public bool AreOneFamily(string source, string other) => FamilyOf(source) == FamilyOf(other);

    private string FamilyOf(string source) => families.GetValueOrDefault(source, source);
}
