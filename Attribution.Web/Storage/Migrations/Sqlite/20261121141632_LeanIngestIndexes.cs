using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Attribution.Web.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class LeanIngestIndexes : Migration
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

            migrationBuilder.CreateIndex(
                name: "IX_MarketingTouch_StoreId_UserId_OccurredAt",
                table: "MarketingTouch",
                columns: new[] { "StoreId", "UserId", "OccurredAt" },
                filter: "\"UserId\" <> ''");

            migrationBuilder.CreateIndex(
                name: "IX_AttributionSession_StoreId_UserId_StartedAt",
                table: "AttributionSession",
                columns: new[] { "StoreId", "UserId", "StartedAt" },
                filter: "\"UserId\" <> ''");

            migrationBuilder.CreateIndex(
                name: "IX_AttributionSession_StoreId_VisitorId_StartedAt",
                table: "AttributionSession",
                columns: new[] { "StoreId", "VisitorId", "StartedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_MarketingTouch_StoreId_UserId_OccurredAt",
                table: "MarketingTouch");

            migrationBuilder.DropIndex(
                name: "IX_AttributionSession_StoreId_UserId_StartedAt",
                table: "AttributionSession");

            migrationBuilder.DropIndex(
                name: "IX_AttributionSession_StoreId_VisitorId_StartedAt",
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
