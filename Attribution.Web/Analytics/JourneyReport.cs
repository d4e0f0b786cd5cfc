using System.Text.Json.Serialization;

namespace Attribution.Web.Analytics;

/// <summary>One touch of a journey.</summary>
public sealed record JourneyTouch(
    Guid TouchId, DateTime OccurredAt, string Channel, string SubChannel, string Source, string Medium, string Campaign, double HoursBefore)
{
    /// <summary>The channel rule that decided; null where the touch itself is gone, as its retention ended or the person was erased.</summary>
    public string? Reason { get; init; }

    /// <summary>What was odd about the landing or the clock.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];

    /// <summary>Until the next touch; of the last one until the order.</summary>
    public long SecondsToNext { get; init; }

    /// <summary>Place in the report's sessions, from 0; null where the session is not known.</summary>
    public int? Session { get; init; }
}

/// <summary>What one touch earned.</summary>
/// <param name="Credit">Part of the order, 0 to 1, 6 digits.</param>
/// <param name="Revenue">Part of its value.</param>
public sealed record TouchCredit(Guid TouchId, string Channel, decimal Credit, decimal Revenue)
{
    /// <summary>What refunds took back of it so far.</summary>
    public decimal Refunded { get; init; }

    /// <summary>Why it got that, in words.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Whether the fit of the order's day does not know the channel yet.</summary>
    public bool New { get; init; }
}

/// <summary>One model's split of an order, and why.</summary>
/// <param name="Version">Of the store's parameters, from 1; null where the order was not split by the model.</param>
public sealed record JourneyModel(string Model, string Name, int? Version, IReadOnlyList<TouchCredit> Credits, string Reason)
{
    /// <summary>The parameters of that version by name; empty where the model has none.</summary>
    public IReadOnlyDictionary<string, double> Parameters { get; init; } = new Dictionary<string, double>();

    /// <summary>Whether another model stands in, as the order came before this one was offered.</summary>
    public bool StandIn { get; init; }

    /// <summary>Where the fit did not weigh every touch: <c>new_channel</c>, whose touches weigh the mean of the channels it knows, or <c>linear</c>, as the path was split; else null.</summary>
    public string? Mark { get; init; }
}

/// <summary>A visit that touches of the journey belong to.</summary>
/// <param name="Touches">Of the visit, those outside the journey too.</param>
/// <param name="Pages">As far as they were told.</param>
public sealed record JourneySession(DateTime StartedAt, DateTime LastActivityAt, int Touches, int Pages);

/// <summary>Money that went back.</summary>
/// <param name="BookedOn">The day it counts on.</param>
/// <param name="Amount">Below 0 where an edit made the order worth more.</param>
public sealed record JourneyRefund(string RefundId, DateTime OccurredAt, DateOnly BookedOn, decimal Amount);

/// <summary>A touch of the same person that earns nothing of the order.</summary>
/// <param name="Reason">outside_window, after_order, arrived_late, other_visit or not_linked.</param>
/// <param name="Explanation">In words.</param>
public sealed record JourneyLeftOut(Guid TouchId, DateTime OccurredAt, string Channel, string Source, string Medium, string Campaign, string Reason, string Explanation);

/// <summary>What an order was credited as before it was credited anew.</summary>
/// <param name="Revision">0 is the first.</param>
/// <param name="Cause">What made it; empty for the first.</param>
public sealed record JourneyRevision(int Revision, string Cause, DateTime CreditedAt, IReadOnlyList<JourneyTouch> Touches, IReadOnlyList<JourneyModel> Models);

/// <summary>One order, where it came from, and why it is split as it is. The range is the day it counts on.</summary>
public sealed record JourneyReport(ReportHead Head) : Report(Head)
{
    public required string OrderId { get; init; }

    public required string Type { get; init; }

    public required string Status { get; init; }

    public required DateTime OccurredAt { get; init; }

    /// <summary>The day it counts on; null until it is completed.</summary>
    public required DateOnly? BookedOn { get; init; }

    public required decimal Value { get; init; }

    public required decimal Refunded { get; init; }

    public required string MatchedBy { get; init; }

    /// <summary>Whether the store's server told of it; false while only a browser did.</summary>
    public required bool Verified { get; init; }

    /// <summary>Whether all that leads to a person was taken out of it.</summary>
    public required bool Anonymised { get; init; }

    /// <summary>How far back a touch may earn, as the store has it now.</summary>
    public required int LookbackDays { get; init; }

    /// <summary>Whose touches may earn, as the store has it now: person or session.</summary>
    public required string JourneyScope { get; init; }

    /// <summary>In order; empty where no touch preceded it.</summary>
    public required IReadOnlyList<JourneyTouch> Touches { get; init; }

    public required IReadOnlyList<JourneyModel> Models { get; init; }

    /// <summary>The visits of the touches, by start.</summary>
    public required IReadOnlyList<JourneySession> Sessions { get; init; }

    /// <summary>By instant.</summary>
    public required IReadOnlyList<JourneyRefund> Refunds { get; init; }

    /// <summary>Touches of the same person that earn nothing, by instant: those nearest to the order.</summary>
    public required IReadOnlyList<JourneyLeftOut> LeftOut { get; init; }

    /// <summary>How many there are.</summary>
    public required int LeftOutCount { get; init; }

    /// <summary>How often it was credited anew; what is told above is the last.</summary>
    public required int Revision { get; init; }

    /// <summary>What made the last crediting anew; empty where it stands as it came.</summary>
    public required string Cause { get; init; }

    /// <summary>When it was credited as told above.</summary>
    public required DateTime CreditedAt { get; init; }

    /// <summary>How it was credited before, the first one first; empty where it stands as it came.</summary>
    public required IReadOnlyList<JourneyRevision> Earlier { get; init; }
}
