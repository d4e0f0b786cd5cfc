using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Attribution.Web.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ChannelsAndFits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Order_StoreId_OccurredAt",
                table: "Order");

            migrationBuilder.AddColumn<string>(
                name: "ArchivedModels",
                table: "Store",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "LinkConvention",
                table: "Store",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "DropOuts",
                table: "SnapshotDay",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Days",
                table: "PathSnapshot",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Gaps",
                table: "PathSnapshot",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Group",
                table: "OwnChannel",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "other");

            migrationBuilder.AddColumn<string>(
                name: "FirstChannel",
                table: "Order",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "LastChannel",
                table: "Order",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Note",
                table: "AttributionModelConfig",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "DropOutSnapshot",
                columns: table => new
                {
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Path = table.Column<string>(type: "TEXT", nullable: false),
                    Journeys = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DropOutSnapshot", x => new { x.StoreId, x.Date, x.Path });
                });

            migrationBuilder.CreateTable(
                name: "HistoryRun",
                columns: table => new
                {
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    RunId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Status = table.Column<string>(type: "TEXT", nullable: false),
                    Phase = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    RuleVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Models = table.Column<string>(type: "TEXT", nullable: false),
                    IncludeSealed = table.Column<bool>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    RequestedBy = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Cursor = table.Column<string>(type: "TEXT", nullable: false),
                    Total = table.Column<long>(type: "INTEGER", nullable: false),
                    Touches = table.Column<long>(type: "INTEGER", nullable: false),
                    TouchesChanged = table.Column<long>(type: "INTEGER", nullable: false),
                    Orders = table.Column<long>(type: "INTEGER", nullable: false),
                    OrdersChanged = table.Column<long>(type: "INTEGER", nullable: false),
                    OrdersKept = table.Column<long>(type: "INTEGER", nullable: false),
                    OrdersPartial = table.Column<long>(type: "INTEGER", nullable: false),
                    Partial = table.Column<bool>(type: "INTEGER", nullable: false),
                    SealedDays = table.Column<string>(type: "TEXT", nullable: false),
                    OpenDays = table.Column<string>(type: "TEXT", nullable: false),
                    Rebuilds = table.Column<string>(type: "TEXT", nullable: false),
                    Retries = table.Column<int>(type: "INTEGER", nullable: false),
                    Error = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HistoryRun", x => new { x.StoreId, x.RunId });
                });

            migrationBuilder.CreateTable(
                name: "ModelFit",
                columns: table => new
                {
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Model = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    StandsIn = table.Column<bool>(type: "INTEGER", nullable: false),
                    WindowFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Journeys = table.Column<int>(type: "INTEGER", nullable: false),
                    Conversions = table.Column<int>(type: "INTEGER", nullable: false),
                    MinConversions = table.Column<int>(type: "INTEGER", nullable: false),
                    Censored = table.Column<int>(type: "INTEGER", nullable: false),
                    MaturityDays = table.Column<int>(type: "INTEGER", nullable: false),
                    InputHash = table.Column<string>(type: "TEXT", nullable: false),
                    Document = table.Column<string>(type: "TEXT", nullable: false),
                    FittedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ModelFit", x => new { x.StoreId, x.Date, x.Model });
                });

            migrationBuilder.CreateTable(
                name: "OrderCredit",
                columns: table => new
                {
                    StoreId = table.Column<int>(type: "INTEGER", nullable: false),
                    OrderId = table.Column<string>(type: "TEXT", nullable: false),
                    Model = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    FitDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Credits = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OrderCredit", x => new { x.StoreId, x.OrderId, x.Model });
                });

            migrationBuilder.Sql(
                """
                UPDATE "Order" SET "FirstChannel" = json_extract("MarketingAttribution", '$.first.ch'), "LastChannel" = json_extract("MarketingAttribution", '$.last.ch')
                WHERE json_extract("MarketingAttribution", '$.first.ch') IS NOT NULL
                """);

            migrationBuilder.CreateIndex(
                name: "IX_Order_List",
                table: "Order",
                columns: new[] { "StoreId", "OccurredAt", "OrderId", "Type", "Status", "ValueMinor", "RefundedMinor", "MatchedBy", "IsUnverified", "Touches", "FirstChannel", "LastChannel" });

            migrationBuilder.CreateIndex(
                name: "IX_MarketingTouch_StoreId_OccurredAt_TouchId",
                table: "MarketingTouch",
                columns: new[] { "StoreId", "OccurredAt", "TouchId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DropOutSnapshot");

            migrationBuilder.DropTable(
                name: "HistoryRun");

            migrationBuilder.DropTable(
                name: "ModelFit");

            migrationBuilder.DropTable(
                name: "OrderCredit");

            migrationBuilder.DropIndex(
                name: "IX_Order_List",
                table: "Order");

            migrationBuilder.DropIndex(
                name: "IX_MarketingTouch_StoreId_OccurredAt_TouchId",
                table: "MarketingTouch");

            migrationBuilder.DropColumn(
                name: "ArchivedModels",
                table: "Store");

            migrationBuilder.DropColumn(
                name: "LinkConvention",
                table: "Store");

            migrationBuilder.DropColumn(
                name: "DropOuts",
                table: "SnapshotDay");

            migrationBuilder.DropColumn(
                name: "Days",
                table: "PathSnapshot");

            migrationBuilder.DropColumn(
                name: "Gaps",
                table: "PathSnapshot");

            migrationBuilder.DropColumn(
                name: "Group",
                table: "OwnChannel");

            migrationBuilder.DropColumn(
                name: "FirstChannel",
                table: "Order");

            migrationBuilder.DropColumn(
                name: "LastChannel",
                table: "Order");

            migrationBuilder.DropColumn(
                name: "Note",
                table: "AttributionModelConfig");

            migrationBuilder.CreateIndex(
                name: "IX_Order_StoreId_OccurredAt",
                table: "Order",
                columns: new[] { "StoreId", "OccurredAt" });
        }
    }
}
