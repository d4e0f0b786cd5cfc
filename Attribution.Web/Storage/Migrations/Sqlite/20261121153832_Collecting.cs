using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Attribution.Web.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Collecting : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_MarketingTouch_StoreId_Channel_OccurredAt",
                table: "MarketingTouch");

            migrationBuilder.DropIndex(
                name: "IX_MarketingTouch_StoreId_UserId_OccurredAt",
                table: "MarketingTouch");

            migrationBuilder.DropIndex(
                name: "IX_AttributionSession_StoreId_UserId_StartedAt",
                table: "AttributionSession");

            migrationBuilder.DropIndex(
                name: "IX_AttributionSession_StoreId_VisitorId_LastActivityAt",
                table: "AttributionSession");

            migrationBuilder.AddColumn<string>(
                name: "AdIdParameters",
                table: "Store",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "CampaignIdParameters",
                table: "Store",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "ExcludedAddresses",
                table: "Store",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<bool>(
                name: "KeepCountry",
                table: "Store",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "KeepDevice",
                table: "Store",
                type: "INTEGER",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<string>(
                name: "KeptParameters",
                table: "Store",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<int>(
                name: "RetentionMonths",
                table: "Store",
                type: "INTEGER",
                nullable: false,
                defaultValue: 24);

            migrationBuilder.AddColumn<bool>(
                name: "SessionEndsAtCampaign",
                table: "Store",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "SessionEndsAtMidnight",
                table: "Store",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "TrustBrowserOrders",
                table: "Store",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "UnverifiedMinor",
                table: "SnapshotDay",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "UnverifiedOrders",
                table: "SnapshotDay",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "AnonymisedAt",
                table: "Order",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsUnverified",
                table: "Order",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Origin",
                table: "Order",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "OriginVersion",
                table: "Order",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Country",
                table: "MarketingTouch",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Device",
                table: "MarketingTouch",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Parameters",
                table: "MarketingTouch",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "RuleVersion",
                table: "MarketingTouch",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Currency",
                table: "ConversionHint",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "OccurredAt",
                table: "ConversionHint",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Type",
                table: "ConversionHint",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "ValueMinor",
                table: "ConversionHint",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsStated",
                table: "AttributionSession",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "MergedInto",
                table: "AttributionSession",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "ChannelRule",
                columns: table => new
                {
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Rules = table.Column<string>(type: "TEXT", nullable: false),
                    ClickIds = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", nullable: false),
                    Note = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ChannelRule", x => new { x.StoreId, x.Version });
                });

            migrationBuilder.CreateTable(
                name: "Erasure",
                columns: table => new
                {
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    Reference = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    FoundBy = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    Mark = table.Column<string>(type: "TEXT", nullable: false),
                    Marks = table.Column<string>(type: "TEXT", nullable: false),
                    WholeBrowser = table.Column<bool>(type: "INTEGER", nullable: false),
                    Removed = table.Column<string>(type: "TEXT", nullable: false),
                    RepeatedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Erasure", x => new { x.StoreId, x.Reference });
                });

            migrationBuilder.CreateTable(
                name: "Import",
                columns: table => new
                {
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    ImportId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Format = table.Column<string>(type: "TEXT", nullable: false),
                    FileName = table.Column<string>(type: "TEXT", nullable: false),
                    Bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    FileHash = table.Column<string>(type: "TEXT", nullable: false),
                    Map = table.Column<string>(type: "TEXT", nullable: false),
                    Status = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Pass = table.Column<int>(type: "INTEGER", nullable: false),
                    Row = table.Column<long>(type: "INTEGER", nullable: false),
                    BytesDone = table.Column<long>(type: "INTEGER", nullable: false),
                    ReportBytes = table.Column<long>(type: "INTEGER", nullable: false),
                    Mark = table.Column<long>(type: "INTEGER", nullable: false),
                    Found = table.Column<string>(type: "TEXT", nullable: false),
                    Taken = table.Column<string>(type: "TEXT", nullable: false),
                    Error = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Import", x => new { x.StoreId, x.ImportId });
                });

            migrationBuilder.CreateTable(
                name: "Integration",
                columns: table => new
                {
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Secret = table.Column<string>(type: "TEXT", nullable: false),
                    FormerSecret = table.Column<string>(type: "TEXT", nullable: false),
                    FormerUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    ConnectedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Shop = table.Column<string>(type: "TEXT", nullable: false),
                    AccessToken = table.Column<string>(type: "TEXT", nullable: false),
                    FetchedThrough = table.Column<long>(type: "INTEGER", nullable: true),
                    FetchTriedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FetchError = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Integration", x => new { x.StoreId, x.Kind });
                });

            migrationBuilder.CreateTable(
                name: "KeptAnswer",
                columns: table => new
                {
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    ContentHash = table.Column<string>(type: "TEXT", nullable: false),
                    Status = table.Column<int>(type: "INTEGER", nullable: false),
                    ContentType = table.Column<string>(type: "TEXT", nullable: false),
                    Location = table.Column<string>(type: "TEXT", nullable: false),
                    Body = table.Column<byte[]>(type: "BLOB", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KeptAnswer", x => new { x.StoreId, x.Key });
                });

            migrationBuilder.CreateTable(
                name: "KeptVisit",
                columns: table => new
                {
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Channel = table.Column<string>(type: "TEXT", nullable: false),
                    Source = table.Column<string>(type: "TEXT", nullable: false),
                    Medium = table.Column<string>(type: "TEXT", nullable: false),
                    Campaign = table.Column<string>(type: "TEXT", nullable: false),
                    Visits = table.Column<int>(type: "INTEGER", nullable: false),
                    Visitors = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KeptVisit", x => new { x.StoreId, x.Date, x.Channel, x.Source, x.Medium, x.Campaign });
                });

            migrationBuilder.CreateTable(
                name: "OrderAttribution",
                columns: table => new
                {
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    OrderId = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    MarketingAttribution = table.Column<string>(type: "TEXT", nullable: false),
                    Cause = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OrderAttribution", x => new { x.StoreId, x.OrderId, x.Revision });
                });

            migrationBuilder.CreateTable(
                name: "OwnChannel",
                columns: table => new
                {
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    ChannelId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Look = table.Column<string>(type: "TEXT", nullable: false),
                    IsArchived = table.Column<bool>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OwnChannel", x => new { x.StoreId, x.ChannelId });
                });

            migrationBuilder.CreateTable(
                name: "Pulse",
                columns: table => new
                {
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    PulseId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ReceivedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Pulse", x => new { x.StoreId, x.PulseId });
                });

            migrationBuilder.CreateTable(
                name: "TouchChannel",
                columns: table => new
                {
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    TouchId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Channel = table.Column<string>(type: "TEXT", nullable: false),
                    SubChannel = table.Column<string>(type: "TEXT", nullable: false),
                    Source = table.Column<string>(type: "TEXT", nullable: false),
                    Medium = table.Column<string>(type: "TEXT", nullable: false),
                    Platform = table.Column<string>(type: "TEXT", nullable: false),
                    Partner = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    ResolvedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TouchChannel", x => new { x.StoreId, x.TouchId, x.Version });
                });

            migrationBuilder.CreateTable(
                name: "WaitingRefund",
                columns: table => new
                {
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    OrderId = table.Column<string>(type: "TEXT", nullable: false),
                    RefundId = table.Column<string>(type: "TEXT", nullable: false),
                    Amount = table.Column<string>(type: "TEXT", nullable: false),
                    OccurredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ReceivedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    Refusal = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WaitingRefund", x => new { x.StoreId, x.OrderId, x.RefundId });
                });

            migrationBuilder.CreateTable(
                name: "WebhookDelivery",
                columns: table => new
                {
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    DeliveryId = table.Column<string>(type: "TEXT", nullable: false),
                    Topic = table.Column<string>(type: "TEXT", nullable: false),
                    ReceivedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    BodyHash = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Note = table.Column<string>(type: "TEXT", nullable: false),
                    OrderId = table.Column<string>(type: "TEXT", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    NextTryAt = table.Column<long>(type: "INTEGER", nullable: true),
                    TakenAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WebhookDelivery", x => new { x.StoreId, x.Kind, x.DeliveryId });
                });

            migrationBuilder.CreateIndex(
                name: "IX_MarketingTouch_StoreId_UserId_OccurredAt",
                table: "MarketingTouch",
                columns: new[] { "StoreId", "UserId", "OccurredAt" },
                filter: "\"UserId\" <> ''");

            migrationBuilder.CreateIndex(
                name: "IX_ConversionHint_StoreId_VisitorId_ReceivedAt",
                table: "ConversionHint",
                columns: new[] { "StoreId", "VisitorId", "ReceivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_AttributionSession_StoreId_UserId_StartedAt",
                table: "AttributionSession",
                columns: new[] { "StoreId", "UserId", "StartedAt" },
                filter: "\"UserId\" <> ''");

            migrationBuilder.CreateIndex(
                name: "IX_AttributionSession_StoreId_VisitorId_StartedAt",
                table: "AttributionSession",
                columns: new[] { "StoreId", "VisitorId", "StartedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Import_StoreId_CreatedAt",
                table: "Import",
                columns: new[] { "StoreId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_WebhookDelivery_StoreId_Kind_ReceivedAt",
                table: "WebhookDelivery",
                columns: new[] { "StoreId", "Kind", "ReceivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_WebhookDelivery_StoreId_State_ReceivedAt",
                table: "WebhookDelivery",
                columns: new[] { "StoreId", "State", "ReceivedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ChannelRule");

            migrationBuilder.DropTable(
                name: "Erasure");

            migrationBuilder.DropTable(
                name: "Import");

            migrationBuilder.DropTable(
                name: "Integration");

            migrationBuilder.DropTable(
                name: "KeptAnswer");

            migrationBuilder.DropTable(
                name: "KeptVisit");

            migrationBuilder.DropTable(
                name: "OrderAttribution");

            migrationBuilder.DropTable(
                name: "OwnChannel");

            migrationBuilder.DropTable(
                name: "Pulse");

            migrationBuilder.DropTable(
                name: "TouchChannel");

            migrationBuilder.DropTable(
                name: "WaitingRefund");

            migrationBuilder.DropTable(
                name: "WebhookDelivery");

            migrationBuilder.DropIndex(
                name: "IX_MarketingTouch_StoreId_UserId_OccurredAt",
                table: "MarketingTouch");

            migrationBuilder.DropIndex(
                name: "IX_ConversionHint_StoreId_VisitorId_ReceivedAt",
                table: "ConversionHint");

            migrationBuilder.DropIndex(
                name: "IX_AttributionSession_StoreId_UserId_StartedAt",
                table: "AttributionSession");

            migrationBuilder.DropIndex(
                name: "IX_AttributionSession_StoreId_VisitorId_StartedAt",
                table: "AttributionSession");

            migrationBuilder.DropColumn(
                name: "AdIdParameters",
                table: "Store");

            migrationBuilder.DropColumn(
                name: "CampaignIdParameters",
                table: "Store");

            migrationBuilder.DropColumn(
                name: "ExcludedAddresses",
                table: "Store");

            migrationBuilder.DropColumn(
                name: "KeepCountry",
                table: "Store");

            migrationBuilder.DropColumn(
                name: "KeepDevice",
                table: "Store");

            migrationBuilder.DropColumn(
                name: "KeptParameters",
                table: "Store");

            migrationBuilder.DropColumn(
                name: "RetentionMonths",
                table: "Store");

            migrationBuilder.DropColumn(
                name: "SessionEndsAtCampaign",
                table: "Store");

            migrationBuilder.DropColumn(
                name: "SessionEndsAtMidnight",
                table: "Store");

            migrationBuilder.DropColumn(
                name: "TrustBrowserOrders",
                table: "Store");

            migrationBuilder.DropColumn(
                name: "UnverifiedMinor",
                table: "SnapshotDay");

            migrationBuilder.DropColumn(
                name: "UnverifiedOrders",
                table: "SnapshotDay");

            migrationBuilder.DropColumn(
                name: "AnonymisedAt",
                table: "Order");

            migrationBuilder.DropColumn(
                name: "IsUnverified",
                table: "Order");

            migrationBuilder.DropColumn(
                name: "Origin",
                table: "Order");

            migrationBuilder.DropColumn(
                name: "OriginVersion",
                table: "Order");

            migrationBuilder.DropColumn(
                name: "Country",
                table: "MarketingTouch");

            migrationBuilder.DropColumn(
                name: "Device",
                table: "MarketingTouch");

            migrationBuilder.DropColumn(
                name: "Parameters",
                table: "MarketingTouch");

            migrationBuilder.DropColumn(
                name: "RuleVersion",
                table: "MarketingTouch");

            migrationBuilder.DropColumn(
                name: "Currency",
                table: "ConversionHint");

            migrationBuilder.DropColumn(
                name: "OccurredAt",
                table: "ConversionHint");

            migrationBuilder.DropColumn(
                name: "Type",
                table: "ConversionHint");

            migrationBuilder.DropColumn(
                name: "ValueMinor",
                table: "ConversionHint");

            migrationBuilder.DropColumn(
                name: "IsStated",
                table: "AttributionSession");

            migrationBuilder.DropColumn(
                name: "MergedInto",
                table: "AttributionSession");

            migrationBuilder.CreateIndex(
                name: "IX_MarketingTouch_StoreId_Channel_OccurredAt",
                table: "MarketingTouch",
                columns: new[] { "StoreId", "Channel", "OccurredAt" });

            migrationBuilder.CreateIndex(
                name: "IX_MarketingTouch_StoreId_UserId_OccurredAt",
                table: "MarketingTouch",
                columns: new[] { "StoreId", "UserId", "OccurredAt" });

            migrationBuilder.CreateIndex(
                name: "IX_AttributionSession_StoreId_UserId_StartedAt",
                table: "AttributionSession",
                columns: new[] { "StoreId", "UserId", "StartedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_AttributionSession_StoreId_VisitorId_LastActivityAt",
                table: "AttributionSession",
                columns: new[] { "StoreId", "VisitorId", "LastActivityAt" });
        }
    }
}
