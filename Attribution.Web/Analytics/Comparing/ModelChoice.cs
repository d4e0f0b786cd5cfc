using Attribution.Domain.Models;
using Attribution.Web.Components;

namespace Attribution.Web.Analytics.Comparing;

/// <summary>Which models the page compares, as its address says.</summary>
/// <param name="Models">With <c>last_touch</c>, which the others are measured against, first.</param>
/// <param name="Pair">Whose difference is drawn.</param>
public sealed record ModelChoice(IReadOnlyList<string> Models, (string From, string To) Pair, ReportView View)
{
    /// <summary>What the reports are asked for.</summary>
    internal ModelOptions Options => new(Models, Pair, View.Compared is not null);

    /// <summary>Whether every model of the store is in it.</summary>
    public bool IsAll => Models.Count == View.Store.Models.Count;

    /// <summary>What an address chooses.</summary>
    public static ModelChoice Of(ReportView view)
    {
        var named = view.Url.Models.Count > 0 ? view.Url.Models : [.. view.Store.Models.Select(model => model.Id)];
        return new([ModelIds.LastTouch, .. named.Where(model => model != ModelIds.LastTouch)], PairOf(view), view);
    }

    /// <summary>The same page with other models.</summary>
    public ReportUrl With(IEnumerable<string> models)
    {
        var chosen = models.ToHashSet();
        return View.Url with { Models = chosen.Count == View.Store.Models.Count ? [] : [.. View.Store.Models.Select(model => model.Id).Where(chosen.Contains)] };
    }

    /// <summary>The same page with another pair; the two change places where they would be one.</summary>
    public ReportUrl With(string? from = null, string? to = null)
    {
        var pair = (From: from ?? Pair.From, To: to ?? Pair.To);
        return View.Url with { Pair = pair.From != pair.To ? pair : (Pair.To, Pair.From) };
    }

    // From what most tools report to what the store goes by.
    private static (string From, string To) PairOf(ReportView view) =>
        view.Url.Pair ?? (ModelIds.LastTouch, view.Model.Id != ModelIds.LastTouch ? view.Model.Id : ModelIds.Linear);
}
