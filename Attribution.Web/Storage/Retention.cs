namespace Attribution.Web.Storage;

/// <summary>How long a store keeps touches and sessions: nothing older is taken in.</summary>
internal static class Retention
{
    /// <summary>The oldest instant that is taken.</summary>
    public static DateTimeOffset Oldest(StoreSettings store, DateTimeOffset now) => now.AddMonths(-store.RetentionMonths);

    /// <summary>Why an instant is not taken; null where it is.</summary>
    public static string? WhyNot(StoreSettings store, DateTimeOffset at, DateTimeOffset now) => at < Oldest(store, now)
        ? $"This is older than the {store.RetentionMonths} {(store.RetentionMonths == 1 ? "month" : "months")} that are kept."
        : null;
}
