using System.Text.Json;
using Attribution.Domain;
using Attribution.Domain.Conversions;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;

namespace Attribution.Web.Channels.History;

/// <summary>What an admin asks of a store's history.</summary>
internal sealed class HistoryForm
{
    private const int LongestReason = 500;

    /// <summary>channels or models.</summary>
    public string Kind { get; set; } = HistoryKinds.Channels;

    /// <summary>The first local day.</summary>
    public DateOnly? From { get; set; }

    /// <summary>Whether sealed days move too.</summary>
    public bool IncludeSealed { get; set; }

    /// <summary>Why; needed for sealed days.</summary>
    public string Reason { get; set; } = "";

    /// <summary>What is wrong with it, by field.</summary>
    public IReadOnlyDictionary<string, string> Faults(DateOnly today) => new FieldFaults()
        .Add(nameof(Kind), Kind is HistoryKinds.Channels or HistoryKinds.Models ? null : "Choose channels or models.")
        .Add(nameof(From), From is null ? "Choose the day to begin with." : From > today ? $"That day has not come yet: it is {today:O} in the store." : null)
        .Add(nameof(Reason), Reason.Trim() switch
        {
            "" when IncludeSealed => "Say why sealed figures change. It is kept beside the former figures.",
            { Length: > LongestReason } text => $"This has {text.Length} characters. Use at most {LongestReason}.",
            _ => null,
        })
        .All;

    /// <summary>The run it asks for, under the rules and models in force.</summary>
    public HistoryRunRow RunOf(StoreSettings store, IReadOnlyList<ConfiguredModel> models, string requestedBy, DateTimeOffset now) => new()
    {
        StoreId = store.Id.Value,
        RunId = Guid.CreateVersion7(now),
        Kind = Kind,
        Status = HistoryStates.Running,
        Phase = Kind == HistoryKinds.Channels ? HistoryPhases.Touches : HistoryPhases.Orders,
        From = From!.Value,
        RuleVersion = store.Sites.Rules.Version,
        Models = Kind == HistoryKinds.Models ? JsonSerializer.Serialize(models.ToDictionary(one => one.Model.Id, one => one.Version)) : "",
        IncludeSealed = IncludeSealed,
        Reason = Reason.Trim(),
        RequestedBy = requestedBy,
        CreatedAt = now,
    };
}
