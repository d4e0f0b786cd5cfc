using System.Globalization;
using Attribution.Web.Components;
using Attribution.Web.Http;
using Microsoft.AspNetCore.Components;

namespace Attribution.Web.Channels.History;

/// <summary>Asks for a run over history and shows it. Reads its store from the address, so that any settings page may hold it.</summary>
public sealed partial class RechannelPanel
{
    private HistoryForm _form = new();
    private HistoryForecast? _forecast;
    private HistoryRunView? _run;
    private DateOnly _today;
    private bool _counting;
    private bool _justDone;

    /// <summary>channels or models.</summary>
    [Parameter]
    public string Kind { get; set; } = HistoryKinds.Channels;

    /// <summary>Version of the rules in force, from a page that changes it: the panel then reads its store anew.</summary>
    [Parameter]
    public int Version { get; set; }

    /// <summary>Whether the list of runs stands below it.</summary>
    [Parameter]
    public bool IsBesideRuns { get; set; }

    /// <summary>Called when a run began or ended.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    [Inject]
    private HistoryCommands Commands { get; set; } = default!;

    [Inject]
    private HistoryQueries Runs { get; set; } = default!;

    [CascadingParameter]
    private ReportView? View { get; set; }

    private bool Allowed => Membership?.Can(Roles.Admin) == true;

    private bool IsChannels => Kind == HistoryKinds.Channels;

    private string Title => IsChannels ? "Re-channel history" : "Re-credit history";

    private string Act => IsChannels ? "Re-channel" : "Re-credit";

    private string Caption => IsChannels
        ? $"Rules act on what comes in. This applies {(Membership!.Store.Sites.Rules.Version is > 0 and var version ? $"version {version.ToString(CultureInfo.CurrentCulture)}, the rules in force," : "the catalogue without rules")} to what came before. What was stored stays; the new answer is written beside it."
        : "Orders keep the versions of the models they were credited under. This credits past orders under the versions in force. The former credits stay beside the new.";

    /// <inheritdoc />
    protected override async Task Load()
    {
        if (!Allowed)
        {
            return;
        }

        _today = Membership!.Store.Today(Clock);
        _form.Kind = Kind;
        _form.From ??= _today.AddDays(-29);
        await Read();
    }

    private async Task Read()
    {
        var before = _run?.Row.Status;
        _run = (await Runs.Runs(Membership!.Store.Id, Leaving)).FirstOrDefault(run => run.Row.Kind == Kind);
        _justDone |= before == HistoryStates.Running && _run?.Row.Status == HistoryStates.Done;
    }

    /// <inheritdoc />
    protected override async Task Refresh()
    {
        if (_run is not { Row.Status: HistoryStates.Running })
        {
            return;
        }

        await Read();
        StateHasChanged();
        if (_run is not { Row.Status: HistoryStates.Running })
        {
            await Changed.InvokeAsync();
        }
    }

    // Numbers are of the day they were counted for.
    private void ChooseDay(ChangeEventArgs change)
    {
        _form.From = DateOnly.TryParse(change.Value?.ToString(), CultureInfo.InvariantCulture, out var day) ? day : null;
        _forecast = null;
    }

    private async Task Count()
    {
        _counting = true;
        StateHasChanged();
        try
        {
            var outcome = await Commands.Forecast(Caller, _form, Leaving);
            (Errors, _forecast) = (outcome.Errors, outcome.Value);
        }
        finally
        {
            _counting = false;
        }
    }

    private bool HasWork(HistoryForecast forecast) =>
        forecast.TouchesChanged + forecast.OrdersChanged + forecast.OpenDays > 0 || (_form.IncludeSealed && forecast.OrdersSealed + forecast.SealedDays > 0);

    private async Task Start()
    {
        await Do(Commands.Start(Caller, _form, Leaving), "The run has begun");
        if (Errors.Count == 0)
        {
            (_form, _forecast, _justDone) = (new HistoryForm { Kind = Kind, From = _form.From }, null, false);
            await Read();
            await Changed.InvokeAsync();
        }
    }

    private async Task GoOn()
    {
        await Do(Commands.GoOn(Caller, _run!.Row.RunId, Leaving), "The run goes on");
        await Changed.InvokeAsync();
    }
}
