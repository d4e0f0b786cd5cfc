using System.Globalization;
using Attribution.Domain;
using Attribution.Domain.Channels;
using Attribution.Domain.Models;
using Attribution.Domain.Models.DataDriven;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Analytics;

/// <summary>What a range's data-driven figures rest on.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Date">Day of the last fit in the range; null where none was possible.</param>
/// <param name="WindowFrom">First day that fit looked at; null without one.</param>
/// <param name="Journeys">Journeys that entered it.</param>
/// <param name="Conversions">How many of them converted.</param>
/// <param name="Censored">Journeys too young to enter.</param>
/// <param name="MaturityDays">Age in days at which a journey entered.</param>
/// <param name="Days">Days of the range with figures.</param>
/// <param name="StandInDays">How many of them are told by <c>linear</c>, as there was too little to fit or the model was not offered yet.</param>
/// <param name="Note">What to know of it, in a sentence; null where all is well.</param>
public sealed record FitFigures(
    string Model, DateOnly? Date, DateOnly? WindowFrom, int Journeys, int Conversions, int Censored, int MaturityDays, int Days, int StandInDays, string? Note)
{
    /// <summary>Version of the store's parameters it was fitted under; null without one.</summary>
    public int? Version { get; init; }

    /// <summary>Of a rule: how many orders of the range are told by <c>linear</c>, as the model was not offered when they came. Days on which all are count among the stand-in's days.</summary>
    public int StandInOrders { get; init; }

    /// <summary>What else to know of the fit, in sentences.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Channels credited in the range that the last fit does not know yet, by id.</summary>
    public IReadOnlyList<string> NewChannels { get; init; } = [];

    /// <summary>Whether no day of the range has figures of the model's own.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool StandsIn => Days > 0 && StandInDays == Days;
}

/// <summary>Fits of a range: how they are told of, and the intervals of the last one.</summary>
internal sealed record FitTable(IReadOnlyList<FitFigures> Figures, IReadOnlyDictionary<string, ModelFit> Last)
{
    private static readonly FitTable None = new([], new Dictionary<string, ModelFit>());

    /// <param name="models">Rules among them have no fit; they are told of where orders came while they were not offered.</param>
    public static async Task<FitTable> Read(AttributionDb db, StoreSettings store, DateRange range, IReadOnlyList<string> models, CancellationToken cancellationToken)
    {
        var (wanted, rules) = (ModelCatalog.DataDriven.Where(model => models.Contains(model.Id)).ToList(), models.Where(ModelCatalog.IsRule).Distinct().ToList());
        var marked = await RuleStandIns.Marked(db, store, range, rules, cancellationToken);
        var hasOwn = rules.Contains(ModelIds.Custom);
        if (wanted.Count == 0 && marked.Count == 0 && !hasOwn)
        {
            return None;
        }

        var days = await Days(db, store, range, ModelIds.Linear, cancellationToken);

        // A day without rows of the store's own model was closed before the store had it.
        var before = hasOwn ? days - await Days(db, store, range, ModelIds.Custom, cancellationToken) : 0;
        var fitted = wanted.Count == 0 ? None : await Fitted(db, store, range, wanted, days, cancellationToken);
        return fitted with { Figures = [.. fitted.Figures, .. RuleStandIns.Of(rules, days, before, marked)] };
    }

    private static async Task<FitTable> Fitted(
        AttributionDb db, StoreSettings store, DateRange range, IReadOnlyList<ModelDescription> wanted, int days, CancellationToken cancellationToken)
    {
        var rows = await db.ModelFits.Where(row => row.StoreId == store.Id.Value && row.Date >= range.First && row.Date <= range.Last)
            .Select(row => new { row.Date, row.Model, row.StandsIn })
            .ToListAsync(cancellationToken);
        var (figures, last) = (new List<FitFigures>(), new Dictionary<string, ModelFit>());
        foreach (var model in wanted)
        {
            var own = rows.Where(row => row.Model == model.Id).ToList();
            var newest = own.Where(row => !row.StandsIn).Select(row => (DateOnly?)row.Date).Max() ?? own.Select(row => (DateOnly?)row.Date).Max();
            var fit = newest is null ? null : await db.ModelFits.FirstAsync(row => row.StoreId == store.Id.Value && row.Date == newest && row.Model == model.Id, cancellationToken);
            if (fit?.Fit() is { } document)
            {
                last[model.Id] = document;
            }

            figures.Add(Of(model, fit, days, days - own.Count(row => !row.StandsIn)) with { Version = fit?.Version, Warnings = last.GetValueOrDefault(model.Id)?.Warnings ?? [] });
        }

        return new FitTable(figures, last);
    }

    private static Task<int> Days(AttributionDb db, StoreSettings store, DateRange range, string model, CancellationToken cancellationToken) => db.AttributionSnapshots
        .Where(row => row.StoreId == store.Id.Value && row.Model == model && row.Date >= range.First && row.Date <= range.Last)
        .Select(row => row.Date).Distinct().CountAsync(cancellationToken);

    /// <summary>What is told instead of a model in a range where it has no figures of its own; null where it has them all.</summary>
    public static async Task<StandIn?> StandInOf(AttributionDb db, StoreSettings store, DateRange range, string model, CancellationToken cancellationToken)
    {
        var fits = await Read(db, store, range, [model], cancellationToken);
        return fits.Figures is [{ Note: { } note } fit] ? new StandIn(ModelIds.Linear, fit.StandInDays, fit.Days, note) : null;
    }

    /// <summary>The same, with the channels that fits do not know marked.</summary>
    /// <param name="credited">The channels that a model credits with something in the range.</param>
    public FitTable Marked(StoreSettings store, Func<string, IEnumerable<string>> credited) => this with { Figures = [.. Figures.Select(figures => Marked(store, figures, credited))] };

    private FitFigures Marked(StoreSettings store, FitFigures figures, Func<string, IEnumerable<string>> credited)
    {
        string[] fresh = Last.TryGetValue(figures.Model, out var fit)
            ? [.. credited(figures.Model).Where(channel => channel != MarketingChannel.Unattributed).Except(fit.Channels.Select(known => known.Channel)).Order(StringComparer.Ordinal)]
            : [];
        var rule = figures.Model == ModelIds.Shapley ? "paths with it are split as linear does" : "it weighs the mean of the channels the fit knows";
        return figures with { NewChannels = fresh, Warnings = [.. figures.Warnings, .. fresh.Select(channel => $"{store.NameOf(channel)} is new to the fit: {rule}.")] };
    }

    private static FitFigures Of(ModelDescription model, ModelFitRow? fit, int days, int standIn) => new(
        model.Id, fit is { StandsIn: false } ? fit.Date : null, fit is { StandsIn: false } ? fit.WindowFrom : null, fit?.Journeys ?? 0, fit?.Conversions ?? 0, fit?.Censored ?? 0,
        fit?.MaturityDays ?? 0, days, days == 0 ? 0 : Math.Max(0, standIn), Note(model, fit, days, standIn));

    private static string? Note(ModelDescription model, ModelFitRow? fit, int days, int standIn) =>
        days == 0 || standIn <= 0 ? null
        : fit is null ? $"{model.Name} was not fitted on these days. Linear is shown instead."
        : fit.StandsIn ? OrderFits.Note(model, fit)
        : string.Create(CultureInfo.InvariantCulture, $"{model.Name} has no fit on {standIn} of {days} days. Linear is shown for them.");
}
