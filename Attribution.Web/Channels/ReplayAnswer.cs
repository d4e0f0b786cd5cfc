using Attribution.Domain;

namespace Attribution.Web.Channels;

/// <summary>What rules would change, as a server reads it: money in major units of the store's currency.</summary>
internal sealed record ReplayAnswer(
    DateOnly StartDate,
    DateOnly EndDate,
    string Currency,
    long Touches,
    long Moved,
    IReadOnlyList<MoveAnswer> Moves,
    IReadOnlyList<ChangeAnswer> Channels,
    IReadOnlyList<RuleReach> Rules,
    IReadOnlyList<string> UnkeptParameters)
{
    public static ReplayAnswer Of(ReplayResult result, Currency currency) => new(
        result.From,
        result.To,
        currency.Code,
        result.Touches,
        result.Moved,
        [.. result.Moves.Select(move => new MoveAnswer(move.From, move.To, move.Touches, move.Orders, new Money(move.RevenueMinor, currency).Major, move.Examples))],
        [.. result.Channels.Select(change => new ChangeAnswer(change.Channel, change.Orders, new Money(change.RevenueMinor, currency).Major))],
        result.Rules,
        result.UnkeptParameters);
}

/// <summary>Touches that would go from a channel to another, and the orders whose last touch they are.</summary>
internal sealed record MoveAnswer(string From, string To, long Touches, long Orders, decimal Revenue, IReadOnlyList<MoveExample> Examples);

/// <summary>What a channel's last-touch orders and revenue would change by.</summary>
internal sealed record ChangeAnswer(string Channel, long Orders, decimal Revenue);
