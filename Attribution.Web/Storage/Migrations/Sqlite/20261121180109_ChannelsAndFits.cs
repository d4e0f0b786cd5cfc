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
            migrationBuilder.AddColumn<string>(
                name: "Group",
                table: "OwnChannel",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "other");

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

            migrationBuilder.CreateIndex(
                name: "IX_MarketingTouch_StoreId_OccurredAt_TouchId",
                table: "MarketingTouch",
                columns: new[] { "StoreId", "OccurredAt", "TouchId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ModelFit");

            migrationBuilder.DropTable(
                name: "OrderCredit");

            migrationBuilder.DropIndex(
                name: "IX_MarketingTouch_StoreId_OccurredAt_TouchId",
                table: "MarketingTouch");

            migrationBuilder.DropColumn(
                name: "Group",
                table: "OwnChannel");
        }
    }
}
