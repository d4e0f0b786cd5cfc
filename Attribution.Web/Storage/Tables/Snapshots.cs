using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Attribution.Web.Storage.Tables;

/// <summary>What a channel did on a day under a model. Ratios are derived, never stored.</summary>
internal sealed class AttributionSnapshotRow
{
    public int StoreId { get; set; }

    public required string Model { get; set; }

    public DateOnly Date { get; set; }

    public required string Channel { get; set; }

    public int Visits { get; set; }

    /// <summary>Different visitors of that day; of a range, see <see cref="VisitSnapshotRow.Visitors"/>.</summary>
    public int UniqueVisitors { get; set; }

    public long OrdersMillionths { get; set; }

    public long LeadsMillionths { get; set; }

    public long RevenueMinor { get; set; }

    public long CostMinor { get; set; }
}

/// <summary>Visits and spend of a day by where they came from or went to, with a mergeable sketch of the visitors.</summary>
internal sealed class VisitSnapshotRow
{
    public int StoreId { get; set; }

    public DateOnly Date { get; set; }

    public required string Channel { get; set; }

    public required string Source { get; set; }

    public required string Medium { get; set; }

    public required string Campaign { get; set; }

    public int Visits { get; set; }

    /// <summary>Bytes of Domain's VisitorSketch.</summary>
    public required byte[] Visitors { get; set; }

    /// <summary>Spend as it was stated: on a whole channel it stands under an empty source, medium and campaign.</summary>
    public long CostMinor { get; set; }
}

/// <summary>Credit of a day down to the campaign and the type of conversion: the drill-down and every filter.</summary>
internal sealed class CampaignSnapshotRow
{
    public int StoreId { get; set; }

    public required string Model { get; set; }

    public DateOnly Date { get; set; }

    public required string Channel { get; set; }

    public required string Source { get; set; }

    public required string Medium { get; set; }

    public required string Campaign { get; set; }

    public required string ConversionType { get; set; }

    public long OrdersMillionths { get; set; }

    public long RevenueMinor { get; set; }
}

/// <summary>The orders of a day that share a path of channels.</summary>
internal sealed class PathSnapshotRow
{
    public int StoreId { get; set; }

    public DateOnly Date { get; set; }

    public required string ConversionType { get; set; }

    /// <summary>Channel ids joined by <c>&gt;</c>; empty for orders without a journey.</summary>
    public required string Path { get; set; }

    public int Orders { get; set; }

    public long RevenueMinor { get; set; }

    public long TouchesSum { get; set; }

    /// <summary>Text of Domain's TimeHistogram.</summary>
    public required string Times { get; set; }

    /// <summary>JSON: model → channel → millionths.</summary>
    public required string Credits { get; set; }

    /// <summary>JSON list of [channel, source, medium, campaign] of the path's touches, each once: for filters.</summary>
    public string Touched { get; set; } = "[]";

    /// <summary>Text of Domain's CountHistogram: whole days to convert. Empty on days closed before it was counted.</summary>
    public string Days { get; set; } = "";

    /// <summary>Text of Domain's TimeHistogram: from each touch to the next. Empty on days closed before it was counted.</summary>
    public string Gaps { get; set; } = "";
}

/// <summary>A day's path rows once more, without credits and in a few bytes each: what lists and charts of paths read of a year.</summary>
internal sealed class PathPackRow
{
    public int StoreId { get; set; }

    public DateOnly Date { get; set; }

    /// <summary>Bytes of Domain's PathPack.</summary>
    public byte[] Paths { get; set; } = [];
}

/// <summary>Journeys that came to their end without an order on a day, that share their first steps. Written when the day is sealed.</summary>
internal sealed class DropOutSnapshotRow
{
    public int StoreId { get; set; }

    /// <summary>The day on which the last touch became older than the lookback.</summary>
    public DateOnly Date { get; set; }

    /// <summary>Up to four channel ids joined by <c>&gt;</c>, repeats collapsed; <c>…</c> at the end where there were more.</summary>
    public required string Path { get; set; }

    public int Journeys { get; set; }
}

/// <summary>The state of a store's local day. It is dirty where <see cref="DirtySeq"/> is ahead of <see cref="BuiltSeq"/>.</summary>
internal sealed class SnapshotDayRow
{
    public int StoreId { get; set; }

    public DateOnly Date { get; set; }

    /// <summary>Raised in the transaction of every write that changes the day's figures.</summary>
    public long DirtySeq { get; set; }

    /// <summary>The <see cref="DirtySeq"/> that the last build had seen before it read.</summary>
    public long BuiltSeq { get; set; }

    public DateTimeOffset? BuiltAt { get; set; }

    public DateTimeOffset? SealedAt { get; set; }

    /// <summary>0 until a sealed day was rebuilt.</summary>
    public int Revision { get; set; }

    public bool Partial { get; set; }

    /// <summary>Orders of the day that only a browser told of, as of the last build; they are among the day's orders.</summary>
    public int UnverifiedOrders { get; set; }

    /// <summary>Their revenue, in minor units; it is in the day's revenue.</summary>
    public long UnverifiedMinor { get; set; }

    /// <summary>Journeys that ended without an order on the day; null where they are not counted: the day is open, or history does not reach back far enough.</summary>
    public int? DropOuts { get; set; }

