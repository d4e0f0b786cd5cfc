using System.Security.Claims;
using Attribution.Domain;
using Attribution.Domain.Channels;

namespace Attribution.Web.Components;

/// <summary>What the frame and every report need to know of a store.</summary>
/// <param name="Key">Name in the address.</param>
/// <param name="Name">As shown.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Exponent">Decimal places of its minor unit.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="Today">The store's local day.</param>
/// <param name="FirstDay">Its first day with data; null where nothing has arrived.</param>
/// <param name="SealedThrough">The last sealed day; null where none is.</param>
/// <param name="DefaultModel">Id of a model of <paramref name="Models"/>.</param>
/// <param name="Models">What it computes, in the order of the menu.</param>
/// <param name="OwnChannels">The store's own channels, oldest first.</param>
public sealed record FrameStore(
    StoreId Id,
    string Key,
    string Name,
    string Currency,
    int Exponent,
    string TimeZone,
    DateOnly Today,
    DateOnly? FirstDay,
    DateOnly? SealedThrough,
    string DefaultModel,
    IReadOnlyList<FrameModel> Models,
    IReadOnlyList<OwnChannel> OwnChannels)
{
    /// <summary>What an address is read against.</summary>
    public ReportScope Scope => new(Today, FirstDay, [.. Models.Select(model => model.Id)]);

    /// <summary>The model an address asks for.</summary>
    public FrameModel ModelOf(ReportUrl url) => Models.First(model => model.Id == (url.Model ?? DefaultModel));
}

/// <summary>A model in the menu.</summary>
/// <param name="Version">Of its parameters, from 1.</param>
public sealed record FrameModel(string Id, string Name, int Version);

/// <summary>A store in the switcher.</summary>
public sealed record FrameStoreLink(string Key, string Name);

/// <summary>What surrounds a page.</summary>
/// <param name="Store">The store in view; null while there is none.</param>
/// <param name="Stores">Every store the user may open.</param>
/// <param name="Findings">Open findings of the quality page; 0 shows no number.</param>
/// <param name="SetupStep">Such as "3 of 6"; null when setup is done.</param>
/// <param name="SampleData">Whether this is the demo.</param>
public sealed record Frame(FrameStore? Store, IReadOnlyList<FrameStoreLink> Stores, int Findings, string? SetupStep, bool SampleData)
{
    /// <summary>A fresh installation.</summary>
    public static Frame Empty { get; } = new(null, [], 0, null, false);
}

/// <summary>Reads what surrounds a page, for the user who looks.</summary>
public interface IFrameReader
{
    /// <param name="store">The key in the address; null: the only one, or the last used.</param>
    Task<Frame> Read(ClaimsPrincipal user, string? store, CancellationToken cancellation);
}
