using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Attribution.Web.Storage.Tables;

/// <summary>A conversion. Money is in minor units of the store's currency; what was sent stands beside it.</summary>
internal sealed class OrderRow
{
    public int StoreId { get; set; }

    public required string OrderId { get; set; }

    public required string Type { get; set; }

    /// <summary>pending, completed or cancelled.</summary>
    public required string Status { get; set; }

    /// <summary>Value in the store's currency.</summary>
    public long ValueMinor { get; set; }

    /// <summary>Value as sent, in minor units of <see cref="SentCurrency"/>.</summary>
    public long SentMinor { get; set; }

    public required string SentCurrency { get; set; }

    /// <summary>Store units per unit of the sent currency, as sent; 1 where they are the same. Text: a decimal without loss.</summary>
    public string Rate { get; set; } = "1";

    /// <summary>Refunded so far, in the store's currency, at most <see cref="ValueMinor"/>.</summary>
    public long RefundedMinor { get; set; }

    public long? CommissionBaseMinor { get; set; }

    public DateTimeOffset OccurredAt { get; set; }

    public DateTimeOffset ReceivedAt { get; set; }

    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>The store's local day on which it counts: that of its completion. Null until then.</summary>
    public DateOnly? BookedOn { get; set; }

    public string SessionId { get; set; } = "";

    public string VisitorId { get; set; } = "";

    public string UserId { get; set; } = "";

    public string EmailHmac { get; set; } = "";

    public string CartToken { get; set; } = "";

    /// <summary>Whether only a browser told of it: counted, shown apart, without commission, until the store's server sends it.</summary>
    public bool IsUnverified { get; set; }

    /// <summary>session, visitor, hint, user, email or none.</summary>
    public required string MatchedBy { get; set; }

    public int Touches { get; set; }

    /// <summary>Channel of the journey's first touch, as it was last credited; empty without a journey. Beside the JSON for the list of orders.</summary>
    public string FirstChannel { get; set; } = "";

    /// <summary>Channel of the journey's last touch, as it was last credited; empty without a journey.</summary>
    public string LastChannel { get; set; } = "";

    /// <summary>JSON of Domain's MarketingAttribution; null where no touch preceded it. Written once.</summary>
    public string? MarketingAttribution { get; set; }

    /// <summary>JSON of what else was sent: customer type, coupon, partner, policy, items, properties.</summary>
    public string Details { get; set; } = "{}";

    /// <summary>SHA-256 of the normalised request: the same id with another one is a conflict.</summary>
    public required string ContentHash { get; set; }

    /// <summary>When all that leads to a person was taken out, as the person asked for it or the retention ended; null while it stands.</summary>
    public DateTimeOffset? AnonymisedAt { get; set; }

    /// <summary>The platform that told of it first, such as shopify; empty where it came by the API.</summary>
    public string Origin { get; set; } = "";

    /// <summary>When a platform last changed it, as it was last told; null where none told of it.</summary>
    public DateTimeOffset? OriginVersion { get; set; }
}

/// <summary>A refund, booked on its own day as negative revenue under the order's own credits.</summary>
internal sealed class RefundRow
{
    public int StoreId { get; set; }

    public required string OrderId { get; set; }

    public required string RefundId { get; set; }

    /// <summary>In the store's currency. Below 0 where a platform's edit made the order worth more: it books as revenue and no order.</summary>
    public long AmountMinor { get; set; }

    /// <summary>As sent, in minor units of the order's sent currency: what is left to refund is reckoned in it.</summary>
    public long SentMinor { get; set; }

    /// <summary>Refunded of the order before this one; splits are cumulative.</summary>
    public long BeforeMinor { get; set; }

    /// <summary>Refunded of the order with this one.</summary>
    public long AfterMinor { get; set; }

    public DateTimeOffset OccurredAt { get; set; }

    public DateTimeOffset ReceivedAt { get; set; }

    public DateOnly BookedOn { get; set; }

    public string Reason { get; set; } = "";

    public required string ContentHash { get; set; }
}

/// <summary>A browser's word that it saw an order: it can attribute one, and makes one only where the store trusts it, as its value tells.</summary>
internal sealed class ConversionHintRow
{
    public int StoreId { get; set; }

    public Guid HintId { get; set; }

    public string OrderId { get; set; } = "";

    public string CartToken { get; set; } = "";

    public required string VisitorId { get; set; }

    public required string SessionId { get; set; }

    public DateTimeOffset ReceivedAt { get; set; }

    /// <summary>When the browser says it happened, as the clock was corrected.</summary>
    public DateTimeOffset? OccurredAt { get; set; }

    /// <summary>Type of the order it makes; empty where it makes none.</summary>
    public string Type { get; set; } = "";

    /// <summary>Value in minor units of <see cref="Currency"/>; null where it makes no order.</summary>
    public long? ValueMinor { get; set; }

    public string Currency { get; set; } = "";
}

internal sealed class OrderConfiguration : IEntityTypeConfiguration<OrderRow>, IEntityTypeConfiguration<RefundRow>, IEntityTypeConfiguration<ConversionHintRow>
{
    public void Configure(EntityTypeBuilder<OrderRow> order)
    {
        order.ToTable("Order");
        order.HasKey(o => new { o.StoreId, o.OrderId });
        order.Property(o => o.IsUnverified).HasDefaultValue(false);

        // The orders that count on a day: the snapshot job.
        order.HasIndex(o => new { o.StoreId, o.BookedOn });

        order.Property(o => o.FirstChannel).HasDefaultValue("");
        order.Property(o => o.LastChannel).HasDefaultValue("");

        // The list of orders, from its filters to its cells: the rows themselves are fat, and none of them is read.
        order.HasIndex(o => new
        {
            o.StoreId,
            o.OccurredAt,
            o.OrderId,
            o.Type,
            o.Status,
            o.ValueMinor,
            o.RefundedMinor,
            o.MatchedBy,
            o.IsUnverified,
            o.Touches,
            o.FirstChannel,
            o.LastChannel,
        }).HasDatabaseName("IX_Order_List");

        // A person's leads inside the window: the milestone of w_shaped.
        order.HasIndex(o => new { o.StoreId, o.UserId, o.OccurredAt });
        order.HasIndex(o => new { o.StoreId, o.VisitorId, o.OccurredAt });

        // A hint names the cart: an order without ids.
        order.HasIndex(o => new { o.StoreId, o.CartToken });
    }

    public void Configure(EntityTypeBuilder<RefundRow> refund)
    {
        refund.ToTable("Refund");
        refund.HasKey(r => new { r.StoreId, r.OrderId, r.RefundId });

        // The refunds that count on a day: the snapshot job.
        refund.HasIndex(r => new { r.StoreId, r.BookedOn });
    }

    public void Configure(EntityTypeBuilder<ConversionHintRow> hint)
    {
        hint.ToTable("ConversionHint");
        hint.HasKey(h => new { h.StoreId, h.HintId });
        hint.Property(h => h.Type).HasDefaultValue("");
        hint.Property(h => h.Currency).HasDefaultValue("");

        // An order asks for the hints that named it.
        hint.HasIndex(h => new { h.StoreId, h.OrderId });
        hint.HasIndex(h => new { h.StoreId, h.CartToken });

        // What else a browser claimed: one that claims many orders speaks for none.
        hint.HasIndex(h => new { h.StoreId, h.VisitorId, h.ReceivedAt });
    }
}
