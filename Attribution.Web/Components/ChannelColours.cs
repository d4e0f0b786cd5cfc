using Attribution.Domain.Channels;

namespace Attribution.Web.Components;

/// <summary>How a channel looks, everywhere and for ever.</summary>
/// <param name="Hue">The token <c>--c-{Hue}</c> of tokens.css.</param>
/// <param name="Texture">What lies on the hue: empty, <c>stripes</c>, <c>dots</c>, <c>lines</c> or <c>cross</c>; a class in app.css, a decal in charts.</param>
public sealed record ChannelLook(string Hue, string Texture)
{
    /// <summary>The hue as a custom property for a style attribute.</summary>
    public string Style => $"--h:var(--c-{Hue})";

    /// <summary>As it is kept with a store's own channel, such as <c>email lines</c>.</summary>
    public string Text => Texture.Length == 0 ? Hue : $"{Hue} {Texture}";

    /// <summary>A look that a store's own channel may have; null for any other text.</summary>
    public static ChannelLook? Parse(string text) => ChannelColours.ForOwn.FirstOrDefault(look => look.Text == text);
}

/// <summary>A name, a hue and a texture for each channel. Known channels have a fixed pair; a store's own have the one they were given, else the next free one in the order they were made.</summary>
/// <param name="own">The store's own channels, oldest first.</param>
public sealed class ChannelColours(IReadOnlyList<OwnChannel> own)
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

    private readonly Dictionary<string, ChannelLook> _own = Looks(own);
    private readonly Dictionary<string, string> _names = own.ToDictionary(channel => channel.Id, channel => channel.Name, StringComparer.Ordinal);

    /// <summary>The looks of a store without channels of its own.</summary>
    public static ChannelColours Default { get; } = new([]);

    /// <summary>The look of a channel; that of <c>other</c> for an id nobody declared.</summary>
    public ChannelLook Of(string channel) =>
        Known.TryGetValue(channel, out var look) || _own.TryGetValue(channel, out look) ? look : Known["other"];

    /// <summary>The pairs that no built-in channel has, the next ones first: what a store's own channel may take.</summary>
    public static IReadOnlyList<ChannelLook> ForOwn => Free;

    /// <summary>The first pair that none of a store's own channels has; pairs start over once all are taken.</summary>
    public ChannelLook Next => Free.Except(_own.Values).FirstOrDefault() ?? Free[_own.Count % Free.Length];

    /// <summary>How a channel is called, <see cref="Rest"/> and the store's own included.</summary>
    public string NameOf(string channel) => channel == Rest ? "The rest" : _names.GetValueOrDefault(channel) ?? MarketingChannel.NameOf(channel);

    private static Dictionary<string, ChannelLook> Looks(IReadOnlyList<OwnChannel> own)
    {
        var looks = own.Where(channel => !Known.ContainsKey(channel.Id)).Select(channel => (channel.Id, Look: ChannelLook.Parse(channel.Look)))
            .Where(pair => pair.Look is not null).ToDictionary(pair => pair.Id, pair => pair.Look!, StringComparer.Ordinal);
        var free = Free.Except(looks.Values).DefaultIfEmpty(Free[0]).ToList();
        foreach (var (channel, index) in own.Where(channel => !Known.ContainsKey(channel.Id) && !looks.ContainsKey(channel.Id)).Select((channel, index) => (channel, index)).ToList())
        {
            looks.Add(channel.Id, free[index % free.Count]);
        }

        return looks;
    }

    private static IEnumerable<(string Id, ChannelLook Look)> Pairs(string texture, params (string Id, string Hue)[] pairs) =>
        pairs.Select(pair => (pair.Id, new ChannelLook(pair.Hue, texture)));
}
