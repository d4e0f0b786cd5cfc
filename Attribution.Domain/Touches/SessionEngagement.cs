namespace Attribution.Domain.Touches;

/// <summary>How engaged a visit was, where no touch of it says so: 0 for a glance, 1 for a minute or five pages, whichever is more.</summary>
public static class SessionEngagement
{
    private const double FullSeconds = 60;
    private const double FurtherPages = 4;

    /// <summary>The engagement of a visit, 0 to 1 in steps of 0.0001.</summary>
    /// <param name="seconds">Time spent on its pages, at least 0.</param>
    /// <param name="pages">Pages looked at; the first counts for nothing.</param>
    public static double Of(int seconds, int pages) =>
        Math.Round(Math.Clamp(Math.Max(seconds / FullSeconds, (pages - 1) / FurtherPages), 0, 1), 4);
}
