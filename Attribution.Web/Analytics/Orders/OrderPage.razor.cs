using System.Text;
using Attribution.Web.Components;
using Microsoft.AspNetCore.Components;

namespace Attribution.Web.Analytics.Orders;

/// <summary>One order: its journey, what every model gave each touch, and why.</summary>
public sealed partial class OrderPage
{
    private JourneyReport? _report;
    private IReadOnlyList<JourneyTouch> _touches = [];
    private IReadOnlyList<JourneyModel> _models = [];
    private JourneyModel? _model;
    private DateTime _creditedAt;
    private StoreTimes? _times;
    private int _revision;
    private string? _read;

    /// <summary>As the router reads it; the page reads the address itself, as ids may hold slashes.</summary>
    [Parameter]
    public string? OrderId { get; set; }

    /// <summary>Id of the model that is told about.</summary>
    [SupplyParameterFromQuery(Name = "attributionModel")]
    public string? Wanted { get; set; }

    /// <summary>The store in view.</summary>
    [CascadingParameter]
    public ReportView? View { get; set; }

    [Inject]
    private ReportQueries Queries { get; set; } = default!;

    private string Id => IdOf(new Uri(Navigation.Uri).AbsolutePath);

    private string BackAddress => Urls.Of(Urls.Orders, new ReportUrl { Store = View?.Url.Store });

    private string Link => Navigation.ToAbsoluteUri(Urls.Order(Id, new ReportUrl { Store = View?.Store.Key, Model = View?.Url.Model })).ToString();

    private string VisitsAddress => $"{Urls.Visits}?order={Uri.EscapeDataString(Id)}{(View?.Url.Store is { } store ? $"&store={Uri.EscapeDataString(store)}" : "")}";

    /// <inheritdoc />
    protected override async Task Load()
    {
        // The address is another page's already when this one is left.
        if (Id.Length == 0)
        {
            return;
        }

        // Another model of the same order is another look at what was read.
        if (_read != $"{Membership!.Store.Id} {Id}")
        {
            _report = await Queries.Journey(Membership.Store, Id, Leaving);
            _read = $"{Membership.Store.Id} {Id}";
            _revision = _report?.Revision ?? 0;
        }

        if (_report is null)
        {
            Navigation.NotFound();
            return;
        }

        _times = View is null ? null : new StoreTimes(_report.Head.TimeZone, View.Formats);
        Choose(_revision);
    }

    /// <summary>The order id in a path: all of it behind the page's own, unescaped.</summary>
    internal static string IdOf(string path) =>
        path.StartsWith(Urls.Orders + "/", StringComparison.Ordinal) ? Uri.UnescapeDataString(path[(Urls.Orders.Length + 1)..]).Normalize(NormalizationForm.FormC) : "";

    private static string CauseOf(string cause) => cause.Split(' ') switch
    {
        ["channels", var version] => $"version {version} of the channel rules",
        ["models", ..] => "changed model parameters",
        _ => cause,
    };

    private void Choose(int revision)
    {
        _revision = revision;
        var earlier = _report!.Earlier.FirstOrDefault(one => one.Revision == revision);
        (_touches, _models, _creditedAt) = earlier is null ? (_report.Touches, _report.Models, _report.CreditedAt) : (earlier.Touches, earlier.Models, earlier.CreditedAt);
        _model = CreditGrid.Chosen(_models, Wanted, _report.Head.AttributionModel);
    }

    private string NameOf(int revision) => revision == _report!.Revision ? "Now" : revision == 0 ? "As it came" : $"Revision {revision}";
}
