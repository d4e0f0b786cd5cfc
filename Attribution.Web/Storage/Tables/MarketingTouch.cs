using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Attribution.Web.Storage.Tables;

/// <summary>One touch as it came in and was resolved. Written once, never changed. Texts are empty, not null, where there is nothing.</summary>
internal sealed class TouchRow
{
    public int StoreId { get; set; }

    public Guid TouchId { get; set; }

    public string VisitorId { get; set; } = "";

    public string SessionId { get; set; } = "";

    public string UserId { get; set; } = "";

    public DateTimeOffset OccurredAt { get; set; }

    public DateTimeOffset ReceivedAt { get; set; }

    public required string Channel { get; set; }

    public string SubChannel { get; set; } = "";

    public required string Source { get; set; }

    public required string Medium { get; set; }

    public string Campaign { get; set; } = "";

    public string Content { get; set; } = "";

    public string Term { get; set; } = "";

    public string CampaignId { get; set; } = "";

    public string AdId { get; set; } = "";

    public string ClickIdType { get; set; } = "";

    public string ClickId { get; set; } = "";

    public string Platform { get; set; } = "";

    /// <summary>The channel rule that decided.</summary>
    public required string Reason { get; set; }

    /// <summary>Version of the store's channel rules it was resolved under; 0 where there were none.</summary>
    public int RuleVersion { get; set; }

    /// <summary>Space-separated flags of the landing and of the clock.</summary>
    public string Flags { get; set; } = "";

    /// <summary>JSON of the raw campaign tags where cleaning changed one or they did not stand in the address; else empty.</summary>
    public string RawTags { get; set; } = "";

    public string LandingUrl { get; set; } = "";

    public string ReferrerUrl { get; set; } = "";

    public string ReferrerHost { get; set; } = "";

    public string Partner { get; set; } = "";

    /// <summary>The type a server stated; empty for a landing.</summary>
    public string Type { get; set; } = "";

    /// <summary>Cost a server sent with the touch, in the store's minor units.</summary>
    public long? CostMinor { get; set; }

    /// <summary>Engagement a server sent, 0 to 1.</summary>
    public double? Engagement { get; set; }

    /// <summary>granted or limited.</summary>
    public string Consent { get; set; } = "";

    /// <summary>JSON map of the url parameters that the store keeps; empty where there was none.</summary>
    public string Parameters { get; set; } = "";

    /// <summary>desktop, mobile, tablet or other; empty where the store does not keep it or nothing told.</summary>
    public string Device { get; set; } = "";

    /// <summary>Two capital letters; empty where the store does not keep it or nothing told.</summary>
    public string Country { get; set; } = "";
}

internal sealed class TouchConfiguration : IEntityTypeConfiguration<TouchRow>
{
    public void Configure(EntityTypeBuilder<TouchRow> touch)
    {
        touch.ToTable("MarketingTouch");
        touch.HasKey(t => new { t.StoreId, t.TouchId });

        touch.Property(t => t.RuleVersion).HasDefaultValue(0);
        touch.Property(t => t.Parameters).HasDefaultValue("");
        touch.Property(t => t.Device).HasDefaultValue("");
        touch.Property(t => t.Country).HasDefaultValue("");

        // The touches of one session, in order: journeys of scope session.
        touch.HasIndex(t => new { t.StoreId, t.SessionId, t.OccurredAt });

        // The touches of one browser, in order: journeys of scope person.
        touch.HasIndex(t => new { t.StoreId, t.VisitorId, t.OccurredAt });

        // The touches of a stretch of time, in order: fits, replays and purges. They come nearly in order, so that a commit writes its last page.
        touch.HasIndex(t => new { t.StoreId, t.OccurredAt, t.TouchId });

        // Touches that a server sent for a user without a browser. Most touches name no user and are not in it: a query has to say that too.
        touch.HasIndex(t => new { t.StoreId, t.UserId, t.OccurredAt }).HasFilter("\"UserId\" <> ''");
    }
}
