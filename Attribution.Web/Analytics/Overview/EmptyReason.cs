using Attribution.Web.Components;

namespace Attribution.Web.Analytics.Overview;

/// <summary>Which kind of empty a page is.</summary>
public enum EmptyKind
{
    /// <summary>The store never had a visit or an order.</summary>
    NothingArrived,

    /// <summary>What arrived waits for the next build.</summary>
    NotComputed,

    /// <summary>The filters let nothing through.</summary>
    FilteredOut,

    /// <summary>Nothing in these days.</summary>
    NothingInRange,
}

/// <summary>Why there are no figures, and where some are.</summary>
/// <param name="Elsewhere">The same number of days where there are figures; null where there are none.</param>
public sealed record EmptyReason(EmptyKind Kind, ReportUrl? Elsewhere)
{
    /// <summary>In a sentence.</summary>
    public string Answer => Kind switch
    {
        EmptyKind.NothingArrived => "Nothing has arrived yet.",
        EmptyKind.NotComputed => "The figures of these days are being computed.",
        EmptyKind.FilteredOut => "Nothing matches these filters.",
        _ => "Nothing happened in these days.",
    };

    /// <summary>Null where there is something to show, or nothing is known.</summary>
    internal static EmptyReason? Of(OverviewFigures figures, ReportView view) =>
        Of(figures.Overview.Value?.Totals is { Visits: 0, Orders: 0, Leads: 0, Revenue: 0, Cost: 0 }, figures.Days.Value, view);

    /// <summary>The same for any page.</summary>
    /// <param name="nothing">Whether what the page shows was read and is nothing.</param>
    internal static EmptyReason? Of(bool nothing, DayState? days, ReportView view)
    {
        if (view.Store.FirstDay is null)
        {
            return new(EmptyKind.NothingArrived, null);
        }

        if (!nothing)
        {
            return null;
        }

        if (days is { Pending: true })
        {
            return new(EmptyKind.NotComputed, null);
        }

        return view.Url.Filters.Count > 0 ? new(EmptyKind.FilteredOut, null) : new(EmptyKind.NothingInRange, SameLength(days?.Nearest, view));
    }

    /// <summary>As many days as are in view, that end with or begin on the nearest one that has figures; null where there is none.</summary>
    internal static ReportUrl? SameLength(DateOnly? nearest, ReportView view)
    {
        if (nearest is not { } day)
        {
            return null;
        }

        var last = day < view.Days.First ? day : day.AddDays(view.Days.Days - 1);
        var end = last > view.Store.Today ? view.Store.Today : last;
        return view.Url.WithDays(new(end.AddDays(1 - view.Days.Days), end));
    }
}
