using Attribution.Domain;
using Attribution.Domain.Conversions;
using Attribution.Domain.Models.DataDriven;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Attribution.Web.Snapshots.Fits;

/// <summary>A data-driven model of a store on one of its days.</summary>
/// <param name="Row">The fit as it is stored.</param>
/// <param name="Model">Credits by the fit; null where too little was known, so that <c>linear</c> stands in.</param>
internal sealed record DayFit(ModelFitRow Row, IFittedModel? Model)
{
    /// <summary>Whether it is yet to be stored.</summary>
    public bool IsNew { get; init; }
}

/// <summary>
/// Fits a store's data-driven models for a day: once when the day is first built, and for good when it is sealed. What a day brings hardly
/// moves its own fit, as young journeys do not enter, and to read a window of months again would make a run cost as much as the history is long.
/// </summary>
internal sealed class DayFits(ModelDirectory models, TimeProvider clock, IOptions<SnapshotsOptions> options)
{
    // A fit that missed something is made again, but not each minute.
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    // How long it takes at most to read and fit a day.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <param name="db">Inside the transaction that the day's other facts are read in.</param>
    /// <param name="history">What the run has read so far.</param>
    /// <param name="anew">Whether a fit that stands is not good enough: the day is sealed or rebuilt.</param>
    public async Task<IReadOnlyList<DayFit>> Of(
        AttributionDb db, StoreSettings store, DateOnly day, FitHistory history, bool anew, CancellationToken cancellationToken)
    {
        var known = await db.ModelFits.Where(row => row.StoreId == store.Id.Value && row.Date == day).ToDictionaryAsync(row => row.Model, cancellationToken);
        var offers = await models.DataDriven(store.Id, cancellationToken);
        history.Release(offers.Select(offered => FitInputs.WindowOf(store, day, ((IDataDrivenModel)offered.Configured.Model).Settings).ReadFrom).Append(DropOutDay.WindowOf(store, day).ReadFrom).Min());
        var (inputs, fits) = (new FitInputs(history, store, day), new List<DayFit>());
        foreach (var offered in offers)
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

            fits.Add(Fit(store, day, configured, model, await inputs.Of(db, model.Settings, cancellationToken)));
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

    // What raw rows are gone for can't be fitted again: that fit stays for ever.
    private async Task<bool> Stands(
        AttributionDb db, StoreSettings store, ModelFitRow row, ConfiguredModel configured, bool anew, CancellationToken cancellationToken)
    {
        if (!anew)
        {
            return row.Version == configured.Version
                && (!row.StandsIn || !await HasEnough(db, store, row, cancellationToken))
                && ((clock.GetUtcNow() - row.FittedAt).Duration() < Fresh || !await MissedHistory(db, store, row, cancellationToken));
        }

        var from = row.WindowFrom.AddDays(-store.LookbackDays);
        return await db.SnapshotDays.AnyAsync(day => day.StoreId == store.Id.Value && day.Date >= from && day.Date <= row.Date && day.Partial, cancellationToken);
    }

    // History that came in late, such as an import: days long past, and built since. A day that was merely sealed is as it was. Asked of the
    // days alone, so that the answer costs nothing that grows with the history.
    private Task<bool> MissedHistory(AttributionDb db, StoreSettings store, ModelFitRow row, CancellationToken cancellationToken)
    {
        var (from, past) = (row.WindowFrom.AddDays(-store.LookbackDays), options.Value.LastPastGrace(store, clock));
        return db.SnapshotDays.AnyAsync(
            day => day.StoreId == store.Id.Value && day.Date >= from && day.Date < row.Date && day.Date <= past && day.BuiltAt > row.FittedAt && (day.SealedAt == null || row.StandsIn),
            cancellationToken);
    }

    // A young store, or one whose orders come in all at once: those that were missing may have come, and nobody waits an hour to see that. The window of
    // a day without a fit holds few orders but those that are new. One that was committed while the fit before was made may count twice: then it is tried too early.
    private async Task<bool> HasEnough(AttributionDb db, StoreSettings store, ModelFitRow row, CancellationToken cancellationToken)
    {
        var since = row.FittedAt - Longest;
        var more = await db.Orders.CountAsync(
            order => order.StoreId == store.Id.Value && order.BookedOn >= row.WindowFrom && order.BookedOn <= row.Date && order.MarketingAttribution != null
                && (order.ReceivedAt > since || order.CompletedAt > since),
            cancellationToken);
        return more > 0 && row.Conversions + more >= row.MinConversions;
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
            Conversions = checked((int)(fit is null ? input.Conversions : input.Paths.TotalConversions)),
            MinConversions = model.Settings.MinConversions,
            Censored = input.Censored,
            MaturityDays = input.MaturityDays,
            InputHash = fit?.InputHash ?? "",
            Document = fit is null ? "" : StoredFits.Text(fit),
            FittedAt = clock.GetUtcNow(),
        };
        return new DayFit(row, fit is null ? null : model.With(fit)) { IsNew = true };
    }

    private static DayFit Read(ModelFitRow row, IDataDrivenModel model) => new(row, row.Under(model));
}
