using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Attribution.Web.Storage.Tables;

/// <summary>A key of a store. A secret key is shown once and kept as a hash; a public key stands in every page, so in the clear.</summary>
internal sealed class ApiKeyRow
{
    public int StoreId { get; set; }

    public Guid KeyId { get; set; }

    public required string Name { get; set; }

    /// <summary>Lower-case hex SHA-256 of the key: it has 128 random bits or more, so no salt is needed.</summary>
    public required string Hash { get; set; }

    /// <summary>The whole key for a public one; null for a secret one.</summary>
    public string? PublicKey { get; set; }

    public required string LastFour { get; set; }

    /// <summary>Space-separated: collect conversions read manage.</summary>
    public required string Scopes { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }
}

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKeyRow>
{
    public void Configure(EntityTypeBuilder<ApiKeyRow> key)
    {
        key.ToTable("ApiKey");
        key.HasKey(k => new { k.StoreId, k.KeyId });

        // A request brings the key: its hash finds the row.
        key.HasIndex(k => k.Hash).IsUnique();
    }
}
