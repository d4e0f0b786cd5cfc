using Attribution.Domain.Conversions;
using Attribution.Domain.Journeys;
using Attribution.Domain.Models;
using Attribution.Domain.Touches;
using Attribution.Tests.Journeys;
using FsCheck;
using FsCheck.Fluent;

namespace Attribution.Tests.Conversions;

public class RecreditingTests
{
    private static readonly ConfiguredModel[] Models = [.. ModelCatalog.Defaults.Select(model => new ConfiguredModel(model, 1))];

    [Fact]
    public void Touches_called_otherwise_are_credited_as_if_they_had_always_been_called_so() =>
        Prop.ForAll(AJourney.Any, Gen.Choose(0, 5_000_000).ToArbitrary(), Gen.Elements("direct", "email", "mine").ToArbitrary(), (journey, value, channel) =>
        {
            List<Touch> renamed = [.. journey.Touches.Select((touch, i) => i % 2 == 0 ? touch with { Channel = channel, Source = "x" } : touch)];
            var fresh = MarketingAttribution.Of(new Journey(renamed, journey.ConvertedAt, journey.Milestone), value, Models);

            var anew = Recrediting.Renamed(MarketingAttribution.Of(journey, value, Models), journey.Touches, renamed, journey.ConvertedAt, value, Models);

            Recrediting.AreSame(anew, fresh).ShouldBeTrue();
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Credits_under_other_versions_are_those_of_an_order_of_today_wherever_its_milestone_lay() =>
        Prop.ForAll(AJourney.Any, Gen.Choose(1, 5_000_000).ToArbitrary(), (journey, value) =>
        {
            ConfiguredModel custom = new(new CustomModel(new WShaped(), [new WeightRule(WeightField.Channel, journey.Touches[0].Channel, 2)]), 4);
            var credited = MarketingAttribution.Of(journey, value, Models);

            var anew = Recrediting.Under(credited, journey.Touches, journey.ConvertedAt, value, [custom]);

            anew.Credits[ModelIds.Custom].Millionths.ShouldBe(CreditSplit.Of(custom.Model, journey, value).Millionths);
            (anew.ModelVersions[ModelIds.Custom], anew.ModelVersions.Count).ShouldBe((4, credited.ModelVersions.Count + 1));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Other_touches_than_the_orders_are_refused()
    {
        var at = DateTimeOffset.Parse("2026-06-10T12:00:00Z", null);
        Touch[] touches = [new(new Guid(1, 0, 0, new byte[8]), at, "email", "a", "b"), new(new Guid(2, 0, 0, new byte[8]), at, "direct", "a", "b")];
        var credited = MarketingAttribution.Of(new Journey(touches, at, null), 100, Models);

        Should.Throw<ArgumentException>(() => Recrediting.Under(credited, [touches[0]], at, 100, Models));
    }
}
