using Attribution.Domain.Channels;
using Attribution.Domain.Channels.Rules;
using Attribution.Domain.Conversions;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;

namespace Attribution.Web.Channels;

/// <summary>Counts what moves between two sets of rules, one touch and one order at a time.</summary>
/// <param name="store">The store with its rules in force.</param>
/// <param name="draft">The same sites with the rules to try.</param>
internal sealed class ReplayTally(StoreSettings store, StoreSites draft)
{
    private readonly Dictionary<StoredLanding, Verdicts> known = [];
    private readonly Dictionary<Guid, (string From, string To)> moved = [];
    private readonly Dictionary<(string From, string To), Tally> moves = [];
    private readonly Dictionary<string, (long Orders, long RevenueMinor)> changes = [];
    private readonly Dictionary<string, Reach> reaches = draft.Rules.All.Where(rule => rule.IsEnabled).ToDictionary(rule => rule.Id, _ => new Reach());
    private long touches;
    private long inexact;

    public void Add(TouchRow touch)
    {
        var landing = StoredLanding.Of(touch);
        if (!known.TryGetValue(landing, out var verdicts))
        {
            known.Add(landing, verdicts = Ask(landing));
        }

        touches++;
        inexact += verdicts.Before.Channel == touch.Channel ? 0 : 1;
        foreach (var rule in verdicts.Matching)
        {
            reaches[rule].Add(decidedBy: verdicts.Matching[0] == rule ? "" : verdicts.Matching[0]);
        }

        // A touch moves where the two sets part; it leaves the channel it really has.
        if (verdicts.Before.Channel != verdicts.After.Channel && touch.Channel != verdicts.After.Channel)
        {
            var move = (touch.Channel, verdicts.After.Channel);
            moved.Add(touch.TouchId, move);
            (moves.TryGetValue(move, out var tally) ? tally : moves[move] = new Tally()).Add(touch, landing, verdicts.After.Reason);
        }
    }

    public void Add(long valueMinor, MarketingAttribution attribution)
    {
        if (!moved.TryGetValue(attribution.LastTouch.Id, out var move))
        {
            return;
        }

        moves[move].Orders++;
        moves[move].RevenueMinor += valueMinor;
        Change(move.From, -1, -valueMinor);
        Change(move.To, 1, valueMinor);
    }

    public ReplayResult Result(DateOnly from, DateOnly to, int examples) => new(
        from,
        to,
        touches,
        moved.Count,
        inexact,
        [.. moves.OrderByDescending(move => move.Value.Orders).ThenByDescending(move => move.Value.Touches).ThenBy(move => move.Key.From, StringComparer.Ordinal).ThenBy(move => move.Key.To, StringComparer.Ordinal)
            .Select(move => new ChannelMove(move.Key.From, move.Key.To, move.Value.Touches, move.Value.Orders, move.Value.RevenueMinor, move.Value.Examples(examples)))],
        [.. changes.Where(change => change.Value is not (0, 0)).OrderByDescending(change => Math.Abs(change.Value.RevenueMinor)).ThenBy(change => change.Key, StringComparer.Ordinal)
            .Select(change => new ChannelChange(change.Key, change.Value.Orders, change.Value.RevenueMinor))],
        [.. draft.Rules.All.Where(rule => rule.IsEnabled).Select(rule => reaches[rule.Id].Of(rule.Id))],
        [.. draft.Rules.QueryParameters.Where(name => !store.Collecting.KeptParameters.Contains(name, StringComparer.OrdinalIgnoreCase))]);

    private Verdicts Ask(StoredLanding stored)
    {
        var landing = stored.ToLanding();
        var after = ChannelResolver.BuiltIn.Explain(landing, draft);
        return new Verdicts(
            ChannelResolver.BuiltIn.Resolve(landing, store.Sites),
            after.Answer,
            [.. after.Asked.Where(asked => asked.FirstToFail < 0).Select(asked => asked.Rule.Id)]);
    }

    private void Change(string channel, long orders, long revenueMinor)
    {
        var (beforeOrders, beforeRevenue) = changes.GetValueOrDefault(channel);
        changes[channel] = (beforeOrders + orders, beforeRevenue + revenueMinor);
    }

    /// <param name="Before">Under the rules in force.</param>
    /// <param name="After">Under the draft.</param>
    /// <param name="Matching">The draft's rules that match, the deciding one first.</param>
    private sealed record Verdicts(Resolution Before, Resolution After, IReadOnlyList<string> Matching);

    private sealed class Tally
    {
        private readonly Dictionary<StoredLanding, (TouchRow Touch, string Reason, long Count)> landings = [];

        public long Touches { get; private set; }

        public long Orders { get; set; }

        public long RevenueMinor { get; set; }

        public void Add(TouchRow touch, StoredLanding landing, string reason)
        {
            Touches++;
            landings[landing] = landings.TryGetValue(landing, out var same) ? same with { Count = same.Count + 1 } : (touch, reason, 1);
        }

        public IReadOnlyList<MoveExample> Examples(int most) =>
            [.. landings.OrderByDescending(landing => landing.Value.Count).ThenBy(landing => landing.Key.LandingUrl, StringComparer.Ordinal).Take(most)
                .Select(landing => new MoveExample(landing.Key.LandingUrl, landing.Value.Touch.ReferrerHost, landing.Value.Touch.Reason, landing.Value.Reason, landing.Value.Count))];
    }

    private sealed class Reach
    {
        private readonly Dictionary<string, long> inItsPlace = [];
        private long decided;
        private long matched;

        public void Add(string decidedBy)
        {
            matched++;
            if (decidedBy.Length == 0)
            {
                decided++;
                return;
            }

            inItsPlace[decidedBy] = inItsPlace.GetValueOrDefault(decidedBy) + 1;
        }

        public RuleReach Of(string id) => new(
            id, decided, matched, decided == 0 && matched > 0 ? inItsPlace.OrderByDescending(rule => rule.Value).ThenBy(rule => rule.Key, StringComparer.Ordinal).First().Key : "");
    }
}
