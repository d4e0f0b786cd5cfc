using Attribution.Domain.Channels;

namespace Attribution.Web.Components;

/// <summary>How a channel looks, everywhere and for ever.</summary>
/// <param name="Hue">The token <c>--c-{Hue}</c> of tokens.css.</param>
/// <param name="Texture">What lies on the hue: empty, <c>stripes</c>, <c>dots</c>, <c>lines</c> or <c>cross</c>; a class in app.css, a decal in charts.</param>
public sealed record ChannelLook(string Hue, string Texture)
{
    /// <summary>The hue as a custom property for a style attribute.</summary>
    public string Style => $"--h:var(--c-{Hue})";
}

/// <summary>A hue and a texture for each channel. Known channels have a fixed pair; a store's own take the next free one in the order they were made.</summary>
/// <param name="own">Ids of the store's own channels, oldest first.</param>
public sealed class ChannelColours(IEnumerable<string> own)
{
    /// <summary>The id of what a chart shows beyond its seven channels.</summary>
    public const string Rest = "rest";

    private static readonly string[] Hues =
        ["paid_search", "organic_search", "paid_social", "organic_social", "email", "referral", "affiliate", "display", "direct"];

    private static readonly Dictionary<string, ChannelLook> Known = Hues.Select(hue => (Id: hue, Look: new ChannelLook(hue, "")))
        .Concat(Pairs("stripes", ("paid_shopping", "paid_search"), ("organic_shopping", "organic_search"), ("event", "paid_social"), ("ai_assistant", "referral"), ("push", "email"), ("partner", "affiliate"), ("paid_video", "display"), ("phone", "direct")))
        .Concat(Pairs("dots", ("cross_network", "paid_search"), ("paid_other", "paid_social"), ("organic_video", "organic_social"), ("sms", "email"), ("offline", "affiliate"), ("audio", "display"), ("chat", "direct")))
        .Append(("other", new("other", "")))
        .Append((Rest, new("other", "")))
        .Append((MarketingChannel.Unattributed, new("other", "cross")))
        .ToDictionary(pair => pair.Id, pair => pair.Look, StringComparer.Ordinal);

    private static readonly ChannelLook[] Free =
        [.. new[] { "stripes", "dots", "lines", "cross" }
            .SelectMany(_ => Hues, (texture, hue) => new ChannelLook(hue, texture))
            .Except(Known.Values)];

    private readonly Dictionary<string, ChannelLook> _own = own.Where(id => !Known.ContainsKey(id)).Distinct(StringComparer.Ordinal)
        .Select((id, index) => (id, Look: Free[index % Free.Length]))
        .ToDictionary(pair => pair.id, pair => pair.Look, StringComparer.Ordinal);

    /// <summary>The looks of a store without channels of its own.</summary>
    public static ChannelColours Default { get; } = new([]);

    /// <summary>The look of a channel; that of <c>other</c> for an id nobody declared.</summary>
    public ChannelLook Of(string channel) =>
        Known.TryGetValue(channel, out var look) || _own.TryGetValue(channel, out look) ? look : Known["other"];

    /// <summary>How a channel is called, <see cref="Rest"/> included.</summary>
    public static string NameOf(string channel) => channel == Rest ? "The rest" : MarketingChannel.NameOf(channel);

    private static IEnumerable<(string Id, ChannelLook Look)> Pairs(string texture, params (string Id, string Hue)[] pairs) =>
        pairs.Select(pair => (pair.Id, new ChannelLook(pair.Hue, texture)));
}
