using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Attribution.Web.Tracking;

/// <summary>How much is taken in, and from whom.</summary>
internal sealed class TrackingOptions
{
    public const string Section = "Tracking:Limits";

    /// <summary>Hits a minute of one address with one public key.</summary>
    [Range(1, 1_000_000)]
    public int AddressPerMinute { get; set; } = 120;

    /// <summary>Hits a second of a store's public keys; ten seconds' worth may come at once.</summary>
    [Range(1, 1_000_000)]
    public int StorePerSecond { get; set; } = 1_000;

    /// <summary>Orders a minute of one address that a browser is believed, where a store trusts browsers.</summary>
    [Range(1, 1_000_000)]
    public int BrowserOrdersAddressPerMinute { get; set; } = 10;

    /// <summary>The same of one store, from wherever.</summary>
    [Range(1, 1_000_000)]
    public int BrowserOrdersStorePerMinute { get; set; } = 300;
}

[OptionsValidator]
internal sealed partial class TrackingOptionsValidator : IValidateOptions<TrackingOptions>;
