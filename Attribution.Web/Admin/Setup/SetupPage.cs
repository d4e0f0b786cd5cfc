using Attribution.Web.Admin.Stores;
using Attribution.Web.Components;
using Attribution.Web.Http;
using Microsoft.AspNetCore.Components;

namespace Attribution.Web.Admin.Setup;

/// <summary>A step of the first run of one store.</summary>
public abstract class SetupPage : StorePage
{
    [Inject]
    private protected StoreCommands Stores { get; set; } = default!;

    [Inject]
    private protected SettingsQueries Settings { get; set; } = default!;

    /// <summary>Whether the user sets this store up.</summary>
    protected bool Allowed => Membership?.Can(Roles.Admin) == true;

    /// <summary>What the card beside the step says of the store.</summary>
    protected IReadOnlyDictionary<string, string> Facts => Membership is not { Store: var store } ? new Dictionary<string, string>() : new Dictionary<string, string>
    {
        ["Name"] = store.Name,
        [store.Domains.Count > 1 ? "Domains" : "Domain"] = string.Join(", ", store.Domains),
        ["Time zone"] = store.TimeZone,
        ["Currency"] = store.Currency.Code,
        ["Before a choice"] = store.ConsentDefault,
    };

    /// <summary>Goes on to another step; the one left stays open.</summary>
    protected void Skip(string slug) => Navigation.NavigateTo(SetupSteps.PathOf(slug, StoreKey));

    /// <summary>Notes that so many steps are done, and goes on.</summary>
    protected async Task Continue(int done, string slug)
    {
        await Stores.ReachStep(Caller, done, Leaving);
        Skip(slug);
    }
}
