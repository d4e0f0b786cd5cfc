using System.Globalization;

namespace Attribution.Web.Components;

/// <summary>How instants are written: in the time zone of the store, hours as the user's culture has them.</summary>
/// <param name="zone">IANA name.</param>
/// <param name="formats">How days are written.</param>
public sealed class StoreTimes(string zone, Formats formats)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(zone);

    /// <summary>The store's local day of an instant.</summary>
    public DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(Local(utc));

    /// <summary>Such as 9 Nov, 20:42.</summary>
    public string Of(DateTime utc) => $"{formats.Day(DayOf(utc))}, {Clock(utc)}";

    /// <summary>Such as 9 Nov 2026, 20:42.</summary>
    public string Full(DateTime utc) => $"{formats.FullDay(DayOf(utc))}, {Clock(utc)}";

    /// <summary>Such as 20:42.</summary>
    public string Clock(DateTime utc) => Local(utc).ToString(formats.Culture.DateTimeFormat.ShortTimePattern.Contains('t') ? "h:mm\u202ftt" : "HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The instant at which a local day of the store begins.</summary>
    public DateTime StartOf(DateOnly day) => TimeZoneInfo.ConvertTimeToUtc(Valid(day.ToDateTime(TimeOnly.MinValue)), _zone);

    /// <summary>A length of time in words, such as 4 min, 3 h 20 min, 2 days 5 h.</summary>
    public static string Length(TimeSpan length) => length switch
    {
        _ when length < TimeSpan.FromMinutes(1) => $"{Math.Max(0, (int)length.TotalSeconds)}\u202fs",
        _ when length < TimeSpan.FromHours(1) => $"{(int)length.TotalMinutes}\u202fmin",
        _ when length < TimeSpan.FromDays(1) => $"{(int)length.TotalHours}\u202fh" + (length.Minutes > 0 ? $" {length.Minutes}\u202fmin" : ""),
        _ => $"{(int)length.TotalDays} {((int)length.TotalDays == 1 ? "day" : "days")}" + (length.Hours > 0 ? $" {length.Hours}\u202fh" : ""),
    };

    private DateTime Local(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), _zone);

    // Where summer time begins at midnight, the day begins an hour later.
    private DateTime Valid(DateTime local) => _zone.IsInvalidTime(local) ? local.AddHours(1) : local;
}
