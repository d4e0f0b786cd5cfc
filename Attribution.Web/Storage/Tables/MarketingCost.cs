using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Attribution.Web.Storage.Tables;

/// <summary>Spend of a day. Source, medium and campaign are empty where the spend is the whole channel's.</summary>
internal sealed class MarketingCostRow
{
    public int StoreId { get; set; }

    public DateOnly Date { get; set; }

    public required string Channel { get; set; }

    public string Source { get; set; } = "";

    public string Medium { get; set; } = "";

    public string Campaign { get; set; } = "";

    /// <summary>In the store's currency.</summary>
    public long CostMinor { get; set; }

    public long SentMinor { get; set; }

    public required string SentCurrency { get; set; }

    public string Rate { get; set; } = "1";

    public long? Impressions { get; set; }

    public long? Clicks { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public string UpdatedBy { get; set; } = "";
}

internal sealed class MarketingCostConfiguration : IEntityTypeConfiguration<MarketingCostRow>
{
    public void Configure(EntityTypeBuilder<MarketingCostRow> cost)
    {
        cost.ToTable("MarketingCost");
        cost.HasKey(c => new { c.StoreId, c.Date, c.Channel, c.Source, c.Medium, c.Campaign });
    }
}
