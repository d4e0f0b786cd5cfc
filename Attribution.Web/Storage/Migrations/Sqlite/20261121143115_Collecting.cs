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

            migrationBuilder.AddColumn<bool>(
                name: "IsUnverified",
                table: "Order",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

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

            migrationBuilder.CreateIndex(
                name: "IX_ConversionHint_StoreId_VisitorId_ReceivedAt",
                table: "ConversionHint",
                columns: new[] { "StoreId", "VisitorId", "ReceivedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ChannelRule");

            migrationBuilder.DropTable(
                name: "OrderAttribution");

            migrationBuilder.DropTable(
                name: "OwnChannel");

            migrationBuilder.DropTable(
                name: "TouchChannel");

            migrationBuilder.DropIndex(
                name: "IX_ConversionHint_StoreId_VisitorId_ReceivedAt",
                table: "ConversionHint");

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
                name: "IsUnverified",
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
        }
    }
}
