using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Attribution.Web.Storage;

/// <summary>For <c>dotnet ef</c> only. Identity reads its schema version from the application's services, here as there.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteAttributionDb>
{
    public SqliteAttributionDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteAttributionDb>()
            .UseApplicationServiceProvider(new ServiceCollection().Configure<IdentityOptions>(StorageSetup.ConfigureIdentity).BuildServiceProvider())
            .UseSqlite("Data Source=:memory:").Options);
}
