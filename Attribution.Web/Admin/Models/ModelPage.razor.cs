using Attribution.Domain.Models;
using Attribution.Domain.Models.DataDriven;
using Attribution.Web.Components;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;
using Roles = Attribution.Web.Http.Roles;

namespace Attribution.Web.Admin.Models;

/// <summary>One model of a store: a draft, what it would have credited, and the versions there were.</summary>
public sealed partial class ModelPage
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);

    private StoreModel? _model;
    private ModelForm? _form;
    private ModelPreview? _preview;
    private PreviewProgress? _progress;
    private CancellationTokenSource? _trying;
    private string? _failure;
    private string _inForce = "";
    private string _shown = "";
    private IReadOnlyDictionary<string, string> _faults = new Dictionary<string, string>();
    private IReadOnlyList<ModelVersion> _versions = [];
    private ChannelColours _colours = ChannelColours.Default;

    /// <summary>Id of the model.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    [Inject]
    private ModelCommands Commands { get; set; } = default!;

    [Inject]
    private ModelDirectory Directory { get; set; } = default!;

    [Inject]
    private ModelVersionQueries Queries { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    [CascadingParameter]
    private ReportView? View { get; set; }

    private bool Allowed => Membership?.Can(Roles.Admin) == true;

    private ModelDescription Description => ModelCatalog.Find(Id)!;

    private bool IsLearned => Description.Default is IDataDrivenModel;

    private bool Settable => Id == ModelIds.Custom || Description.Parameters.Count > 0;

    private string Query => string.IsNullOrEmpty(StoreKey) ? "" : "?store=" + Uri.EscapeDataString(StoreKey);

    private string? WhyNot => _model is { IsArchived: false } ? ModelSettings.WhyNot(Id, Membership!.Store.DefaultModel) : null;

    // What is no number comes first, then what the last look found, field by field.
    private IReadOnlyDictionary<string, string> Faults => _faults;

    private bool IsChanged => _form is { } form && Text(form.Read().Draft.Definition) != _inForce;

    // What was tried was exactly this, or it is no answer to whether it may be saved.
    private ModelPreview? Preview => _form is { } form && _preview?.Fingerprint == form.Read().Draft.Fingerprint ? _preview : null;

    /// <inheritdoc />
    protected override async Task Load()
    {
        if (!Allowed)
        {
            return;
        }

        if (ModelCatalog.Find(Id) is null)
        {
            Navigation.NotFound();
            return;
        }

        var store = Membership!.Store;
        _colours = new ChannelColours(store.OwnChannels);
        _model = await InDirectory();
        _versions = await Queries.Of(store.Id, Id, Leaving);
        _inForce = Text(_model?.Definition ?? ModelForm.AsDelivered(Id));
        var place = $"{store.Id.Value} {Id}";
        if (_form is null || _shown != place || !IsChanged)
        {
            (_form, _shown, _preview, _failure, _conflict) = (ModelForm.Of(Id, _model?.Configured.Version ?? 0, _model?.Definition), place, null, null, null);
            _faults = new Dictionary<string, string>();
        }
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _trying?.Cancel();
            _trying?.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<StoreModel?> InDirectory() => (await Directory.Described(Membership!.Store.Id, Leaving)).FirstOrDefault(model => model.Description.Id == Id);

    private string Text(ModelDefinition definition) => ModelDirectory.InForce(Description, definition).Write();

    private void Check()
    {
        var (draft, unread) = _form!.Read();
        _faults = unread.Count > 0 ? unread
            : Create(draft) is ModelCreation.Refused refused ? refused.Errors.ToDictionary(error => error.Key, error => string.Join(' ', error.Value))
            : new Dictionary<string, string>();
    }

    private ModelCreation Create(ModelDraft draft) => draft.Create([.. Membership!.Store.OwnChannels.Select(channel => channel.Id)]);

    // A rule answers at once; what learns from months of journeys waits to be asked.
    private async Task Rework()
    {
        _trying?.Cancel();
        _progress = null;
        Errors = new Dictionary<string, string>();
        Check();
        if (_faults.Count == 0 && IsChanged && !IsLearned)
        {
            await Run(Pause);
        }
    }

    // A rule that is not filled in yet: what was tried is no answer to this draft any more.
    private void Edit()
    {
    }

    private Task Try() => Run(TimeSpan.Zero);

    private async Task Run(TimeSpan pause)
    {
        var trying = Begin();
        try
        {
            await Task.Delay(pause, Clock, trying.Token);
            var outcome = await Commands.Preview(Caller, _form!.Read().Draft, progress => Tell(trying, progress), trying.Token);
            if (trying == _trying)
            {
                (_preview, _progress) = (outcome.Value, null);
                Errors = outcome.Errors.Where(error => error.Key.Length == 0).ToDictionary();
            }
        }
        catch (OperationCanceledException)
        {
            // A later draft is tried, or the page was left.
        }
        catch (Exception) when (trying == _trying)
        {
            (_progress, _failure) = (null, "The draft could not be tried. It stands as it was. Try again in a moment.");
        }
    }

    private CancellationTokenSource Begin()
    {
        _trying?.Dispose();
        _trying = CancellationTokenSource.CreateLinkedTokenSource(Leaving);
        (_progress, _failure) = (new PreviewProgress(IsLearned, 0, 0), null);
        return _trying;
    }

    private void Tell(CancellationTokenSource trying, PreviewProgress progress) => _ = InvokeAsync(() =>
    {
        if (trying == _trying && _progress is not null)
        {
            _progress = progress;
            StateHasChanged();
        }
    });

    private Task<Nothing> SetArchived()
    {
        var archived = !_model!.IsArchived;
        return Do(Commands.Archive(Caller, Id, archived, Leaving), archived ? $"{Description.Name} is archived" : $"{Description.Name} is active");
    }

    private Task Reset()
    {
        _form!.Fill(ModelDirectory.InForce(_form.Described, new ModelDefinition(new Dictionary<string, double>())).Parameters);
        return Rework();
    }

    // A base comes with what the store has it set to.
    private async Task ChooseBase(string basis)
    {
        _form!.Base = basis;
        _form.Fill((await Directory.Described(Membership!.Store.Id, Leaving)).First(model => model.Description.Id == basis).Definition.Parameters);
        await Rework();
    }

    private Task Restore(ModelVersion version)
    {
        _form!.Fill(version.Definition);
        Toasts.Show($"The draft is as version {version.Version} was");
        return Rework();
    }

    // A draft lives in the page alone.
    private async Task Leave(LocationChangingContext going)
    {
        if (IsChanged && !await Browser.InvokeAsync<bool>("confirm", Leaving, "Your draft of the model is not saved. Leave it?"))
        {
            going.PreventNavigation();
        }
    }
}
