using System.Runtime.Versioning;
using System.Security.Claims;
using Attribution.Tests.Browser;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Faults;

/// <summary>Another process holds the database, or it may not be written: senders come back, and nothing is lost.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class LockedTests
{
    [Fact]
    public async Task While_another_process_writes_senders_wait_or_come_back_and_nothing_is_lost()
    {
        using var folder = new TempFolder();
        var (target, books) = (new Target(), new Books());
        await using var app = await AppProcess.Start(folder.Directory, [], [.. Shopkeeper.Arguments, "--ConnectionStrings:Attribution=Data Source=data/attribution.db;Default Timeout=1"]);
        using var caller = new Caller(app);
        await using var crowd = new Crowd(target, books, seed: 2, size: 4);
        target.Up(app.Address);
        await crowd.Until(books.AfterMore(100));

        await using (var other = new SqliteConnection($"Data Source={folder.Database};Pooling=False"))
        {
            await other.OpenAsync();
            await using var held = other.BeginTransaction(deferred: false);
            await crowd.Until(caller.Refused(books));
            (await caller.Ready(false)).ShouldContain("locked by another process");
        }

        await crowd.Until(books.AfterMore(100));
        await crowd.Finish();
        await caller.Ready(true);
        Check(folder, books);
    }

    [Theory]
    [InlineData(false, "Nothing can be written beside")]
    [InlineData(true, "The database is read-only.")]
    public async Task A_start_on_what_can_not_be_written_is_refused_in_a_sentence(bool isFile, string expected)
    {
        using var folder = new TempFolder();
        await using (await AppProcess.Start(folder.Directory, OrdinaryUser(), Shopkeeper.Arguments))
        {
        }

        var data = Path.GetDirectoryName(folder.Database)!;
        File.Delete(folder.Database + ".server");
        File.SetUnixFileMode(isFile ? folder.Database : data, isFile ? UnixFileMode.UserRead : UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var (code, said) = await AppProcess.Refused(folder.Directory, OrdinaryUser(), Shopkeeper.Arguments);
        File.SetUnixFileMode(data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        code.ShouldBe(1);
        said.ShouldContain(expected);
        said.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_change_on_a_page_is_refused_in_a_sentence_while_another_process_writes()
    {
        await using var app = await TestApp.Start();
        await using var other = new SqliteConnection($"Data Source={app.Services.GetRequiredService<SqliteFile>().Path};Pooling=False");
        await other.OpenAsync();
        await using var held = other.BeginTransaction(deferred: false);

        var outcome = await app.Services.GetRequiredService<CommandDoor>().Run(
            new StoreUser(new ClaimsPrincipal(), app.Shop.Id), Roles.Viewer, _ => Task.FromResult(Outcome<int>.Done(1)), CancellationToken.None);

        outcome[""]!.ShouldContain("locked by another process");
    }

    // File modes bind everybody but root; where the tests run as root, the server runs without that right.
    private static IReadOnlyList<string> OrdinaryUser() => Environment.IsPrivilegedProcess ? ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] : [];

    private static void Check(TempFolder folder, Books books)
    {
        using var ledger = new Ledger(folder.Database);
        ledger.Faults().ShouldBeEmpty();
        ledger.Missing(books).ShouldBeEmpty();
        ledger.Doubled(books).ShouldBeEmpty();
        ledger.Unknown(books).ShouldBeEmpty();
        books.Odd.ShouldBeEmpty();
        books.Doubled.ShouldBeEmpty();
    }
}
