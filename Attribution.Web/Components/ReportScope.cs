using Attribution.Domain;

namespace Attribution.Web.Components;

/// <summary>What an address is read against: the store's calendar and models.</summary>
/// <param name="Today">The store's local day.</param>
/// <param name="FirstDay">Its first day with data; null where nothing has arrived.</param>
/// <param name="Models">Ids of the models it computes.</param>
public sealed record ReportScope(DateOnly Today, DateOnly? FirstDay, IReadOnlyList<string> Models)
{
    /// <summary>With fewer complete days than this, a store starts on Today.</summary>
    public const int CompleteDaysNeeded = 3;

    /// <summary>The range a page starts with.</summary>
    public ReportRange DefaultRange =>
        FirstDay is { } first && Today.DayNumber - first.DayNumber >= CompleteDaysNeeded ? ReportRange.Last30Days : ReportRange.Today;

    /// <summary>The named range in force; null where the address holds exact days.</summary>
    public ReportRange? RangeOf(ReportUrl url) => url.Exact is null ? url.Range ?? DefaultRange : null;

    /// <summary>The days an address means.</summary>
    public DateRange DaysOf(ReportUrl url) => url.Exact ?? RangeOf(url)!.Days(Today, FirstDay ?? Today);

    /// <summary>The days they are compared with; null where comparing is off.</summary>
    public DateRange? ComparedOf(ReportUrl url) => url.Compare == Comparison.Off ? null : DaysOf(url).Previous;

    /// <summary>The same page as many days earlier.</summary>
    public ReportUrl Earlier(ReportUrl url) => url.WithDays(DaysOf(url).Previous);

    /// <summary>The same page as many days later, never beyond today; null where it ends there already.</summary>
    public ReportUrl? Later(ReportUrl url)
    {
        var days = DaysOf(url);
        var last = days.Last.AddDays(days.Days);
        var end = last > Today ? Today : last;
        return days.Last >= Today ? null : url.WithDays(new(end.AddDays(1 - days.Days), end));
    }
}
