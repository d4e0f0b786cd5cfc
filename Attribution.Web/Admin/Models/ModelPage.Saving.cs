using Attribution.Domain.Models;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Microsoft.AspNetCore.Components;

namespace Attribution.Web.Admin.Models;

/// <summary>How a draft becomes a version, and what is done where another admin's did first.</summary>
public sealed partial class ModelPage
{
    private ModelConflict? _conflict;
    private ElementReference _draft;
    private bool _saving;

    // As it would act; null where something of it is missing or wrong.
    private ModelDefinition? Drafted =>
        _form!.Read() is var (draft, unread) && unread.Count == 0 && Create(draft) is ModelCreation.Created ? ModelDirectory.InForce(Description, draft.Definition) : null;

    private bool CanSave => IsChanged && Preview is not null && _progress is null;

    private Task Save() => Save(_form!.BasedOn);

    private Task SaveOnTop() => Save(_conflict!.Newest.Version);

    private async Task Save(int basedOn)
    {
        Check();
        if (_faults.Count > 0 || Preview is null || _saving)
        {
            return;
        }

        _saving = true;
        try
        {
            var outcome = await Commands.Save(Caller, _form!.Read().Draft with { BasedOn = basedOn }, Leaving);
            await (outcome.IsDone ? StartAnew($"{Description.Name}: version {outcome.Value} is in force") : Refuse(outcome, basedOn));
        }
        finally
        {
            _saving = false;
        }
    }

    private async Task Discard()
    {
        _trying?.Cancel();
        await StartAnew(null);
    }

    // The page as it is opened, with what is in force; who answered a notice, which is gone then, reads on at the fields.
    private async Task StartAnew(string? done)
    {
        var answered = _conflict is not null;
        (_form, _progress, _conflict, Errors) = (null, null, null, new Dictionary<string, string>());
        await OnParametersSetAsync();
        if (done is not null)
        {
            Toasts.Show(done);
        }

        if (answered)
        {
            StateHasChanged();
            await _draft.FocusAsync();
        }
    }

    private async Task Refuse(Outcome<int> outcome, int basedOn)
    {
        _faults = outcome.Errors.Where(error => error.Key is not ("" or "note")).ToDictionary();
        _versions = await Queries.Of(Membership!.Store.Id, Id, Leaving);
        var conflict = outcome.IsForbidden || (_versions is [{ Version: var newest }, ..] && newest == basedOn) ? null : ModelConflict.Of(Id, _form!.BasedOn, _versions);
        // Where a notice stands, what else went wrong is told above it and not below the draft.
        Errors = outcome.Errors.Where(error => error.Key == "note" || (error.Key.Length == 0 && conflict is null && _conflict is not null)).ToDictionary();
        _failure = (conflict ?? _conflict) is not null ? null : outcome.Errors.GetValueOrDefault("");
        if (conflict is not null)
        {
            await Meet(conflict);
        }
    }

    // The draft stays as it is. What it would move is worked out anew, beside the version that is in force now.
    private async Task Meet(ModelConflict conflict)
    {
        await Directory.Reload(Leaving);
        (_model, _inForce, _preview) = (await InDirectory(), Text(conflict.Newest.Definition), null);
        (_conflict, _saving) = (conflict, false);
        StateHasChanged();
        if (_faults.Count == 0 && IsChanged)
        {
            await Run(TimeSpan.Zero);
        }
    }
}
