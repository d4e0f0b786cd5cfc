using Attribution.Domain;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;

namespace Attribution.Web.Imports;

/// <summary>An import as pages and the API tell it.</summary>
/// <param name="Row">What the book says.</param>
/// <param name="Map">What the columns become; null for JSON lines.</param>
/// <param name="Found">What the dry run found; null before one.</param>
/// <param name="Taken">What was taken so far; null before the start.</param>
/// <param name="SealedDays">Sealed days whose figures do not hold what was, or would be, taken.</param>
internal sealed record ImportView(ImportRow Row, ColumnMap? Map, ImportFigures? Found, ImportFigures? Taken, IReadOnlyList<DateOnly> SealedDays)
{
    /// <summary>How much of the work at hand is done, 0 to 1.</summary>
    public double Progress => Row.Status is ImportStates.Done or ImportStates.Checked ? 1
        : Row.Bytes == 0 ? 0
        : Math.Clamp((Row.Pass + ((double)Row.BytesDone / Row.Bytes)) / ImportKinds.PassesOf(Row.Kind).Count, 0, 1);

    /// <summary>What is to be shown: what was taken, else what was found.</summary>
    public ImportFigures? Figures => Taken ?? Found;
}

/// <summary>What pages and the API tell of imports.</summary>
internal sealed class ImportQueries(ImportBook book, StoreDirectory stores)
{
    /// <summary>An import of the store; null where there is none.</summary>
    public async Task<ImportView?> Find(StoreId store, Guid id, CancellationToken cancellationToken) =>
        await book.Find(store, id, cancellationToken) is { } row ? await View(row, cancellationToken) : null;

    public async Task<IReadOnlyList<ImportView>> List(StoreId store, CancellationToken cancellationToken)
    {
        var views = new List<ImportView>();
        foreach (var row in await book.List(store, cancellationToken))
        {
            views.Add(await View(row, cancellationToken));
        }

        return views;
    }

    private async Task<ImportView> View(ImportRow row, CancellationToken cancellationToken)
    {
        var found = row.Found.Length > 0 ? ImportFigures.FromJson(row.Found) : null;
        var taken = row.Taken.Length > 0 ? ImportFigures.FromJson(row.Taken) : null;
        IReadOnlyList<DateOnly> closed = [];
        if ((taken ?? found) is { Days.Count: > 0 } figures && await stores.Find(new StoreId(row.StoreId), cancellationToken) is { } store)
        {
            var days = await book.SealedDays(store.Id, figures.Days.Min, figures.Days.Max, changedOnly: taken is not null, cancellationToken);
            closed = [.. days.Where(figures.Days.Contains)];
        }

        return new ImportView(row, ColumnMap.FromJson(row.Map), found, taken, closed);
    }
}
