using Attribution.Web.Components;
using Attribution.Web.Http;
using Attribution.Web.Storage.History;
using Microsoft.AspNetCore.Components;

namespace Attribution.Web.Imports;

/// <summary>One import, from the look at its columns to its report.</summary>
public sealed partial class ImportPage
{
    private ImportView? _import;
    private ColumnMap? _map;
    private IReadOnlyList<IReadOnlyList<string>> _samples = [];
    private bool _rebuilding;

    /// <summary>The import.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    [Inject]
    private ImportQueries Imports { get; set; } = default!;

    [Inject]
    private ImportCommands Commands { get; set; } = default!;

    [Inject]
    private ImportPreview Preview { get; set; } = default!;

    [Inject]
    private IEnumerable<IHistory> Histories { get; set; } = default!;

    [CascadingParameter]
    private ReportView? View { get; set; }

    private bool Allowed => Membership?.Can(Roles.Admin) == true;

    private string Doing => _import!.Row.Status switch { ImportStates.Checking => "Dry run", ImportStates.Running => "Importing", _ => "Paused at" };

    private string Caption => string.Join(
        " · ", ImportText.NameOf(_import!.Row.Kind), _import.Row.Format == ImportFormats.Csv ? "CSV" : "JSON lines", ImportText.Size(_import.Row.Bytes, View!.Formats));

    private string Fine => _import!.Row.Kind switch
    {
        "touches" => "Lines without a campaign, click id or outside referrer begin a visit only where none runs, so that Direct can turn out lower.",
        "refunds" => "Each refund was looked at by itself: several of one order are refused once they exceed its value.",
        "conversions" => "Orders were matched with the touches that are stored now. Import touches first.",
        _ => "Orders were matched with the touches that are stored now, without those of this file: more will match.",
    };

    /// <inheritdoc />
    protected override async Task Load()
    {
        if (!Allowed)
        {
            return;
        }

        _import = Guid.TryParse(Id, out var id) ? await Imports.Find(Membership!.Store.Id, id, Leaving) : null;
        if (_import is null)
        {
            Navigation.NotFound();
        }
        else if (_import is { Map: { } map, Row.Status: ImportStates.Uploaded or ImportStates.Checked } && _map is null)
        {
            _map = map;
            _samples = await Preview.Of(_import.Row, map, Leaving);
        }
    }

    /// <inheritdoc />
    protected override async Task Refresh()
    {
        if (_import is not null && (ImportStates.IsBusy(_import.Row.Status) || _rebuilding))
        {
            await Load();
            _rebuilding &= _import?.SealedDays.Count > 0;
            StateHasChanged();
        }
    }

    // What a column of that name may become; a click id or property only where the column is named so.
    private List<string> FieldsOf(string column)
    {
        var kinds = ImportKinds.PassesOf(_import!.Row.Kind);
        var guess = new ColumnGuess([.. Histories.Where(history => kinds.Contains(history.Kind))]);
        return [.. guess.Fields.Select(field => field.Path).Concat(guess.Member(column) is { } member ? [member.Path] : [])];
    }

    private async Task Check() => await Do(Commands.Check(Caller, _import!.Row.ImportId, _map, Leaving), "Looking at the lines");

    private async Task Start() => await Do(Commands.Start(Caller, _import!.Row.ImportId, Leaving), "Import started");

    private async Task Pause() => await Do(Commands.Pause(Caller, _import!.Row.ImportId, Leaving), "Import paused");

    private async Task Cancel() => await Do(Commands.Cancel(Caller, _import!.Row.ImportId, Leaving), "Import cancelled");

    private async Task Rebuild(string reason)
    {
        await Do(Commands.Rebuild(Caller, _import!.Row.ImportId, reason, Leaving), "Rebuild queued");
        _rebuilding = Errors.Count == 0;
    }
}
