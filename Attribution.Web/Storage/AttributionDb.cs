using Attribution.Web.Storage.Tables;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Attribution.Web.Storage;

/// <summary>Every table of the installation. Each provider has its own context type, as two migration sets in one project need that.</summary>
internal abstract class AttributionDb(DbContextOptions options) : IdentityDbContext<AppUser>(options)
{
    public DbSet<StoreRow> Stores => Set<StoreRow>();

    public DbSet<StoreMemberRow> Members => Set<StoreMemberRow>();

    public DbSet<ApiKeyRow> ApiKeys => Set<ApiKeyRow>();

    public DbSet<TouchRow> Touches => Set<TouchRow>();

    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    public DbSet<VisitorUserRow> VisitorUsers => Set<VisitorUserRow>();

    public DbSet<PersonEmailRow> PersonEmails => Set<PersonEmailRow>();

    public DbSet<OrderRow> Orders => Set<OrderRow>();

    public DbSet<RefundRow> Refunds => Set<RefundRow>();

    public DbSet<WaitingRefundRow> WaitingRefunds => Set<WaitingRefundRow>();

    public DbSet<PulseRow> Pulses => Set<PulseRow>();

    public DbSet<KeptAnswerRow> KeptAnswers => Set<KeptAnswerRow>();

    public DbSet<ConversionHintRow> ConversionHints => Set<ConversionHintRow>();

    public DbSet<ChannelRuleVersionRow> ChannelRules => Set<ChannelRuleVersionRow>();

    public DbSet<OwnChannelRow> OwnChannels => Set<OwnChannelRow>();

    public DbSet<TouchChannelRow> TouchChannels => Set<TouchChannelRow>();

    public DbSet<OrderAttributionRow> OrderAttributions => Set<OrderAttributionRow>();

    public DbSet<HistoryRunRow> HistoryRuns => Set<HistoryRunRow>();

    public DbSet<MarketingCostRow> Costs => Set<MarketingCostRow>();

    public DbSet<AttributionModelConfigRow> ModelConfigs => Set<AttributionModelConfigRow>();

    public DbSet<ModelFitRow> ModelFits => Set<ModelFitRow>();

    public DbSet<OrderCreditRow> OrderCredits => Set<OrderCreditRow>();

    public DbSet<AttributionSnapshotRow> AttributionSnapshots => Set<AttributionSnapshotRow>();

    public DbSet<VisitSnapshotRow> VisitSnapshots => Set<VisitSnapshotRow>();

    public DbSet<CampaignSnapshotRow> CampaignSnapshots => Set<CampaignSnapshotRow>();

    public DbSet<PathSnapshotRow> PathSnapshots => Set<PathSnapshotRow>();

    public DbSet<PathPackRow> PathPacks => Set<PathPackRow>();

    public DbSet<DropOutSnapshotRow> DropOutSnapshots => Set<DropOutSnapshotRow>();

    public DbSet<SnapshotDayRow> SnapshotDays => Set<SnapshotDayRow>();

    public DbSet<SnapshotRevisionRow> SnapshotRevisions => Set<SnapshotRevisionRow>();

    public DbSet<SnapshotRunRow> SnapshotRuns => Set<SnapshotRunRow>();

    public DbSet<ImportRow> Imports => Set<ImportRow>();

    public DbSet<AuditEntryRow> Audit => Set<AuditEntryRow>();

    public DbSet<KeptVisitRow> KeptVisits => Set<KeptVisitRow>();

    public DbSet<ErasureRow> Erasures => Set<ErasureRow>();

    public DbSet<SettingRow> Settings => Set<SettingRow>();

    public DbSet<DailySaltRow> DailySalts => Set<DailySaltRow>();

    public DbSet<DataProtectionKeyRow> DataProtectionKeys => Set<DataProtectionKeyRow>();

    public DbSet<IntegrationRow> Integrations => Set<IntegrationRow>();

    public DbSet<WebhookDeliveryRow> WebhookDeliveries => Set<WebhookDeliveryRow>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(AttributionDb).Assembly);
    }
}

/// <summary>The tables on SQLite: instants as UTC ticks and ids as their 16 bytes in text order, so that both compare and sort.</summary>
internal sealed class SqliteAttributionDb(DbContextOptions<SqliteAttributionDb> options) : AttributionDb(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        configurationBuilder.Properties<Guid>().HaveConversion<TextOrderBytes>();
    }

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(at => at.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    private sealed class TextOrderBytes() : ValueConverter<Guid, byte[]>(id => id.ToByteArray(bigEndian: true), bytes => new Guid(bytes, bigEndian: true));
}
