namespace Attribution.Domain;

/// <summary>Maps instants to a store's local days.</summary>
public sealed class StoreCalendar(IReadOnlyList<(DateOnly From, TimeZoneInfo Zone)> zones)
{
    /// <summary>The local day of an instant.</summary>
    public DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zones[^1].Zone).DateTime);
}
