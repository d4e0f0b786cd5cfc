using System.Net;
using Attribution.Tests.Browser;

namespace Attribution.Tests.Faults;

/// <summary>The disk is full under load: nothing is lost, nothing is lied about, and with room again all goes on by itself.</summary>
public sealed class DiskFullTests
{
    // More days than can be built before the disk is full, and no more than a rebuild takes.
    private const int ManyDays = 3_650;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_full_disk_sends_senders_away_until_there_is_room_and_loses_nothing(bool isLimit)
    {
        using var folder = new TempFolder();
        using var disk = isLimit ? Disk.Limited(folder) : Disk.Small(folder);
        var (target, books) = (new Target(), new Books());
        await using (var app = await AppProcess.Start(folder.Directory, disk.Through, Shopkeeper.Arguments))
        {
            using var caller = new Caller(app);
            await using var crowd = new Crowd(target, books, seed: 1, size: 4);
            target.Up(app.Address);
            await crowd.Until(books.AfterMore(100));

            var run = await FillDuringARun(disk, app, caller);
            await crowd.Until(caller.Refused(books));
            (await caller.Ready(false)).ShouldContain("disk", Case.Insensitive);
            (await caller.Live()).ShouldBe(HttpStatusCode.OK);

            disk.Free(app);
            await crowd.Until(books.AfterMore(100));
            (await caller.Run(run, "failed", "done")).ShouldBe("failed");
            await crowd.Finish();
            await caller.Ready(true);
            (await caller.Run(await caller.Rebuild(6), "failed", "done")).ShouldBe("done");
            await app.Kill();
        }

        Check(disk, books);
    }

    private static async Task<Uri> FillDuringARun(Disk disk, AppProcess app, Caller caller)
    {
        while (true)
        {
            var run = await caller.Rebuild(ManyDays);
            await caller.Run(run, "running", "done");
            disk.Fill(app);
            if (await caller.Run(run, "running", "failed", "done") != "done")
            {
                return run;
            }

            // The machine was faster than the filling.
            disk.Free(app);
            await caller.Ready(true);
        }
    }

    private static void Check(Disk disk, Books books)
    {
        using var ledger = new Ledger(disk.Left());
        ledger.Faults().ShouldBeEmpty();
        ledger.Missing(books).ShouldBeEmpty();
        ledger.Doubled(books).ShouldBeEmpty();
        ledger.Unknown(books).ShouldBeEmpty();
        ledger.Unreconciled().ShouldBeEmpty();
        books.Odd.ShouldBeEmpty();
        books.Doubled.ShouldBeEmpty();
    }
}
