using Attribution.Web.Components;
using Attribution.Web.Http;
using Microsoft.AspNetCore.Components;

namespace Attribution.Web.Analytics.Orders;

/// <summary>The orders of the days in view, newest first; or those whose id begins with what is looked for, of all days.</summary>
public sealed partial class OrdersPage
{
    private readonly CancellationTokenSource _left = new();
    private OrderListState? _state;
    private IReadOnlyList<TableColumn<OrderLine>> _columns = [];
    private string? _typed;
    private string? _failed;
    private (Domain.StoreId, Domain.DateRange)? _counted;

    /// <summary>The days and filters in the address.</summary>
    [CascadingParameter]
    public ReportView View { get; set; } = default!;

    /// <summary>An order id, or how it begins.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Q { get; set; }

    /// <summary>Where the page begins.</summary>
    [SupplyParameterFromQuery(Name = "cursor")]
    public string? Cursor { get; set; }

    [Inject]
    private OrderQueries Queries { get; set; } = default!;

    [Inject]
    private CurrentStore Current { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private ILogger<OrdersPage> Log { get; set; } = default!;

    private string Search => OrderListRequest.IdOf(Q);

    // An order has no source of its own: what other pages filter by is left out here, and said.
    private ReportView Shown { get; set; } = default!;

    /// <inheritdoc />
    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }

    protected override Task OnParametersSetAsync()
    {
        var (kept, dropped) = (View.Url.Filters.Where(filter => !IsOfTouches(filter)).ToList(), View.Url.Filters.Where(IsOfTouches).Select(filter => filter.Name).Distinct().ToList());
        Shown = dropped.Count == 0 ? View : View with { Url = View.Url with { Filters = kept }, Notes = [.. View.Notes, $"Orders are not filtered by {string.Join(" and ", dropped)}: they have touches of many. Filter by the first or last touch."] };
        _typed = Search;
        _columns = OrderColumns.Of(Shown);
        return Load();
    }

    private static bool IsOfTouches(Components.ReportFilter filter) => filter.Name is "source" or "medium" or "campaign";

    private async Task Load()
    {
        try
        {
            _failed = null;
            if (await Current.Find(View.Store.Key, _left.Token) is { Store: { } store })
            {
                var known = Cursor is not null && _counted == (store.Id, Shown.Days) ? _state?.Groups : null;
                _state = await OrderListState.Read(new(store, Shown.Days, Shown.Url, Search, OrderCursor.Read(Cursor)), Shown, Queries, known, _left.Token);
                _counted = (store.Id, Shown.Days);
            }
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            _failed = Problem.NewReference();
            LogFailed(Log, failure, _failed);
        }
    }

    private void Find() => Navigation.NavigateTo(Urls.Orders + With(Shown.Url.ToQuery(), "q", OrderListRequest.IdOf(_typed)));

    private string AddressOf(string? cursor) => Urls.Orders + With(With(Shown.Url.ToQuery(), "q", Search), "cursor", cursor);

    private static string With(string query, string name, string? value) =>
        string.IsNullOrEmpty(value) ? query : $"{query}{(query.Length == 0 ? '?' : '&')}{name}={Uri.EscapeDataString(value)}";

    [LoggerMessage(Level = LogLevel.Error, Message = "The list of orders could not be read, reference {Reference}")]
    private static partial void LogFailed(ILogger log, Exception failure, string reference);
}
