using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Attribution.Tests.Browser;
using Xunit.Abstractions;

namespace Attribution.Tests.Faults;

/// <summary>The server dies ten times at random moments, and what it said it had it has.</summary>
public sealed class KilledTests(ITestOutputHelper output)
{
    private const int Kills = 10;
    private const int Connections = 8;

    // ATTRIBUTION_SEED plays the clients' part of a run again.
    private readonly int seed = int.TryParse(Environment.GetEnvironmentVariable("ATTRIBUTION_SEED"), CultureInfo.InvariantCulture, out var given) ? given : RandomNumberGenerator.GetInt32(int.MaxValue);

    [Fact]
    public async Task Killed_ten_times_under_load_it_loses_nothing_and_doubles_nothing()
    {
        using var folder = new TempFolder();
        var (target, books, random) = (new Target(), new Books(), new Random(seed));
        var table = new StringBuilder().Append(CultureInfo.InvariantCulture, $"seed {seed}\nafter kill | acknowledged | unanswered | sent again, known | touches | orders | recovered in ms\n");
        await using var crowd = new Crowd(target, books, seed, Connections);
        for (var kill = 0; kill <= Kills; kill++)
        {
            var started = Stopwatch.GetTimestamp();
            await using var app = await AppProcess.Start(folder.Directory, [], Shopkeeper.Arguments);
            var recovered = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            var (touches, orders) = Check(folder, books);
            table.AppendLine(CultureInfo.InvariantCulture, $"{kill,10} | {books.Acknowledged,12} | {books.Unanswered,10} | {books.FoundStored,17} | {touches,7} | {orders,6} | {recovered,15:0}");
            target.Up(app.Address);
            await (kill < Kills ? Kill(app, target, crowd, books.AfterMore(random.Next(1, 600))) : Finish(app, crowd, books));
        }

        output.WriteLine(table.ToString());
        CheckAtTheEnd(folder, books);
    }

    private static async Task Kill(AppProcess app, Target target, Crowd crowd, Task moment)
    {
        await crowd.Until(moment);
        await app.Kill();
        target.Down();
    }

    private static async Task Finish(AppProcess app, Crowd crowd, Books books)
    {
        using var caller = new Caller(app);
        await crowd.Until(books.AfterMore(100));
        await crowd.Finish();
        (await caller.Run(await caller.Rebuild(6), "failed", "done")).ShouldBe("done");
    }

    private static (long Touches, long Orders) Check(TempFolder folder, Books books)
    {
        using var ledger = new Ledger(folder.Database);
        ledger.Faults().ShouldBeEmpty();
        ledger.Missing(books).ShouldBeEmpty();
        ledger.Doubled(books).ShouldBeEmpty();
        return (ledger.Touched, ledger.Ordered);
    }

    private static void CheckAtTheEnd(TempFolder folder, Books books)
    {
        Check(folder, books);
        using var ledger = new Ledger(folder.Database);
        books.Odd.ShouldBeEmpty();
        books.Doubled.ShouldBeEmpty();
        ledger.Unknown(books).ShouldBeEmpty();
        ledger.Unreconciled().ShouldBeEmpty();
        books.Touches.ShouldNotBeEmpty();
        books.Orders.ShouldNotBeEmpty();
        books.Refunds.ShouldNotBeEmpty();
        books.Cancelled.ShouldNotBeEmpty();
        books.Unanswered.ShouldBeGreaterThan(0);
    }
}
