using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Attribution.Web.Storage.Tables;

/// <summary>Who changed what. Append-only; each entry's hash covers the one before it, so that a changed row shows.</summary>
internal sealed class AuditEntryRow
{
    public int StoreId { get; set; }

    /// <summary>From 1, without gaps, per store.</summary>
    public long Number { get; set; }

    public DateTimeOffset At { get; set; }

    public required string Who { get; set; }

    /// <summary>Such as <c>model.changed</c>.</summary>
    public required string What { get; set; }

    public string Before { get; set; } = "";

    public string After { get; set; } = "";

    public required string Hash { get; set; }
}

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntryRow>
{
    public void Configure(EntityTypeBuilder<AuditEntryRow> entry)
    {
        entry.ToTable("AuditEntry");
        entry.HasKey(e => new { e.StoreId, e.Number });
    }
}
