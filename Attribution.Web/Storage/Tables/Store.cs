using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Attribution.Web.Storage.Tables;

/// <summary>A site or brand. Lists stand as JSON text: they are read whole, by <see cref="StoreDirectory"/> only.</summary>
internal sealed class StoreRow
{
    public int StoreId { get; set; }

    public required string Key { get; set; }

    public required string Name { get; set; }

    /// <summary>JSON list of hosts, lower case, without www.</summary>
    public required string Domains { get; set; }

    public string CookieDomain { get; set; } = "";

    /// <summary>JSON list of { from, zone }, by date: a change of zone takes effect on a future day.</summary>
    public required string TimeZones { get; set; }

    public required string Currency { get; set; }

    public int SessionTimeoutMinutes { get; set; } = 30;

    public int LookbackDays { get; set; } = 30;

    /// <summary>person or session.</summary>
    public string JourneyScope { get; set; } = "person";

    public string DefaultModel { get; set; } = "linear";

    /// <summary>granted, limited or denied: what holds for a hit that names no consent.</summary>
    public string ConsentDefault { get; set; } = "granted";

    /// <summary>JSON list of hosts that are no source for this store.</summary>
    public string IgnoredReferrers { get; set; } = "[]";

    /// <summary>JSON list of partner codes.</summary>
    public string PartnerCodes { get; set; } = "[]";

    /// <summary>JSON map of the store's own conversion types to "order" or "lead".</summary>
    public string ConversionTypes { get; set; } = "{}";

    /// <summary>Only signed identify calls stitch.</summary>
    public bool SignedUsersOnly { get; set; }

    /// <summary>Months for which touches, sessions and whatever names a person are kept: 1 to 120.</summary>
    public int RetentionMonths { get; set; } = 24;

    /// <summary>Hex key that signs identify calls.</summary>
    public required string IdentifySecret { get; set; }

    /// <summary>Hex key under which e-mail hashes are stored.</summary>
    public required string EmailSecret { get; set; }

    /// <summary>Whether a touch of another campaign than the session's starts a new session.</summary>
    public bool SessionEndsAtCampaign { get; set; }

    /// <summary>Whether a session ends at the store's local midnight.</summary>
    public bool SessionEndsAtMidnight { get; set; }

    /// <summary>Whether a browser's conversion with a value makes an order, marked as unverified.</summary>
    public bool TrustBrowserOrders { get; set; }

    /// <summary>JSON list of networks in CIDR form whose hits are ignored.</summary>
    public string ExcludedAddresses { get; set; } = "[]";

    /// <summary>JSON list of names, lower case, of url parameters that are kept with a touch.</summary>
    public string KeptParameters { get; set; } = "[]";

    /// <summary>JSON list of names, lower case, of url parameters that stand for the campaign id.</summary>
    public string CampaignIdParameters { get; set; } = "[]";

    /// <summary>JSON list of names, lower case, of url parameters that stand for the ad id.</summary>
    public string AdIdParameters { get; set; } = "[]";

    /// <summary>Whether a touch keeps the class of the device.</summary>
    public bool KeepDevice { get; set; } = true;

    /// <summary>Whether a touch keeps the country that the proxy tells.</summary>
    public bool KeepCountry { get; set; }

    /// <summary>JSON of how the store writes the tags of its links; empty until it chooses.</summary>
    public string LinkConvention { get; set; } = "";

    /// <summary>Raised by every job that wrote snapshots: part of every cache key.</summary>
    public long Generation { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>How far the first run got, see Accounts; 6 is done.</summary>
    public int SetupStep { get; set; }
}

internal sealed class StoreConfiguration : IEntityTypeConfiguration<StoreRow>
{
    public void Configure(EntityTypeBuilder<StoreRow> store)
    {
        store.ToTable("Store");
        store.HasKey(s => s.StoreId);
        store.Property(s => s.Key).HasMaxLength(40);
        store.Property(s => s.Name).HasMaxLength(100);
        store.Property(s => s.Currency).HasMaxLength(3);
        store.Property(s => s.RetentionMonths).HasDefaultValue(24);
        store.Property(s => s.ExcludedAddresses).HasDefaultValue("[]");
        store.Property(s => s.KeptParameters).HasDefaultValue("[]");
        store.Property(s => s.CampaignIdParameters).HasDefaultValue("[]");
        store.Property(s => s.AdIdParameters).HasDefaultValue("[]");
        store.Property(s => s.LinkConvention).HasDefaultValue("");
        store.Property(s => s.KeepDevice).HasDefaultValue(true).HasSentinel(true);

        // A key in a URL or a setting names its store.
        store.HasIndex(s => s.Key).IsUnique();
    }
}
