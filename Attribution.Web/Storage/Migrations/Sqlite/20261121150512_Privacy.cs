using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Attribution.Web.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Privacy : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "RetentionMonths",
                table: "Store",
                type: "INTEGER",
                nullable: false,
                defaultValue: 24);

            migrationBuilder.AddColumn<long>(
                name: "AnonymisedAt",
                table: "Order",
                type: "INTEGER",
                nullable: true);

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Erasure");

            migrationBuilder.DropTable(
                name: "KeptVisit");

            migrationBuilder.DropColumn(
                name: "RetentionMonths",
                table: "Store");

            migrationBuilder.DropColumn(
                name: "AnonymisedAt",
                table: "Order");
        }
    }
}
