using System.Net;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Storage;

public class StorageTests
{
    [Fact]
    public async Task The_schema_is_what_the_migrations_say()
    {
        await using var app = await TestApp.Start();

        (await app.Read(db => Task.FromResult(db.Database.HasPendingModelChanges()))).ShouldBeFalse();
    }

    [Fact]
    public async Task A_commit_is_forced_to_disk_before_it_is_answered()
    {
        await using var app = await TestApp.Start();

        (await app.Read(db => db.Database.SqlQueryRaw<string>("SELECT journal_mode AS Value FROM pragma_journal_mode").SingleAsync())).ShouldBe("wal");
        (await app.Read(db => db.Database.SqlQueryRaw<int>("SELECT synchronous AS Value FROM pragma_synchronous").SingleAsync())).ShouldBe(2);
        (await app.Read(db => db.Database.SqlQueryRaw<int>("SELECT foreign_keys AS Value FROM pragma_foreign_keys").SingleAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Ids_sort_in_the_database_as_their_text_does()
    {
        await using var app = await TestApp.Start();
        Guid[] ids = [Guid.Parse("80000000-0000-7000-8000-000000000000"), Guid.Parse("7fffffff-ffff-7fff-bfff-ffffffffffff"), Guid.Parse("00ff0000-0000-7000-8000-000000000000")];
        await app.Services.GetRequiredService<Database>().Write(
            db => db.AddRangeAsync(ids.Select(id => new ConversionHintRow { StoreId = 1, HintId = id, VisitorId = "v", SessionId = "s" })), CancellationToken.None);

        var sorted = await app.Read(db => db.ConversionHints.OrderBy(hint => hint.HintId).Select(hint => hint.HintId).ToListAsync());

        sorted.Select(id => id.ToString()).ShouldBe(ids.Select(id => id.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_fails_half_way_leaves_nothing()
    {
        await using var app = await TestApp.Start();
        var database = app.Services.GetRequiredService<Database>();

        await Should.ThrowAsync<InvalidOperationException>(database.Write(
            async db =>
            {
                db.Settings.Add(new SettingRow { Name = "half", Value = "1" });
                await db.SaveChangesAsync();
                throw new InvalidOperationException("on purpose");
            },
            CancellationToken.None));

        (await app.Read(db => db.Settings.CountAsync(setting => setting.Name == "half"))).ShouldBe(0);
    }

    [Fact]
    public async Task Writers_that_come_at_once_all_get_through()
    {
        await using var app = await TestApp.Start();
        var settings = app.Services.GetRequiredService<InstallationSettings>();

        var values = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => settings.GetOrMake("once", () => $"made {i}", CancellationToken.None)));

        values.Distinct().Count().ShouldBe(1);
    }
}
