using Attribution.Domain.Channels;
using Attribution.Domain.Conversions;
using Attribution.Domain.Paths;

namespace Attribution.Domain.Snapshots;

/// <summary>Where somebody came from, as rows are told apart; compares as text does, byte by byte.</summary>
internal sealed record Origin(string Channel, string Source, string Medium, string Campaign) : IComparable<Origin>
{
    /// <summary>Where conversions without a journey stand.</summary>
    public static Origin Unattributed { get; } = new(MarketingChannel.Unattributed, "(not set)", "(not set)", "");

    public static Origin Of(AttributedTouch touch) => new(touch.Channel, touch.Source, touch.Medium, touch.Campaign);

    public static Origin Of(VisitFact visit) => new(visit.Channel, visit.Source, visit.Medium, visit.Campaign);

    public PathOrigin ToPathOrigin() => new(Channel, Source, Medium, Campaign);

    public int CompareTo(Origin? other)
    {
        var order = string.CompareOrdinal(Channel, other?.Channel);
        order = order != 0 ? order : string.CompareOrdinal(Source, other?.Source);
        order = order != 0 ? order : string.CompareOrdinal(Medium, other?.Medium);
        return order != 0 ? order : string.CompareOrdinal(Campaign, other?.Campaign);
    }
}
