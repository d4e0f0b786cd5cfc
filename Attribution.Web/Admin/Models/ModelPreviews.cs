using System.Globalization;
using Attribution.Domain.Models;
using Attribution.Domain.Models.DataDriven;
using Attribution.Web.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Admin.Models;

/// <summary>
/// Credits a store's last orders under a draft, over the journeys they were stored with. One at a time, off the page's own thread:
/// collecting and reports go first. Nothing is written.
/// </summary>
internal sealed class ModelPreviews(Database database, ModelDirectory models, IFitTrial fits, TimeProvider clock) : IDisposable
{
    /// <summary>How far back a draft is tried, in local days with today.</summary>
    public const int Days = 30;

    private const int TellEvery = 500;

    private readonly SemaphoreSlim turn = new(1);

    public void Dispose() => turn.Dispose();

    /// <param name="store">Whose orders.</param>
    /// <param name="draft">The model to try.</param>
    /// <param name="fingerprint">Of the draft.</param>
    /// <param name="progress">Told how far it is, on another thread.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<ModelPreview> Of(StoreSettings store, IAttributionModel draft, string fingerprint, Action<PreviewProgress> progress, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => Make(store, draft, fingerprint, progress, cancellationToken), cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<ModelPreview> Make(StoreSettings store, IAttributionModel draft, string fingerprint, Action<PreviewProgress> progress, CancellationToken cancellationToken)
    {
        var today = store.Today(clock);
        var (from, notes) = (today.AddDays(1 - Days), new List<string>());
        var known = (await models.Described(store.Id, cancellationToken)).FirstOrDefault(model => model.Description.Id == draft.Id)?.Configured.Model;
        var (now, after) = draft is IDataDrivenModel learning
            ? await Fitted(store, (IDataDrivenModel)known!, learning, today, notes, progress, cancellationToken)
            : (known ?? ((CustomModel)draft).Basis, draft);
        if (known is null)
        {
            notes.Add($"There is no model of your own yet, so that the draft stands beside its base, {ModelCatalog.Find(now.Id)!.Name.ToLowerInvariant()}.");
        }

        var tally = new PreviewTally(now, after);
        await Read(store, from, today, tally, progress, cancellationToken);
        return new ModelPreview(fingerprint, from, today, tally.Orders, tally.Moved, tally.Rows, notes);
    }

    private async Task Read(StoreSettings store, DateOnly from, DateOnly to, PreviewTally tally, Action<PreviewProgress> progress, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        string[] leads = [.. (await db.Orders.Where(order => order.StoreId == store.Id.Value && order.BookedOn >= from && order.BookedOn <= to).Select(order => order.Type).Distinct().ToListAsync(cancellationToken)).Where(store.IsLead)];
        var booked = db.Orders.AsNoTracking().Where(order => order.StoreId == store.Id.Value && order.BookedOn >= from && order.BookedOn <= to && !leads.Contains(order.Type));
        var total = await booked.LongCountAsync(cancellationToken);
        var orders = CountedOrders.Of(db, booked).Select(order => new { order.Attribution, order.Order.OccurredAt, order.Order.ValueMinor });
        await foreach (var order in orders.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            tally.Add(CountedOrders.Parse(order.Attribution), order.OccurredAt, order.ValueMinor);
            if (tally.Orders % TellEvery == 0)
            {
                progress(new PreviewProgress(false, tally.Orders, total));
            }
        }
    }

    // Both sides learn from the same journeys, so that nothing but the parameters tells them apart.
    private async Task<(IAttributionModel Now, IAttributionModel Draft)> Fitted(
        StoreSettings store, IDataDrivenModel now, IDataDrivenModel draft, DateOnly today, List<string> notes, Action<PreviewProgress> progress, CancellationToken cancellationToken)
    {
        progress(new PreviewProgress(true, 0, 0));
        var tried = await fits.Fit(store, [now, draft], today, cancellationToken);
        if (tried[1].Model is null)
        {
            notes.Add(string.Create(
                CultureInfo.CurrentCulture,
                $"The draft needs {draft.Settings.MinConversions:N0} conversions in {draft.Settings.WindowDays} days; there are {tried[1].Conversions:N0}, or none is old enough to learn from. Linear would stand in for it."));
        }

        if (tried[0].Model is null)
        {
            notes.Add("With today's parameters there is too little to learn from, and linear stands in.");
        }

        return ((IAttributionModel?)tried[0].Model ?? new Linear(), (IAttributionModel?)tried[1].Model ?? new Linear());
    }
}
