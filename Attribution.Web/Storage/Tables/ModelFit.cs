using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Attribution.Web.Storage.Tables;

/// <summary>A data-driven model as it was fitted for one local day of a store. The fit of a sealed day stays, whatever becomes of the raw rows it came from.</summary>
internal sealed class ModelFitRow
{
    public int StoreId { get; set; }

    public DateOnly Date { get; set; }

    public required string Model { get; set; }

    /// <summary>Version of the store's parameters it was fitted under.</summary>
    public int Version { get; set; }

    /// <summary>Whether there was too little to fit, so that <c>linear</c> stands in.</summary>
    public bool StandsIn { get; set; }

    /// <summary>First day of the window, which ends with <see cref="Date"/>.</summary>
    public DateOnly WindowFrom { get; set; }

    /// <summary>Journeys that entered the fit.</summary>
    public int Journeys { get; set; }

    /// <summary>Conversions among them; where <c>linear</c> stands in, all of the window that a journey led to.</summary>
    public int Conversions { get; set; }

    /// <summary>Conversions below which the store wanted no fit.</summary>
    public int MinConversions { get; set; }

    /// <summary>Journeys of the window too young to enter.</summary>
    public int Censored { get; set; }

    /// <summary>Age in days at which a journey entered.</summary>
    public int MaturityDays { get; set; }

    /// <summary>SHA-256 of what it was fitted on, as lower-case hex: the same inputs are the same fit. Empty where there is none.</summary>
    public required string InputHash { get; set; }

    /// <summary>JSON of Domain's ModelFit; empty where there is none.</summary>
    public required string Document { get; set; }

    public DateTimeOffset FittedAt { get; set; }
}

/// <summary>What the touches of an order earned under a data-driven model, written when its day was sealed. Refunds are split by it.</summary>
internal sealed class OrderCreditRow
{
    public int StoreId { get; set; }

    public required string OrderId { get; set; }

    public required string Model { get; set; }

    /// <summary>Version of the store's parameters of the model.</summary>
    public int Version { get; set; }

    /// <summary>Day of the fit: the day the order is booked on.</summary>
    public DateOnly FitDate { get; set; }

    /// <summary>JSON of Domain's CreditSplit, in the order of the journey's touches.</summary>
    public required string Credits { get; set; }
}

internal sealed class ModelFitConfiguration : IEntityTypeConfiguration<ModelFitRow>, IEntityTypeConfiguration<OrderCreditRow>
{
    public void Configure(EntityTypeBuilder<ModelFitRow> fit)
    {
        fit.ToTable("ModelFit");
        fit.HasKey(f => new { f.StoreId, f.Date, f.Model });
    }

    public void Configure(EntityTypeBuilder<OrderCreditRow> credit)
    {
        credit.ToTable("OrderCredit");
        credit.HasKey(c => new { c.StoreId, c.OrderId, c.Model });
    }
}
