namespace Attribution.Web.Storage;

/// <summary>How long touches and sessions are kept: nothing older is taken in.</summary>
internal static class Retention
{
    public const int Months = 24;

    /// <summary>The oldest instant that is kept.</summary>
    public static DateTimeOffset Oldest(DateTimeOffset now) => now.AddMonths(-Months);

    /// <summary>Why an instant is not taken; null where it is.</summary>
    public static string? WhyNot(DateTimeOffset at, DateTimeOffset now) => at < Oldest(now) ? $"This is older than the {Months} months that are kept." : null;
}