    /// <summary>JSON of Domain's StandInOrders by rule-based model; empty where every order of the day is told by the models themselves.</summary>
    public string StandIns { get; set; } = "";
}

/// <summary>The figures a sealed day had before a rebuild.</summary>
internal sealed class SnapshotRevisionRow
{
    public int StoreId { get; set; }

    public DateOnly Date { get; set; }

    public int Revision { get; set; }

    public DateTimeOffset ReplacedAt { get; set; }

    public required string ReplacedBy { get; set; }

    public required string Reason { get; set; }

    /// <summary>JSON of the day's AttributionSnapshot rows as they were.</summary>
    public required string Figures { get; set; }
}

/// <summary>One run of the snapshot job.</summary>
internal sealed class SnapshotRunRow
{
    public int StoreId { get; set; }

    public Guid RunId { get; set; }

    /// <summary>open, seal or rebuild.</summary>
    public required string Kind { get; set; }

    /// <summary>queued, running, done or failed.</summary>
    public required string Status { get; set; }

    public DateOnly From { get; set; }

    public DateOnly To { get; set; }

    public bool IncludeSealed { get; set; }

    public string Reason { get; set; } = "";

    public string RequestedBy { get; set; } = "";

    /// <summary>Days done.</summary>
    public int Done { get; set; }

    /// <summary>Days to do.</summary>
    public int Total { get; set; }

    public bool Partial { get; set; }

    public int Visits { get; set; }

    public int Conversions { get; set; }

    public DateTimeOffset QueuedAt { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public long DurationMs { get; set; }

    public string? Error { get; set; }
}

internal sealed class SnapshotConfiguration :
    IEntityTypeConfiguration<AttributionSnapshotRow>, IEntityTypeConfiguration<VisitSnapshotRow>, IEntityTypeConfiguration<CampaignSnapshotRow>,
    IEntityTypeConfiguration<PathSnapshotRow>, IEntityTypeConfiguration<PathPackRow>, IEntityTypeConfiguration<DropOutSnapshotRow>, IEntityTypeConfiguration<SnapshotDayRow>, IEntityTypeConfiguration<SnapshotRevisionRow>,
    IEntityTypeConfiguration<SnapshotRunRow>
{
    // Snapshot keys put what a report fixes (store, model) before what it ranges over (date): a report is one range scan.
    public void Configure(EntityTypeBuilder<AttributionSnapshotRow> snapshot)
    {
        snapshot.ToTable("AttributionSnapshot");
        snapshot.HasKey(s => new { s.StoreId, s.Model, s.Date, s.Channel });

        // A rebuild replaces a day under every model.
        snapshot.HasIndex(s => new { s.StoreId, s.Date });
    }

    public void Configure(EntityTypeBuilder<VisitSnapshotRow> snapshot)
    {
        snapshot.ToTable("VisitSnapshot");
        snapshot.HasKey(s => new { s.StoreId, s.Date, s.Channel, s.Source, s.Medium, s.Campaign });
    }

    public void Configure(EntityTypeBuilder<CampaignSnapshotRow> snapshot)
    {
        snapshot.ToTable("CampaignSnapshot");
        snapshot.HasKey(s => new { s.StoreId, s.Model, s.Date, s.Channel, s.Source, s.Medium, s.Campaign, s.ConversionType });
        snapshot.HasIndex(s => new { s.StoreId, s.Date });
    }

    public void Configure(EntityTypeBuilder<PathSnapshotRow> snapshot)
    {
        snapshot.ToTable("PathSnapshot");
        snapshot.HasKey(s => new { s.StoreId, s.Date, s.ConversionType, s.Path });
        snapshot.Property(s => s.Days).HasDefaultValue("");
        snapshot.Property(s => s.Gaps).HasDefaultValue("");
    }

    public void Configure(EntityTypeBuilder<PathPackRow> pack)
    {
        pack.ToTable("PathPack");
        pack.HasKey(p => new { p.StoreId, p.Date });
    }

    public void Configure(EntityTypeBuilder<DropOutSnapshotRow> snapshot)
    {
        snapshot.ToTable("DropOutSnapshot");
        snapshot.HasKey(s => new { s.StoreId, s.Date, s.Path });
    }

    public void Configure(EntityTypeBuilder<SnapshotDayRow> day)
    {
        day.ToTable("SnapshotDay");
        day.HasKey(d => new { d.StoreId, d.Date });
        day.Property(d => d.UnverifiedOrders).HasDefaultValue(0);
        day.Property(d => d.UnverifiedMinor).HasDefaultValue(0L);
        day.Property(d => d.StandIns).HasDefaultValue("");
    }

    public void Configure(EntityTypeBuilder<SnapshotRevisionRow> revision)
    {
        revision.ToTable("SnapshotRevision");
        revision.HasKey(r => new { r.StoreId, r.Date, r.Revision });
    }

    public void Configure(EntityTypeBuilder<SnapshotRunRow> run)
    {
        run.ToTable("SnapshotRun");
        run.HasKey(r => new { r.StoreId, r.RunId });

        // The newest runs first, and whether one is under way.
        run.HasIndex(r => new { r.StoreId, r.QueuedAt });
    }
}
