using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Attribution.Web.Storage.Tables;

/// <summary>A version of a store's channel rules, whole and never changed. The highest is in force; touches note the one they were resolved under.</summary>
internal sealed class ChannelRuleVersionRow
{
    public int StoreId { get; set; }

    /// <summary>From 1. A store without a row has no rules, as version 0.</summary>
    public int Version { get; set; }

    /// <summary>The rules in Domain's RuleJson.</summary>
    public required string Rules { get; set; }

    /// <summary>JSON map of click ids (lower case) to what they prove to this store: <c>ad</c>, <c>network</c>, <c>affiliate</c>.</summary>
    public string ClickIds { get; set; } = "{}";

    public DateTimeOffset CreatedAt { get; set; }

    public required string CreatedBy { get; set; }

    /// <summary>Why, in the words of who saved it.</summary>
    public string Note { get; set; } = "";
}

/// <summary>A channel that a store added to the built-in ones. Its id stays; it is never deleted, as touches bear it.</summary>
internal sealed class OwnChannelRow
{
    public int StoreId { get; set; }

    public required string ChannelId { get; set; }

    public required string Name { get; set; }

    /// <summary>Hue and texture it was given, such as <c>email lines</c>; empty for the next free one.</summary>
    public string Look { get; set; } = "";

    /// <summary>Id of a <see cref="Domain.Channels.ChannelGroup"/>.</summary>
    public string Group { get; set; } = Domain.Channels.ChannelGroup.Other;

    /// <summary>Whether rules may no longer choose it.</summary>
    public bool IsArchived { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>
/// What a touch was resolved to anew, under a later version of the rules. The touch itself keeps what it was first resolved to; the row
/// with the highest version holds.
/// </summary>
internal sealed class TouchChannelRow
{
    public int StoreId { get; set; }

    public Guid TouchId { get; set; }

    /// <summary>Version of the rules.</summary>
    public int Version { get; set; }

    public required string Channel { get; set; }

    public string SubChannel { get; set; } = "";

    public required string Source { get; set; }

    public required string Medium { get; set; }

    public string Platform { get; set; } = "";

    public string Partner { get; set; } = "";

    public required string Reason { get; set; }

    public DateTimeOffset ResolvedAt { get; set; }
}

/// <summary>
/// An order's attribution as it was computed anew by an admin's explicit run. The order keeps its first; the row with the highest
/// revision holds in snapshots.
/// </summary>
internal sealed class OrderAttributionRow
{
    public int StoreId { get; set; }

    public required string OrderId { get; set; }

    /// <summary>From 1.</summary>
    public int Revision { get; set; }

    /// <summary>JSON of Domain's MarketingAttribution.</summary>
    public required string MarketingAttribution { get; set; }

    /// <summary>What made it: <c>channels 4</c>, the version of the rules, or <c>models</c>.</summary>
    public required string Cause { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

internal sealed class ChannelRulesConfiguration
    : IEntityTypeConfiguration<ChannelRuleVersionRow>, IEntityTypeConfiguration<OwnChannelRow>, IEntityTypeConfiguration<TouchChannelRow>,
        IEntityTypeConfiguration<OrderAttributionRow>
{
    public void Configure(EntityTypeBuilder<ChannelRuleVersionRow> rules)
    {
        rules.ToTable("ChannelRule");
        rules.HasKey(r => new { r.StoreId, r.Version });
    }

    public void Configure(EntityTypeBuilder<OwnChannelRow> channel)
    {
        channel.ToTable("OwnChannel");
        channel.HasKey(c => new { c.StoreId, c.ChannelId });
        channel.Property(c => c.ChannelId).HasMaxLength(40);
        channel.Property(c => c.Name).HasMaxLength(60);
        channel.Property(c => c.Group).HasMaxLength(20).HasDefaultValue(Domain.Channels.ChannelGroup.Other);
    }

    public void Configure(EntityTypeBuilder<TouchChannelRow> touch)
    {
        touch.ToTable("TouchChannel");
        touch.HasKey(t => new { t.StoreId, t.TouchId, t.Version });
    }

    public void Configure(EntityTypeBuilder<OrderAttributionRow> order)
    {
        order.ToTable("OrderAttribution");
        order.HasKey(o => new { o.StoreId, o.OrderId, o.Revision });
    }
}
