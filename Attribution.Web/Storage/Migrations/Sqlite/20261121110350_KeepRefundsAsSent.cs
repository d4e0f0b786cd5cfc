using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Attribution.Web.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class KeepRefundsAsSent : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "SentMinor",
                table: "Refund",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "SentMinor",
                table: "Refund");
        }
    }
}
