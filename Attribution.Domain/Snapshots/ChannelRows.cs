using System.Runtime.InteropServices;

namespace Attribution.Domain.Snapshots;

/// <summary>The rows by model and channel.</summary>
internal static class ChannelRows
{
    public static ChannelDay[] Of(DayFacts facts, IReadOnlyList<VisitDay> came, DayShares shares)
    {
        var visits = came.ToLookup(visit => visit.Channel);
        var costs = facts.Costs.ToLookup(cost => cost.Channel, cost => cost.CostMinor);
        var earned = facts.Models.ToDictionary(model => model, model => Earned(model, shares));

        // Every channel under every model, so that tables of two models have the same rows.
        string[] channels =
        [
            .. visits.Select(group => group.Key)
                .Concat(costs.Select(group => group.Key))
                .Concat(earned.Values.SelectMany(sums => sums.Keys))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
        var visitors = channels.ToDictionary(channel => channel, channel => VisitorSketch.Union(visits[channel].Select(visit => visit.Visitors)));

        return
        [
            .. from model in facts.Models
               from channel in channels
               let sum = earned[model].GetValueOrDefault(channel)
               select new ChannelDay(
                   model, channel, visits[channel].Sum(visit => visit.Visits), visitors[channel], sum.Orders, sum.Leads, sum.Revenue, costs[channel].Sum()),
        ];
    }

    private static Dictionary<string, (long Orders, long Leads, long Revenue)> Earned(string model, DayShares shares)
    {
        var sums = new Dictionary<string, (long Orders, long Leads, long Revenue)>();
        foreach (var (booking, earned) in shares.Bookings.Zip(shares.Under(model)))
        {
            foreach (var share in earned)
            {
                ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, shares.Origins[share.Origin].Channel, out _);
                sum = booking.IsLead
                    ? (sum.Orders, sum.Leads + share.Millionths, sum.Revenue)
                    : (sum.Orders + share.Millionths, sum.Leads, sum.Revenue + share.Minor);
            }
        }

        return sums;
    }
}
