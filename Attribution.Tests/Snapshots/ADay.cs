using Attribution.Domain.Conversions;
using Attribution.Domain.Journeys;
using Attribution.Domain.Models;
using Attribution.Domain.Snapshots;
using Attribution.Tests.Journeys;
using FsCheck;
using FsCheck.Fluent;

namespace Attribution.Tests.Snapshots;

/// <summary>Facts of a day with everything left out that a test does not speak of.</summary>
internal static class ADay
{
    public static readonly DateOnly Date = new(2026, 3, 20);

    private static readonly ConfiguredModel[] Models = [.. ModelCatalog.Defaults.Select(model => new ConfiguredModel(model, 1))];

    public static DayFacts Empty { get; } = new(Date, [], [], [], [], ModelCatalog.RuleBased);

    /// <summary>Any day of up to some dozen conversions, a part of them leads, unattributed or refunded.</summary>
    public static Arbitrary<DayFacts> Any => (
        from sales in Gen.Zip(AJourney.Any.Generator, Gen.Choose(0, 100_000)).ListOf()
        from kinds in Gen.Choose(0, 5).ListOf(sales.Count)
        from refunded in Gen.Choose(0, 100).ListOf(sales.Count)
        from visitors in Gen.Choose(0, 9).ListOf()
        select Of([.. sales.Zip(kinds, (sale, kind) => Conversion(kind == 0 ? null : sale.Item1, sale.Item2, kind == 1 ? "signup" : "sale"))], refunded, visitors))
        .ToArbitrary();

    public static ConversionFact Conversion(Journey? journey, long valueMinor, string type = "sale") =>
        new("order", type, type == "signup", valueMinor, AJourney.Conversion, journey is null ? null : MarketingAttribution.Of(journey, valueMinor, Models));

    public static RefundFact Refund(ConversionFact order, long before, long after) =>
        new(order.OrderId, order.Type, order.IsLead, order.Attribution, before, after, order.ValueMinor);

    public static VisitDay Visit(string visitor, string channel = "email", string campaign = "") =>
        VisitDay.Of([new VisitFact(visitor, channel, "s", "m", campaign)]).Single();

    private static DayFacts Of(ConversionFact[] conversions, IEnumerable<int> percentRefunded, IEnumerable<int> visitors) => Empty with
    {
        Conversions = conversions,
        // In two steps, so that the second refund builds on the first.
        Refunds = [.. conversions.Zip(percentRefunded, (order, percent) => (Order: order, Amount: order.ValueMinor * percent / 100))
            .SelectMany(one => new[] { Refund(one.Order, 0, one.Amount / 3), Refund(one.Order, one.Amount / 3, one.Amount) })],
        Visits = [.. visitors.Select(number => Visit($"v{number}", number % 2 == 0 ? "email" : "display"))],
        Costs = [.. visitors.Select(number => new CostFact("display", "", "", "", number, 10, 1))],
    };
}
