using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Attribution.Web.Storage.Tables;

/// <summary>A platform that a store is connected with. Secrets stand protected by data protection, never in the clear.</summary>
internal sealed class IntegrationRow
{
    public int StoreId { get; set; }

    /// <summary>shopify, woocommerce or segment.</summary>
    public required string Kind { get; set; }

    /// <summary>Protected signing secret.</summary>
    public required string Secret { get; set; }

    /// <summary>The one before it, protected; it holds until <see cref="FormerUntil"/>, so that the platform can be moved over.</summary>
    public string FormerSecret { get; set; } = "";

    public DateTimeOffset? FormerUntil { get; set; }

    public DateTimeOffset ConnectedAt { get; set; }

    /// <summary>Host of the shop whose missed orders are fetched; empty where none are.</summary>
    public string Shop { get; set; } = "";

    /// <summary>Protected access token of the shop's Admin API.</summary>
    public string AccessToken { get; set; } = "";

    /// <summary>What changed up to here has been fetched.</summary>
    public DateTimeOffset? FetchedThrough { get; set; }

    /// <summary>When fetching was last tried.</summary>
    public DateTimeOffset? FetchTriedAt { get; set; }

    /// <summary>Why the last try failed; empty where it went well.</summary>
    public string FetchError { get; set; } = "";
}

/// <summary>A call of a platform, stored before it was answered. Its content is dropped once it is taken.</summary>
internal sealed class WebhookDeliveryRow
{
    public int StoreId { get; set; }

    public required string Kind { get; set; }

    /// <summary>The platform's id of the delivery.</summary>
    public required string DeliveryId { get; set; }

    public string Topic { get; set; } = "";

    public DateTimeOffset ReceivedAt { get; set; }

    /// <summary>What is needed of the body as JSON, without names and addresses; empty once it is taken or was no JSON.</summary>
    public string Body { get; set; } = "";

    /// <summary>Lower-case hex SHA-256 of the body as it came.</summary>
    public required string BodyHash { get; set; }

    /// <summary>received, done, ignored, waiting or failed.</summary>
    public required string State { get; set; }

    /// <summary>What came of it, or why nothing did.</summary>
    public string Note { get; set; } = "";

    /// <summary>The order it speaks of; empty for none.</summary>
    public string OrderId { get; set; } = "";

    /// <summary>How often taking it broke off.</summary>
    public int Attempts { get; set; }

    /// <summary>Not to be tried before; null for at once.</summary>
    public DateTimeOffset? NextTryAt { get; set; }

    public DateTimeOffset? TakenAt { get; set; }
}

internal sealed class IntegrationConfiguration : IEntityTypeConfiguration<IntegrationRow>, IEntityTypeConfiguration<WebhookDeliveryRow>
{
    public void Configure(EntityTypeBuilder<IntegrationRow> integration)
    {
        integration.ToTable("Integration");
        integration.HasKey(i => new { i.StoreId, i.Kind });
    }

    public void Configure(EntityTypeBuilder<WebhookDeliveryRow> delivery)
    {
        delivery.ToTable("WebhookDelivery");
        delivery.HasKey(d => new { d.StoreId, d.Kind, d.DeliveryId });

        // The newest deliveries of a platform: the settings page.
        delivery.HasIndex(d => new { d.StoreId, d.Kind, d.ReceivedAt });

        // What is still to be taken: after each delivery and at every start.
        delivery.HasIndex(d => new { d.StoreId, d.State, d.ReceivedAt });
    }
}
