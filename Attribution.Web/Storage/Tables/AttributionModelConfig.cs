using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Attribution.Web.Storage.Tables;

/// <summary>A version of a model's parameters. The highest version is in force; older ones stay for the orders credited under them.</summary>
internal sealed class AttributionModelConfigRow
{
    public int StoreId { get; set; }

    public required string Model { get; set; }

    /// <summary>From 1. A model without a row has its defaults, as version 1; <c>custom</c> without a row is not there.</summary>
    public int Version { get; set; }

    /// <summary>JSON of Domain's ModelDefinition: parameter name → number; of <c>custom</c> its base, the base's parameters and the rules.</summary>
    public required string Parameters { get; set; }

    /// <summary>Why, in the words of who saved it.</summary>
    public string Note { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    public required string CreatedBy { get; set; }
}

internal sealed class AttributionModelConfigConfiguration : IEntityTypeConfiguration<AttributionModelConfigRow>
{
    public void Configure(EntityTypeBuilder<AttributionModelConfigRow> model)
    {
        model.ToTable("AttributionModelConfig");
        model.HasKey(m => new { m.StoreId, m.Model, m.Version });
        model.Property(m => m.Note).HasDefaultValue("");
    }
}
