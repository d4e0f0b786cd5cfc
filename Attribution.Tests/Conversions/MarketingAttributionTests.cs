using System.Text.Json;
using Attribution.Domain.Conversions;
using Attribution.Domain.Models;
using Attribution.Tests.Journeys;
using FsCheck;
using FsCheck.Fluent;

namespace Attribution.Tests.Conversions;

public class MarketingAttributionTests
{
    private static readonly ConfiguredModel[] Models = [.. ModelCatalog.Defaults.Select((model, i) => new ConfiguredModel(model, i + 1))];

    [Fact]
    public void An_order_keeps_its_journey_and_every_models_credits()
    {
        var attribution = MarketingAttribution.Of(AJourney.Of("paid_search", "email", "direct"), 10_000, Models);

        attribution.FirstTouch.Channel.ShouldBe("paid_search");
        attribution.LastTouch.Channel.ShouldBe("direct");
        attribution.Credits.Keys.ShouldBe(ModelCatalog.RuleBased);
        attribution.Credits["linear"].Millionths.ShouldBe([333_334, 333_333, 333_333]);
        attribution.Credits["position_based"].Minor.ShouldBe([4_000, 2_000, 4_000]);
        attribution.ModelVersions["last_touch"].ShouldBe(2);
    }

    [Fact]
    public void It_survives_storage_as_json() =>
        Prop.ForAll(AJourney.Any, journey =>
            {
                var json = JsonSerializer.Serialize(MarketingAttribution.Of(journey, 19_999, Models), JsonSerializerOptions.Web);
                var read = JsonSerializer.Deserialize<MarketingAttribution>(json, JsonSerializerOptions.Web)!;
                return read.Touches.SequenceEqual(journey.Touches.Select(AttributedTouch.Of))
                    && JsonSerializer.Serialize(read, JsonSerializerOptions.Web) == json;
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Its_json_is_compact_and_in_utc()
    {
        var touch = AJourney.Touch("email", TimeSpan.FromHours(1)) with { OccurredAt = new DateTimeOffset(2026, 3, 20, 12, 0, 0, TimeSpan.FromHours(1)) };
        var attribution = MarketingAttribution.Of(new(new[] { touch }, AJourney.Conversion, null), 500, [new(new Linear(), 3)]);

        const string stored = """{"id":"00000000-0000-0000-0000-000000000000","ch":"email","sub":"","src":"email-source","med":"cpc","cmp":"c0","at":"2026-03-20T11:00:00Z"}""";
        JsonSerializer.Serialize(attribution, JsonSerializerOptions.Web).ShouldBe(
            $$$"""{"touches":[{{{stored}}}],"credits":{"linear":{"c":[1000000],"v":[500]}},"versions":{"linear":3},"first":{{{stored}}},"last":{{{stored}}}}""");
    }

    [Fact]
    public void A_model_the_order_was_not_split_by_shows_what_linear_says_until_its_credits_are_written()
    {
        var attribution = MarketingAttribution.Of(AJourney.Of("a", "b"), 100, Models);

        attribution.CreditsUnder("markov")!.Minor.ShouldBe([50, 50]);
        attribution.With(("markov", 1, new CreditSplit([250_000, 750_000], [25, 75]))).CreditsUnder("markov")!.Minor.ShouldBe([25, 75]);
        attribution.Credits.ContainsKey("markov").ShouldBeFalse();
    }
}
