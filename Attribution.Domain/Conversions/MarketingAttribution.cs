using System.Text.Json.Serialization;
using Attribution.Domain.Journeys;
using Attribution.Domain.Models;
using Attribution.Domain.Models.DataDriven;
using Attribution.Domain.Touches;

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
        models.ToDictionary(one => one.Model.Id, one => one.Version));

    /// <summary>What each touch earned under a model; under a model the order was not split by, what <c>linear</c> says stands in; null without either.</summary>
    public CreditSplit? CreditsUnder(string model) => Credits.GetValueOrDefault(model) ?? Credits.GetValueOrDefault(ModelIds.Linear);

    /// <summary>The same order credited by a data-driven model as well.</summary>
    /// <param name="fitted">The model, by the fit of the order's day.</param>
    /// <param name="version">Version of the store's parameters of it.</param>
    /// <param name="occurredAt">When the order occurred.</param>
    /// <param name="valueMinor">Value in minor units of the store's currency, maybe 0.</param>
    public MarketingAttribution With(IFittedModel fitted, int version, DateTimeOffset occurredAt, long valueMinor) =>
        With(fitted.Id, version, CreditSplit.Of(fitted, JourneyTo(occurredAt), valueMinor));

    /// <summary>The same order with one more model's credits, as a data-driven model writes them when a day is sealed.</summary>
    public MarketingAttribution With(string model, int version, CreditSplit credits) => this with
    {
        Credits = new Dictionary<string, CreditSplit>(Credits) { [model] = credits },
        ModelVersions = new Dictionary<string, int>(ModelVersions) { [model] = version },
    };

    // What an order keeps of its touches is all that a fit asks for.
    private Journey JourneyTo(DateTimeOffset occurredAt) => new(
        [.. Touches.Select(touch => new Touch(touch.Id, touch.OccurredAt, touch.Channel, touch.Source, touch.Medium) { Campaign = touch.Campaign, SubChannel = touch.SubChannel })],
        occurredAt,
        milestone: null);
}
