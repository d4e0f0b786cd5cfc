using System.Text.Json;
using Attribution.Domain;
using Attribution.Domain.Conversions;
using Attribution.Domain.Models.DataDriven;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Snapshots.Fits;

/// <summary>A data-driven model of a store on one of its days.</summary>
/// <param name="Row">The fit as it is stored.</param>
/// <param name="Model">Credits by the fit; null where too little was known, so that <c>linear</c> stands in.</param>
internal sealed record DayFit(ModelFitRow Row, IFittedModel? Model)
{
    /// <summary>Whether it is yet to be stored.</summary>
    public bool IsNew { get; init; }
}

/// <summary>Fits a store's data-driven models for a day.</summary>
internal sealed class DayFits(ModelDirectory models, TimeProvider clock)
{
    // A day's fit hardly moves while the day goes on, as young journeys do not enter: reading a window of months each minute is not worth it.
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    // With so many journeys, the first fit of a day stands until the day is sealed: a run's cost is to follow what is new.
    private const int Many = 100_000;

    /// <param name="db">Inside the transaction that the day's other facts are read in.</param>
    /// <param name="history">What the run has read so far.</param>
    /// <param name="anew">Whether a fit of the last hour is not good enough: the day is sealed or rebuilt.</param>
    public async Task<IReadOnlyList<DayFit>> Of(
        AttributionDb db, StoreSettings store, DateOnly day, FitHistory history, bool anew, CancellationToken cancellationToken)
    {
        var known = await db.ModelFits.Where(row => row.StoreId == store.Id.Value && row.Date == day).ToDictionaryAsync(row => row.Model, cancellationToken);
        var inputs = new Dictionary<FitSettings, FitInput>();
        var fits = new List<DayFit>();
        foreach (var offered in await models.DataDriven(store.Id, cancellationToken))
        {
            var (configured, model) = (offered.Configured, (IDataDrivenModel)offered.Configured.Model);
            if (known.GetValueOrDefault(model.Id) is { } row && (offered.IsArchived || await Stands(db, store, row, configured, anew, cancellationToken)))
            {
                fits.Add(Read(row, model));
                continue;
            }

            // What was fitted before the model was put away stays; nothing new is fitted.
            if (offered.IsArchived)
            {
                continue;
            }

            var settings = model.Settings;
            var key = settings with { MinConversions = 0 };
            if (!inputs.TryGetValue(key, out var input))
            {
                inputs[key] = input = (await history.Journeys(db, WindowOf(store, day, settings), day, cancellationToken)).Finish(settings.WithNulls);
            }

            fits.Add(Fit(store, day, configured, model, input));
        }

        return fits;
    }

    /// <summary>The fit of another day as it stands; null where that day has none.</summary>
    public static async Task<IReadOnlyDictionary<(DateOnly Day, string Model), DayFit>> Stored(
        AttributionDb db, StoreSettings store, IReadOnlyList<DateOnly> days, IReadOnlyList<ConfiguredModel> models, CancellationToken cancellationToken)
    {
        var rows = days.Count == 0 ? [] : await db.ModelFits.Where(row => row.StoreId == store.Id.Value && days.Contains(row.Date)).ToListAsync(cancellationToken);
        return rows.Join(models, row => row.Model, model => model.Model.Id, (row, model) => Read(row, (IDataDrivenModel)model.Model)).ToDictionary(fit => (fit.Row.Date, fit.Row.Model));
    }

    internal static FitWindow WindowOf(StoreSettings store, DateOnly day, FitSettings settings) => new(
        store.Calendar.Bounds(day.AddDays(1 - settings.WindowDays)).Start, store.Calendar.Bounds(day).End, TimeSpan.FromDays(store.LookbackDays));

    // What raw rows are gone for can't be fitted again: that fit stays for ever.
    private async Task<bool> Stands(
        AttributionDb db, StoreSettings store, ModelFitRow row, ConfiguredModel configured, bool anew, CancellationToken cancellationToken)
    {
        if (!anew)
        {
            return row.Version == configured.Version && (row.Journeys + row.Censored > Many || (clock.GetUtcNow() - row.FittedAt).Duration() < Fresh);
        }

        var from = row.WindowFrom.AddDays(-store.LookbackDays);
        return await db.SnapshotDays.AnyAsync(day => day.StoreId == store.Id.Value && day.Date >= from && day.Date <= row.Date && day.Partial, cancellationToken);
    }

    private DayFit Fit(StoreSettings store, DateOnly day, ConfiguredModel configured, IDataDrivenModel model, FitInput input)
    {
        var from = day.AddDays(1 - model.Settings.WindowDays);
        // On one core: visitors and marketers come before a job.
        var fit = model.Fit(new FitRequest(input, from, day, FitSeed.Of(store.Id, day)) { Threads = 1 });
        var row = new ModelFitRow
        {
            StoreId = store.Id.Value,
            Date = day,
            Model = model.Id,
            Version = configured.Version,
            StandsIn = fit is null,
            WindowFrom = from,
            Journeys = checked((int)(input.Paths.TotalConversions + input.Paths.TotalNulls)),
            Conversions = checked((int)input.Paths.TotalConversions),
            MinConversions = model.Settings.MinConversions,
            Censored = input.Censored,
            MaturityDays = input.MaturityDays,
            InputHash = fit?.InputHash ?? "",
            Document = fit is null ? "" : JsonSerializer.Serialize(fit, ApiJson.Options),
            FittedAt = clock.GetUtcNow(),
        };
        return new DayFit(row, fit is null ? null : model.With(fit)) { IsNew = true };
    }

    private static DayFit Read(ModelFitRow row, IDataDrivenModel model) =>
        new(row, row.StandsIn ? null : model.With(JsonSerializer.Deserialize<ModelFit>(row.Document, ApiJson.Options)!));
}
