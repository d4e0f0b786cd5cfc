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
    /// <summary>Its touch type; null where the landing decided.</summary>
    [JsonPropertyName("type"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Type { get; init; }

    /// <summary>Its engagement when the order came; null where it was not known.</summary>
    [JsonPropertyName("eng"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Engagement { get; init; }

    /// <summary>What an order keeps of a touch.</summary>
    public static AttributedTouch Of(Touch touch) =>
        new(touch.Id, touch.Channel, touch.SubChannel, touch.Source, touch.Medium, touch.Campaign, touch.OccurredAt.ToUniversalTime())
        {
            Type = touch.Type.Length > 0 ? touch.Type : null,
            Engagement = touch.Engagement,
        };

    /// <summary>The touch as far as the order keeps it.</summary>
    public Touch ToTouch() => new(Id, OccurredAt, Channel, Source, Medium) { Campaign = Campaign, SubChannel = SubChannel, Type = Type ?? "", Engagement = Engagement };
}
