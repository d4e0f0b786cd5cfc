using System.Text.Json.Serialization;
using Attribution.Domain.Journeys;
using Attribution.Domain.Models;
using Attribution.Domain.Models.DataDriven;

namespace Attribution.Domain.Conversions;

/// <summary>Which marketing earned an order: computed once, when it came, and kept with it. An order without a touch has none.</summary>
/// <param name="Touches">The journey, in order; at least one touch.</param>
/// <param name="Credits">By model id: what each touch earned, in the order of <paramref name="Touches"/>.</param>
/// <param name="ModelVersions">By model id: the version of the store's parameters that was used.</param>
public sealed record MarketingAttribution(
    [property: JsonPropertyName("touches")] IReadOnlyList<AttributedTouch> Touches,
    [property: JsonPropertyName("credits")] IReadOnlyDictionary<string, CreditSplit> Credits,
    [property: JsonPropertyName("versions")] IReadOnlyDictionary<string, int> ModelVersions)
{
    /// <summary>Index of the touch that led to the person's first lead; null where there was none.</summary>
    [JsonPropertyName("milestone"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Milestone { get; init; }

    /// <summary>The touch that started the journey.</summary>
    [JsonPropertyName("first")]
    public AttributedTouch FirstTouch => Touches[0];

    /// <summary>The last touch before the conversion.</summary>
    [JsonPropertyName("last")]
    public AttributedTouch LastTouch => Touches[^1];

    /// <summary>The attribution of an order under every model of a store.</summary>
    /// <param name="journey">The touches that may earn.</param>
    /// <param name="valueMinor">Value in minor units of the store's currency, maybe 0.</param>
    /// <param name="models">The store's models, each once.</param>
    public static MarketingAttribution Of(Journey journey, long valueMinor, IReadOnlyList<ConfiguredModel> models) => new(
        [.. journey.Touches.Select(AttributedTouch.Of)],
        models.ToDictionary(one => one.Model.Id, one => CreditSplit.Of(one.Model, journey, valueMinor)),
        models.ToDictionary(one => one.Model.Id, one => one.Version))
    {
        Milestone = journey.Milestone,
    };

    /// <summary>What each touch earned under a model; under a model the order was not split by, what <c>linear</c> says stands in; null without either.</summary>
    public CreditSplit? CreditsUnder(string model) => Credits.GetValueOrDefault(model) ?? Credits.GetValueOrDefault(ModelIds.Linear);

    /// <summary>The same order credited by data-driven models as well.</summary>
    /// <param name="fitted">The models, by the fits of the order's day, each with the version of the store's parameters of it.</param>
    /// <param name="occurredAt">When the order occurred.</param>
    /// <param name="valueMinor">Value in minor units of the store's currency, maybe 0.</param>
    public MarketingAttribution With(IReadOnlyList<(IFittedModel Model, int Version)> fitted, DateTimeOffset occurredAt, long valueMinor)
    {
        if (fitted.Count == 0)
        {
            return this;
        }

        var journey = JourneyTo(occurredAt);
        return With([.. fitted.Select(one => (one.Model.Id, one.Version, CreditSplit.Of(one.Model, journey, valueMinor)))]);
    }

    /// <summary>The same order with more models' credits, as data-driven models write them when a day is sealed.</summary>
    public MarketingAttribution With(params IReadOnlyList<(string Model, int Version, CreditSplit Credits)> more)
    {
        var (credits, versions) = (new Dictionary<string, CreditSplit>(Credits), new Dictionary<string, int>(ModelVersions));
        foreach (var one in more)
        {
            (credits[one.Model], versions[one.Model]) = (one.Credits, one.Version);
        }

        return this with { Credits = credits, ModelVersions = versions };
    }

    // What an order keeps of its touches is all that a fit asks for.
    private Journey JourneyTo(DateTimeOffset occurredAt) => new(
        [.. Touches.Select(touch => touch.ToTouch())],
        occurredAt,
        milestone: null);
}
