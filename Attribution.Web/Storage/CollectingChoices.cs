using System.Net;
using System.Text.Json;
using Attribution.Domain.Touches;
using Attribution.Web.Storage.Tables;

namespace Attribution.Web.Storage;

/// <summary>What a store chose about collecting.</summary>
internal sealed record CollectingChoices
{
    /// <summary>What a store has until it chooses.</summary>
    public static CollectingChoices Default { get; } = new();

    /// <summary>Whether a touch of another campaign than the session's starts a new session.</summary>
    public bool SessionEndsAtCampaign { get; init; }

    /// <summary>Whether a session ends at the store's local midnight.</summary>
    public bool SessionEndsAtMidnight { get; init; }

    /// <summary>Whether a browser's conversion with a value makes an order, marked as unverified.</summary>
    public bool TrustBrowserOrders { get; init; }

    /// <summary>Networks whose hits are ignored.</summary>
    public IReadOnlyList<IPNetwork> ExcludedAddresses { get; init; } = [];

    /// <summary>Names, lower case, of url parameters that are kept with a touch.</summary>
    public IReadOnlyList<string> KeptParameters { get; init; } = [];

    /// <summary>Reads <see cref="KeptParameters"/>, and what channel rules look at, out of an address.</summary>
    public UrlParameters Kept { get; init; } = UrlParameters.None;

    /// <summary>Names, lower case, of url parameters that stand for the campaign id.</summary>
    public IReadOnlyList<string> CampaignIdParameters { get; init; } = [];

    /// <summary>Names, lower case, of url parameters that stand for the ad id.</summary>
    public IReadOnlyList<string> AdIdParameters { get; init; } = [];

    /// <summary>Whether a touch keeps the class of the device.</summary>
    public bool KeepDevice { get; init; } = true;

    /// <summary>Whether a touch keeps the country that the proxy tells.</summary>
    public bool KeepCountry { get; init; }

    /// <summary>The same, keeping parameters too that the store's channel rules look at, so that rules can be tried on history.</summary>
    public CollectingChoices Keeping(IEnumerable<string> ruleParameters) =>
        this with { Kept = new UrlParameters([.. KeptParameters.Union(ruleParameters.Select(name => name.ToLowerInvariant()).Where(name => UrlParameters.IsName(name) && !UrlParameters.IsPrivate(name)))]) };

    /// <summary>The choices of a store's row.</summary>
    public static CollectingChoices Of(StoreRow row) => new()
    {
        SessionEndsAtCampaign = row.SessionEndsAtCampaign,
        SessionEndsAtMidnight = row.SessionEndsAtMidnight,
        TrustBrowserOrders = row.TrustBrowserOrders,
        ExcludedAddresses = [.. Texts(row.ExcludedAddresses).Select(network => IPNetwork.Parse(network))],
        KeptParameters = Texts(row.KeptParameters),
        Kept = new UrlParameters(Texts(row.KeptParameters)),
        CampaignIdParameters = Texts(row.CampaignIdParameters),
        AdIdParameters = Texts(row.AdIdParameters),
        KeepDevice = row.KeepDevice,
        KeepCountry = row.KeepCountry,
    };

    /// <summary>Whether hits from an address are ignored.</summary>
    public bool Excludes(IPAddress? address) => address is not null && ExcludedAddresses.Any(network => network.Contains(address));

    private static List<string> Texts(string json) => JsonSerializer.Deserialize<List<string>>(json)!;
}
