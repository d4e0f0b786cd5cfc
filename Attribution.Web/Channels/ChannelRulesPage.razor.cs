using Attribution.Domain.Channels;
using Attribution.Domain.Channels.Rules;
using Attribution.Web.Components;
using Attribution.Web.Http;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;
using Roles = Attribution.Web.Http.Roles;

namespace Attribution.Web.Channels;

/// <summary>A store's rules: written as a draft, tried on the last 90 days, saved as a version.</summary>
public sealed partial class ChannelRulesPage
{
    private RuleSheet? _sheet;
    private RuleForm? _editing;
    private ReplayResult? _trial;
    private string _tried = "";
    private bool _importing;
    private IReadOnlyList<RuleVersion> _versions = [];
    private HashSet<string> _takenIds = [];
    private IReadOnlyList<string> _changes = [];
    private ChannelColours _colours = ChannelColours.Default;

    [Inject]
    private ChannelCommands Commands { get; set; } = default!;

    [Inject]
    private ChannelQueries Queries { get; set; } = default!;

    [Inject]
    private ChannelReplay Replay { get; set; } = default!;

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    [CascadingParameter]
    private ReportView? View { get; set; }

    /// <summary>Where a link asks for a rule: the field of its first condition.</summary>
    [SupplyParameterFromQuery(Name = "field")]
    private string? AskedField { get; set; }

    /// <summary>Where a link asks for a rule: the value of that field.</summary>
    [SupplyParameterFromQuery(Name = "value")]
    private string? AskedValue { get; set; }

    private bool Allowed => Membership?.Can(Roles.Admin) == true;

    private IReadOnlyList<OwnChannel> Own => Membership?.Store.OwnChannels ?? [];

    // What was tried was exactly this, or it is no answer to whether it may be saved.
    private ReplayResult? Trial => _sheet is { } sheet && _tried == sheet.Fingerprint ? _trial : null;

    private IReadOnlyList<string> LeftOut => Membership is { } membership ? RuleCsv.Write(membership.Store.Sites.Rules.All).LeftOut : [];

    /// <inheritdoc />
    protected override async Task Load()
    {
        if (!Allowed)
        {
            return;
        }

        _colours = new ChannelColours(Own);
        _versions = await Queries.Versions(Membership!.Store.Id, Leaving);
        _takenIds = [.. _versions.SelectMany(version => version.Rules).Select(rule => rule.Id)];
        if (_sheet is not { IsChanged: true })
        {
            _editing = _sheet is null && AskedField is { } field && AskedValue is { Length: > 0 } value && RuleFields.IsKnown(field) ? RuleForm.About(field, value) : _editing;
            _sheet = RuleSheet.Of(Membership.Store);
        }

        Rework();
    }

    private static string Caption(RuleSheet sheet) => sheet.Rules.Count == 0
        ? "Yours come before the built-in ones."
        : "Asked from top to bottom, before the built-in ones; the first that matches decides.";

    private void Rework() => _changes = _sheet is { IsChanged: true } sheet && Membership is { } membership
        ? RuleChanges.Between(membership.Store.Sites.Rules.All, sheet.Rules, membership.Store.Sites.ClickIds, sheet.ClickIds, _colours.NameOf)
        : [];

    private async Task Try()
    {
        var (sheet, store) = (_sheet!, Membership!.Store);
        var (draft, fingerprint) = (sheet.ToDraft(""), sheet.Fingerprint);
        Errors = draft.Faults([.. Own.Where(own => !own.IsArchived).Select(own => own.Id)]).Take(1).ToDictionary(
            _ => "", fault => $"{NameOf(draft, fault.Key)}{fault.Value}");
        if (Errors.Count == 0)
        {
            // Reading 90 days keeps a thread busy; the page's own stays free.
            _trial = await Task.Run(() => Replay.Try(store, draft, Leaving), Leaving);
            _tried = fingerprint;
        }

        StateHasChanged();
    }

    private async Task Save(string note)
    {
        var sheet = _sheet!;
        var outcome = await Commands.Save(Caller, sheet.ToDraft(note), Leaving);
        Errors = outcome.Errors;
        if (outcome.IsDone)
        {
            _sheet = null;
            await Reread();
            Toasts.Show($"Version {outcome.Value} is in force");
        }
    }

    private async Task<IReadOnlyDictionary<string, string>> SaveChannel(OwnChannel channel, bool isNew)
    {
        var outcome = await Commands.SaveChannel(Caller, channel, isNew, Leaving);
        if (outcome.IsDone)
        {
            await Reread();
            Toasts.Show(isNew ? $"{channel.Name} added" : channel.IsArchived ? $"{channel.Name} put away" : $"{channel.Name} saved");
            StateHasChanged();
        }
        else
        {
            Errors = outcome.Errors.Where(error => error.Key.Length == 0).ToDictionary();
        }

        return outcome.Errors;
    }

    private async Task Discard()
    {
        (_sheet, _editing, Errors) = (null, null, new Dictionary<string, string>());
        await Reread();
    }

    private void Restore(RuleVersion version)
    {
        _editing = null;
        _sheet!.Restore(version);
        Rework();
        Toasts.Show($"The draft has the rules of version {version.Version}");
    }

    private void Import((IReadOnlyList<ChannelRule> Rules, bool Replaces) import)
    {
        _sheet!.Import(import.Rules, import.Replaces, _takenIds);
        Rework();
    }

    // A draft lives in the page alone.
    private async Task Leave(LocationChangingContext going)
    {
        if (_sheet is { IsChanged: true } && !await Browser.InvokeAsync<bool>("confirm", Leaving, "Your draft of the rules is not saved. Leave it?"))
        {
            going.PreventNavigation();
        }
    }

    private Task Reread() => OnParametersSetAsync();

    private string FileUrl(string file) => $"/settings/channel-rules/{file}?store={Uri.EscapeDataString(Membership!.Store.Key)}";

    // rules[3].then.channel → the rule's name.
    private static string NameOf(ChannelDraft draft, string field) =>
        field.StartsWith("rules[", StringComparison.Ordinal) && int.TryParse(field.AsSpan(6, field.IndexOf(']') - 6), System.Globalization.CultureInfo.InvariantCulture, out var place)
            ? $"“{draft.Rules[place].Name}”, {RuleWords.FieldOfFault(field[(field.IndexOf('.') + 1)..])}: "
            : "";
}
