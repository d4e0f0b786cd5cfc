namespace Attribution.Web.Components;

/// <summary>The steps of a store's first run, and where each is done. A store notes how many are behind it.</summary>
public static class SetupSteps
{
    /// <summary>All of them are done, or waived.</summary>
    public const int Done = 6;

    /// <summary>Where a store is opened.</summary>
    public const string Store = "/setup/store";

    private static readonly string[] Slugs = ["", "store", "snippet", "first-hit", "first-order", "done"];

    /// <summary>As shown.</summary>
    public static IReadOnlyList<string> Names { get; } = ["Account", "Store", "Snippet", "First hit", "First order", "Done"];

    /// <summary>The page to go on with.</summary>
    /// <param name="done">Steps behind the store; null while there is no store.</param>
    /// <param name="store">Key of the store; null for the last used.</param>
    public static string PathOf(int? done, string? store) =>
        done is null ? Store : PathOf(Slugs[Math.Clamp(done.Value, 2, Slugs.Length - 1)], store);

    /// <summary>The page of a step.</summary>
    public static string PathOf(string slug, string? store) => $"/setup/{slug}{(string.IsNullOrEmpty(store) ? "" : "?store=" + Uri.EscapeDataString(store))}";

    /// <summary>Place of a step among <see cref="Names"/>; −1 for a slug that is none.</summary>
    public static int IndexOf(string slug) => Array.IndexOf(Slugs, slug);

    /// <summary>Progress for the rail, such as <c>3 of 6</c>; null when done. Having an account and a store are the first two.</summary>
    public static string? Progress(int done) => done >= Done ? null : $"{Math.Max(done, 2)} of {Done}";
}
