using Attribution.Web.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Tests;

/// <summary>A database as a first start finds it once its schema is made: made once by the migrations, copied from then on.</summary>
internal static class NewDatabase
{
    private static readonly Lazy<byte[]> Migrated = new(Migrate);

    public static void Put(string path) => File.WriteAllBytes(path, Migrated.Value);

    private static byte[] Migrate()
    {
        var folder = Directory.CreateTempSubdirectory("attribution-new-");
        var path = Path.Combine(folder.FullName, "new.db");
        using (var db = new SqliteDesignTime().CreateDbContext([]))
        {
            db.Database.SetConnectionString(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
            db.Database.Migrate();
        }

        var bytes = File.ReadAllBytes(path);
        folder.Delete(recursive: true);
        return bytes;
    }
}
