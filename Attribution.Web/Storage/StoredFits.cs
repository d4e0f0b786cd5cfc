using System.Text.Json;
using Attribution.Domain.Conversions;
using Attribution.Domain.Models;
using Attribution.Domain.Models.DataDriven;
using Attribution.Web.Http;
using Attribution.Web.Storage.Tables;

namespace Attribution.Web.Storage;

/// <summary>How fits and the credits by them are kept in their rows.</summary>
internal static class StoredFits
{
    public static string Text(ModelFit fit) => JsonSerializer.Serialize(fit, ApiJson.Options);

    public static string Text(CreditSplit credits) => JsonSerializer.Serialize(credits, ApiJson.Options);

    /// <summary>The fit; null where too little was known for one.</summary>
    public static ModelFit? Fit(this ModelFitRow row) => row.StandsIn ? null : JsonSerializer.Deserialize<ModelFit>(row.Document, ApiJson.Options)!;

    /// <summary>What credits by the fit; null where there is none.</summary>
    public static IFittedModel? Under(this ModelFitRow row, IDataDrivenModel model) => row.Fit() is { } fit ? model.With(fit) : null;

    /// <summary>The credits of an order with what was written beside it.</summary>
    public static MarketingAttribution With(this MarketingAttribution attribution, IEnumerable<OrderCreditRow> written) =>
        attribution.With([.. written.Select(row => (row.Model, row.Version, JsonSerializer.Deserialize<CreditSplit>(row.Credits, ApiJson.Options)!))]);
}
