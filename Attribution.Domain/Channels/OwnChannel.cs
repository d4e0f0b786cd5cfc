using System.Text.RegularExpressions;

namespace Attribution.Domain.Channels;

/// <summary>A channel that a store added to the built-in ones; only its rules and its server can give it to a touch.</summary>
/// <param name="Id">Name on the wire; see <see cref="IsId"/>. It stays.</param>
/// <param name="Name">As shown, 1 to 60 characters.</param>
/// <param name="Look">Hue and texture it was given, such as <c>email lines</c>; empty for the next free one.</param>
public sealed partial record OwnChannel(string Id, string Name, string Look = "")
{
    /// <summary>One of <see cref="ChannelGroup"/>.</summary>
    public string Group { get; init; } = ChannelGroup.Other;

    /// <summary>Whether rules may no longer choose it. Touches that bear it keep it.</summary>
    public bool IsArchived { get; init; }

    /// <summary>Whether a text may name a store's own channel: 1 to 40 of <c>a–z 0–9 _</c>, and no built-in one's id.</summary>
    public static bool IsId(string text) => Shape().IsMatch(text) && !MarketingChannel.IsKnown(text) && text != MarketingChannel.Unattributed;

    [GeneratedRegex(@"\A[a-z0-9_]{1,40}\z")]
    private static partial Regex Shape();
}
