using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Attribution.Web.Storage.Tables;

/// <summary>The id of a pulse whose time was counted. A browser may send a pulse again for a week.</summary>
internal sealed class PulseRow
{
    public int StoreId { get; set; }

    public Guid PulseId { get; set; }

    public DateTimeOffset ReceivedAt { get; set; }
}

/// <summary>The answer to a call that bore an <c>Idempotency-Key</c>, written in the transaction of what it answers. Kept for a day.</summary>
internal sealed class KeptAnswerRow
{
    public int StoreId { get; set; }

    /// <summary>The key as the caller sent it.</summary>
    public required string Key { get; set; }

    /// <summary>Hex SHA-256 of the call: the same key with another one is a conflict.</summary>
    public required string ContentHash { get; set; }

    public int Status { get; set; }

    public string ContentType { get; set; } = "";

    /// <summary>The <c>Location</c> header; empty where there was none.</summary>
    public string Location { get; set; } = "";

    public required byte[] Body { get; set; }

    public DateTimeOffset At { get; set; }
}

/// <summary>A refund that came before its order. It is booked when the order counts; where it does not fit then, it stays here with the reason.</summary>
internal sealed class WaitingRefundRow
{
    public int StoreId { get; set; }

    public required string OrderId { get; set; }

    public required string RefundId { get; set; }

    /// <summary>In major units of the currency that the order will come in. Text: a decimal without loss.</summary>
    public required string Amount { get; set; }

    public DateTimeOffset? OccurredAt { get; set; }

    public DateTimeOffset ReceivedAt { get; set; }

    public string Reason { get; set; } = "";

    /// <summary>Why it was not booked when its order came; null while it waits.</summary>
    public string? Refusal { get; set; }
}

internal sealed class KeptConfiguration :
    IEntityTypeConfiguration<PulseRow>, IEntityTypeConfiguration<KeptAnswerRow>, IEntityTypeConfiguration<WaitingRefundRow>
{
    public void Configure(EntityTypeBuilder<PulseRow> pulse)
    {
        pulse.ToTable("Pulse");
        pulse.HasKey(p => new { p.StoreId, p.PulseId });
    }

    public void Configure(EntityTypeBuilder<KeptAnswerRow> answer)
    {
        answer.ToTable("KeptAnswer");
        answer.HasKey(a => new { a.StoreId, a.Key });
        answer.Property(a => a.Key).HasMaxLength(255);
    }

    public void Configure(EntityTypeBuilder<WaitingRefundRow> refund)
    {
        refund.ToTable("WaitingRefund");
        refund.HasKey(r => new { r.StoreId, r.OrderId, r.RefundId });
    }
}
