using System.Text.Json;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;

namespace Attribution.Web.Admin.Collecting;

/// <summary>What an admin may choose about collecting, as typed.</summary>
internal sealed record CollectingForm
{
    public bool SessionEndsAtCampaign { get; set; }

    public bool SessionEndsAtMidnight { get; set; }

    public bool TrustBrowserOrders { get; set; }

    /// <summary>Addresses and networks, one a line.</summary>
    public string ExcludedAddresses { get; set; } = "";

    /// <summary>Names, one a line.</summary>
    public string KeptParameters { get; set; } = "";

    /// <inheritdoc cref="KeptParameters"/>
    public string CampaignIdParameters { get; set; } = "";

    /// <inheritdoc cref="KeptParameters"/>
    public string AdIdParameters { get; set; } = "";

    public bool KeepDevice { get; set; }

    public bool KeepCountry { get; set; }

    public static CollectingForm Of(CollectingChoices choices) => new()
    {
        SessionEndsAtCampaign = choices.SessionEndsAtCampaign,
        SessionEndsAtMidnight = choices.SessionEndsAtMidnight,
        TrustBrowserOrders = choices.TrustBrowserOrders,
        ExcludedAddresses = string.Join('\n', choices.ExcludedAddresses),
        KeptParameters = string.Join('\n', choices.KeptParameters),
        CampaignIdParameters = string.Join('\n', choices.CampaignIdParameters),
        AdIdParameters = string.Join('\n', choices.AdIdParameters),
        KeepDevice = choices.KeepDevice,
        KeepCountry = choices.KeepCountry,
    };

    public IReadOnlyDictionary<string, string> Faults() => new FieldFaults()
        .Add(nameof(ExcludedAddresses), StoreFields.NetworksFault(StoreFields.SplitDomains(ExcludedAddresses)))
        .Add(nameof(KeptParameters), StoreFields.ParametersFault(StoreFields.SplitDomains(KeptParameters)))
        .Add(nameof(CampaignIdParameters), StoreFields.ParametersFault(StoreFields.SplitDomains(CampaignIdParameters)))
        .Add(nameof(AdIdParameters), StoreFields.ParametersFault(StoreFields.SplitDomains(AdIdParameters)))
        .All;

    /// <summary>Writes a form without faults into the store's row.</summary>
    public void WriteTo(StoreRow row)
    {
        row.SessionEndsAtCampaign = SessionEndsAtCampaign;
        row.SessionEndsAtMidnight = SessionEndsAtMidnight;
        row.TrustBrowserOrders = TrustBrowserOrders;
        row.ExcludedAddresses = JsonSerializer.Serialize(StoreFields.SplitDomains(ExcludedAddresses).Select(text => $"{StoreFields.NetworkOf(text)}").Distinct());
        row.KeptParameters = Names(KeptParameters);
        row.CampaignIdParameters = Names(CampaignIdParameters);
        row.AdIdParameters = Names(AdIdParameters);
        row.KeepDevice = KeepDevice;
        row.KeepCountry = KeepCountry;
    }

    private static string Names(string text) => JsonSerializer.Serialize(StoreFields.SplitDomains(text).Select(name => name.ToLowerInvariant()).Distinct());
}
