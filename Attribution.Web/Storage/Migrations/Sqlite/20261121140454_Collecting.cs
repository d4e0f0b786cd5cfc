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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
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
