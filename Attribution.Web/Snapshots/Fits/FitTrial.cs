using System.Data;
using Attribution.Domain.Models.DataDriven;
using Attribution.Web.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Snapshots.Fits;

/// <inheritdoc/>
internal sealed class FitTrial(Database database) : IFitTrial
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<TriedFit>> Fit(StoreSettings store, IReadOnlyList<IDataDrivenModel> models, DateOnly day, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        await using var instant = await db.Database.BeginTransactionAsync(IsolationLevel.ReadUncommitted, cancellationToken);
        var (tried, inputs) = (new List<TriedFit>(), new Dictionary<FitSettings, FitInput>());
        foreach (var model in models)
        {
            var settings = model.Settings with { MinConversions = 0 };
            if (!inputs.TryGetValue(settings, out var input))
            {
                // What a history has read it lets go once it lies before a window, so that each window gets its own.
                inputs[settings] = input = (await new FitHistory(store).Journeys(db, DayFits.WindowOf(store, day, settings), day, cancellationToken)).Finish(settings.WithNulls);
            }

            var fit = model.Fit(new FitRequest(input, day.AddDays(1 - model.Settings.WindowDays), day, FitSeed.Of(store.Id, day)) { Replicates = 0, Threads = 1 });
            tried.Add(new TriedFit(fit is null ? null : model.With(fit), (long)input.Paths.TotalConversions));
        }

        return tried;
    }
}
