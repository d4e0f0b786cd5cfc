using Attribution.Domain.Models.DataDriven;

namespace Attribution.Web.Storage;

/// <summary>
/// The door by which a data-driven model is fitted to a store's journeys just to see. It stands here because features do not know each
/// other: Snapshots keeps it, Admin knocks.
/// </summary>
internal interface IFitTrial
{
    /// <summary>Fits models to the windows that end with a day, without intervals; nothing is written.</summary>
    /// <param name="store">Whose journeys.</param>
    /// <param name="models">The models, each with the settings to try.</param>
    /// <param name="day">Last local day of the windows.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<IReadOnlyList<TriedFit>> Fit(StoreSettings store, IReadOnlyList<IDataDrivenModel> models, DateOnly day, CancellationToken cancellationToken);
}

/// <summary>A fit that was tried.</summary>
/// <param name="Model">Credits by it; null where too little is known, so that <c>linear</c> stands in.</param>
/// <param name="Conversions">Conversions that entered it.</param>
internal sealed record TriedFit(IFittedModel? Model, long Conversions);
