using Attribution.Domain.Models.DataDriven;
using Attribution.Web.Storage;

namespace Attribution.Web.Snapshots.Fits;

/// <summary>What a store's models are fitted to on a day. Models that ask the same of the journeys share it.</summary>
/// <param name="history">What was read so far.</param>
/// <param name="store">The store.</param>
/// <param name="day">The local day that the windows end with.</param>
internal sealed class FitInputs(FitHistory history, StoreSettings store, DateOnly day)
{
    private readonly Dictionary<FitSettings, FitInput> inputs = [];

    public static FitWindow WindowOf(StoreSettings store, DateOnly day, FitSettings settings) => new(
        store.Calendar.Bounds(day.AddDays(1 - settings.WindowDays)).Start, store.Calendar.Bounds(day).End, TimeSpan.FromDays(store.LookbackDays));

    /// <param name="db">Inside the transaction that the day's other facts are read in.</param>
    /// <param name="settings">What the model asks.</param>
    public async Task<FitInput> Of(AttributionDb db, FitSettings settings, CancellationToken cancellationToken)
    {
        // How many conversions a model asks for changes nothing of what it reads.
        var asked = settings with { MinConversions = 0 };
        if (!inputs.TryGetValue(asked, out var input))
        {
            inputs[asked] = input = (await history.Journeys(db, WindowOf(store, day, settings), day, cancellationToken)).Finish(settings.WithNulls);
        }

        return input;
    }
}
