using System.Text.Json.Serialization;
using Attribution.Domain.Touches;

namespace Attribution.Domain.Conversions;

/// <summary>A touch as it stood in a journey when the order came.</summary>
/// <param name="Id">The touch.</param>
/// <param name="Channel">Its channel then, such as <c>paid_search</c>.</param>
/// <param name="SubChannel">Its sub-channel; empty for none.</param>
/// <param name="Source">Its source, such as <c>google</c>.</param>
/// <param name="Medium">Its medium, such as <c>cpc</c>.</param>
/// <param name="Campaign">Its campaign; empty for none.</param>
/// <param name="OccurredAt">When it happened, in UTC.</param>
public sealed record AttributedTouch(
    [property: JsonPropertyName("id")] Guid Id,
    [property: JsonPropertyName("ch")] string Channel,
    [property: JsonPropertyName("sub")] string SubChannel,
    [property: JsonPropertyName("src")] string Source,
    [property: JsonPropertyName("med")] string Medium,
    [property: JsonPropertyName("cmp")] string Campaign,
    [property: JsonPropertyName("at"), JsonConverter(typeof(UtcInstant))] DateTimeOffset OccurredAt)
{
    /// <summary>What an order keeps of a touch.</summary>
    public static AttributedTouch Of(Touch touch) =>
        new(touch.Id, touch.Channel, touch.SubChannel, touch.Source, touch.Medium, touch.Campaign, touch.OccurredAt.ToUniversalTime());
}
