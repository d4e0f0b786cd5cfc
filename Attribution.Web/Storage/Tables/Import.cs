using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Attribution.Web.Storage.Tables;

/// <summary>A file of history somebody uploaded, and how far it has got.</summary>
internal sealed class ImportRow
{
    public int StoreId { get; set; }

    public Guid ImportId { get; set; }

    /// <summary>touches, conversions, refunds or mixed.</summary>
    public required string Kind { get; set; }

    /// <summary>csv or jsonl.</summary>
    public required string Format { get; set; }

    /// <summary>As the sender named it; empty for none.</summary>
    public string FileName { get; set; } = "";

    public long Bytes { get; set; }

    /// <summary>Hex SHA-256 of the whole file.</summary>
    public required string FileHash { get; set; }

    /// <summary>JSON of what the columns become; empty for JSON lines.</summary>
    public string Map { get; set; } = "";

    /// <summary>uploaded, checking, checked, running, paused, done, cancelled or failed.</summary>
    public required string Status { get; set; }

    /// <summary>Who uploaded it, as the audit log names it.</summary>
    public required string CreatedBy { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Which kind of line is being taken, where a file holds several.</summary>
    public int Pass { get; set; }

    /// <summary>Lines of this pass that are done.</summary>
    public long Row { get; set; }

    /// <summary>Bytes of this pass that are done.</summary>
    public long BytesDone { get; set; }

    /// <summary>Length of the report of refused lines that belongs to <see cref="Row"/>.</summary>
    public long ReportBytes { get; set; }

    /// <summary>The arrival that the next lines are stored with: after a crash it tells what was stored but not counted.</summary>
    public DateTimeOffset Mark { get; set; }

    /// <summary>JSON of what the dry run found; empty before one.</summary>
    public string Found { get; set; } = "";

    /// <summary>JSON of what was taken so far; empty before the start.</summary>
    public string Taken { get; set; } = "";

    /// <summary>Why it failed; null where it did not.</summary>
    public string? Error { get; set; }
}

internal sealed class ImportConfiguration : IEntityTypeConfiguration<ImportRow>
{
    public void Configure(EntityTypeBuilder<ImportRow> import)
    {
        import.ToTable("Import");
        import.HasKey(i => new { i.StoreId, i.ImportId });

        // The list of a store's imports, newest first.
        import.HasIndex(i => new { i.StoreId, i.CreatedAt });
    }
}
