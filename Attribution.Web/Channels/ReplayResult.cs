namespace Attribution.Web.Channels;

/// <summary>What another set of rules would change, over the touches of the last days. Nothing is written for it.</summary>
/// <param name="From">First local day looked at.</param>
/// <param name="To">Last local day looked at.</param>
/// <param name="Touches">Touches that rules can speak about; what a server stated a type for is not among them.</param>
/// <param name="Moved">Touches that would be in another channel.</param>
/// <param name="Inexact">Touches that today's rules do not give today's channel again, as something of their landing is not kept or the rules changed since.</param>
/// <param name="Moves">From which channel to which, the most orders first.</param>
/// <param name="Channels">Change of last-touch orders and revenue by channel; channels that stay the same are left out.</param>
/// <param name="Rules">Each rule in force with what it would decide.</param>
/// <param name="UnkeptParameters">Parameters that rules look at and that were not kept with touches until now.</param>
public sealed record ReplayResult(
    DateOnly From,
    DateOnly To,
    long Touches,
    long Moved,
    long Inexact,
    IReadOnlyList<ChannelMove> Moves,
    IReadOnlyList<ChannelChange> Channels,
    IReadOnlyList<RuleReach> Rules,
    IReadOnlyList<string> UnkeptParameters);

/// <summary>Touches that would go from a channel to another.</summary>
/// <param name="Orders">Orders whose last touch is among them.</param>
/// <param name="RevenueMinor">Value of these orders, in the store's minor units.</param>
public sealed record ChannelMove(string From, string To, long Touches, long Orders, long RevenueMinor, IReadOnlyList<MoveExample> Examples);

/// <summary>A landing that would move.</summary>
/// <param name="Landing">Host and path with the tags.</param>
/// <param name="Referrer">Host of the referrer; empty for none.</param>
/// <param name="Before">Reason it has now.</param>
/// <param name="After">Reason it would have.</param>
/// <param name="Touches">How many touches are the same.</param>
public sealed record MoveExample(string Landing, string Referrer, string Before, string After, long Touches);

/// <summary>What a channel's last-touch orders and revenue would change by.</summary>
public sealed record ChannelChange(string Channel, long Orders, long RevenueMinor);

/// <summary>A rule's reach over the touches.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Decided">Touches it would decide.</param>
/// <param name="Matched">Touches all its conditions hold for, also where an earlier rule decides.</param>
/// <param name="EarlierRule">The rule that most often decides in its place, where it matches but never decides; else empty.</param>
public sealed record RuleReach(string RuleId, long Decided, long Matched, string EarlierRule);
