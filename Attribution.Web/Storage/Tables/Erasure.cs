using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Attribution.Web.Storage.Tables;

/// <summary>Visits of erased persons on a day that is not sealed yet: counted when it is built, and gone once they stand in its sealed rows.</summary>
internal sealed class KeptVisitRow
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
}

/// <summary>That a person was erased. It holds no identifier, only marks under a secret of the store, by which a restored backup finds the person again.</summary>
internal sealed class ErasureRow
{
    public int StoreId { get; set; }

    /// <summary>A short id to quote.</summary>
    public required string Reference { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>Id of the user, or <c>key</c> and the key's id.</summary>
    public required string By { get; set; }

    /// <summary>What the person was found by: user, email, visitor or order.</summary>
    public required string FoundBy { get; set; }

    public string Reason { get; set; } = "";

    /// <summary>Mark of the identifier the person was found by.</summary>
    public required string Mark { get; set; }

    /// <summary>JSON list of the marks of all their identifiers.</summary>
    public required string Marks { get; set; }

    /// <summary>Whether a browser was erased as a whole, whoever signed in on it.</summary>
    public bool WholeBrowser { get; set; }

    /// <summary>JSON: what was removed, by table.</summary>
    public required string Removed { get; set; }

    /// <summary>When it was done again on a restored backup; null where never.</summary>
    public DateTimeOffset? RepeatedAt { get; set; }
}

internal sealed class ErasureConfiguration : IEntityTypeConfiguration<ErasureRow>, IEntityTypeConfiguration<KeptVisitRow>
{
    public void Configure(EntityTypeBuilder<ErasureRow> erasure)
    {
        erasure.ToTable("Erasure");
        erasure.HasKey(e => new { e.StoreId, e.Reference });
    }

    public void Configure(EntityTypeBuilder<KeptVisitRow> visit)
    {
        visit.ToTable("KeptVisit");
        visit.HasKey(v => new { v.StoreId, v.Date, v.Channel, v.Source, v.Medium, v.Campaign });
    }
}
