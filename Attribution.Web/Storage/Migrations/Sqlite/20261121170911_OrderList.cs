using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Attribution.Web.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class OrderList : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Order_StoreId_OccurredAt",
                table: "Order");

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

            migrationBuilder.Sql(
                """
                UPDATE "Order" SET "FirstChannel" = json_extract("MarketingAttribution", '$.first.ch'), "LastChannel" = json_extract("MarketingAttribution", '$.last.ch')
                WHERE json_extract("MarketingAttribution", '$.first.ch') IS NOT NULL
                """);

            migrationBuilder.CreateIndex(
                name: "IX_Order_List",
                table: "Order",
                columns: new[] { "StoreId", "OccurredAt", "OrderId", "Type", "Status", "ValueMinor", "RefundedMinor", "MatchedBy", "IsUnverified", "Touches", "FirstChannel", "LastChannel" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Order_List",
                table: "Order");

            migrationBuilder.DropColumn(
                name: "FirstChannel",
                table: "Order");

            migrationBuilder.DropColumn(
                name: "LastChannel",
                table: "Order");

            migrationBuilder.CreateIndex(
                name: "IX_Order_StoreId_OccurredAt",
                table: "Order",
                columns: new[] { "StoreId", "OccurredAt" });
        }
    }
}
