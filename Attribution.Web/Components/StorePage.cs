using Attribution.Web.Http;
using Microsoft.AspNetCore.Components;

namespace Attribution.Web.Components;

/// <summary>A page about one store: the one its address names, or the last used. Another's store is not found, as one that does not exist.</summary>
public abstract class StorePage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource leaving = new();

    /// <summary>Key of a store.</summary>
    [SupplyParameterFromQuery(Name = "store")]
    public string? StoreKey { get; set; }

    [Inject]
    private protected CurrentStore Current { get; set; } = default!;

    [Inject]
    private protected NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private protected Toasts Toasts { get; set; } = default!;

    /// <summary>Who looks, and what they may do here; null while it is read, and where there is no such store.</summary>
    private protected Membership? Membership { get; private set; }

    /// <summary>Who acts, for commands.</summary>
    private protected StoreUser Caller { get; private set; } = default!;

    /// <summary>What is wrong with what was entered, by field.</summary>
    private protected IReadOnlyDictionary<string, string> Errors { get; set; } = new Dictionary<string, string>();

    /// <summary>Ends when the page is left.</summary>
    protected CancellationToken Leaving => leaving.Token;

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what the page still reads.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            leaving.Cancel();
            leaving.Dispose();
        }
    }

    /// <inheritdoc />
    protected sealed override async Task OnParametersSetAsync()
    {
        Membership = await Current.Find(StoreKey, Leaving);
        if (Membership is not null)
        {
            Caller = new StoreUser(await Current.User(), Membership.Store.Id);
            await Load();
        }
        else if (!string.IsNullOrEmpty(StoreKey))
        {
            Navigation.NotFound();
        }
    }

    /// <summary>Reads what the page shows.</summary>
    protected virtual Task Load() => Task.CompletedTask;

    /// <summary>What is wrong with a field; null where nothing is.</summary>
    protected string? Error(string field) => Errors.GetValueOrDefault(field);

    /// <summary>Runs a command, shows what was wrong or a word of success, and reads the page anew.</summary>
    private protected async Task<T?> Do<T>(Task<Outcome<T>> command, string done)
    {
        var outcome = await command;
        Errors = outcome.Errors;
        if (!outcome.IsDone)
        {
            return default;
        }

        Toasts.Show(done);
        Membership = await Current.Find(StoreKey, Leaving);
        await Load();
        return outcome.Value;
    }
}
