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
        var (tried, inputs) = (new List<TriedFit>(), new FitInputs(new FitHistory(store), store, day));
        foreach (var model in models)
        {
            var input = await inputs.Of(db, model.Settings, cancellationToken);
            var fit = model.Fit(new FitRequest(input, day.AddDays(1 - model.Settings.WindowDays), day, FitSeed.Of(store.Id, day)) { Replicates = 0, Threads = 1 });
            tried.Add(new TriedFit(fit is null ? null : model.With(fit), input.Conversions));
        }

        return tried;
    }
}
