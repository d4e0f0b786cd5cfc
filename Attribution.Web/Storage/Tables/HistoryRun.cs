using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Attribution.Web.Storage.Tables;

/// <summary>A run over a store's history that an admin asked for: touches under the rules in force, or orders under the models in force. Its progress is on disk, so that it goes on after a crash.</summary>
internal sealed class HistoryRunRow
{
    public int StoreId { get; set; }

    public Guid RunId { get; set; }

    /// <summary>channels or models.</summary>
    public required string Kind { get; set; }

    /// <summary>running, done or failed.</summary>
    public required string Status { get; set; }

    /// <summary>touches, orders or days: what it is at.</summary>
    public required string Phase { get; set; }

    /// <summary>The first local day it reaches.</summary>
    public DateOnly From { get; set; }

    /// <summary>Version of the rules it resolves touches under.</summary>
    public int RuleVersion { get; set; }

    /// <summary>JSON: model → version that it credits orders under; empty for a run over channels.</summary>
    public string Models { get; set; } = "";

    public bool IncludeSealed { get; set; }

    /// <summary>Why, in the words of who asked for it.</summary>
    public string Reason { get; set; } = "";

    public required string RequestedBy { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The last key it has done in its phase; empty before the first.</summary>
    public string Cursor { get; set; } = "";

    /// <summary>Touches and orders to look at, as counted at the start; what comes in meanwhile is looked at too.</summary>
    public long Total { get; set; }

    public long Touches { get; set; }

    public long TouchesChanged { get; set; }

    public long Orders { get; set; }

    public long OrdersChanged { get; set; }

    /// <summary>Orders that would change but stand in sealed figures that were not asked for.</summary>
    public long OrdersKept { get; set; }

    /// <summary>Orders that would be looked at but whose touches are gone, all or some.</summary>
    public long OrdersPartial { get; set; }

    /// <summary>Whether raw rows of the range are gone, so that some of it stays as it was.</summary>
    public bool Partial { get; set; }

    /// <summary>JSON list of the sealed days whose figures change.</summary>
    public string SealedDays { get; set; } = "[]";

    /// <summary>JSON list of the open days whose figures change.</summary>
    public string OpenDays { get; set; } = "[]";

    /// <summary>JSON list of the snapshot runs that rebuild the sealed days.</summary>
    public string Rebuilds { get; set; } = "[]";

    /// <summary>How often a rebuild was queued again.</summary>
    public int Retries { get; set; }

    public string? Error { get; set; }
}

internal sealed class HistoryRunConfiguration : IEntityTypeConfiguration<HistoryRunRow>
{
    public void Configure(EntityTypeBuilder<HistoryRunRow> run)
    {
        run.ToTable("HistoryRun");
        run.HasKey(r => new { r.StoreId, r.RunId });
    }
}
