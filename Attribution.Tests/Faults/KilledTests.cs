using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
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
        var table = new StringBuilder().Append(CultureInfo.InvariantCulture, $"seed {seed}\nkill | acknowledged | unanswered | sent again, known | touches | orders | recovered in ms\n");
        var app = await AppProcess.Start(folder.Directory, [], Shopkeeper.Arguments);
        await using var crowd = new Crowd(target, books, seed, Connections);
        for (var kill = 1; kill <= Kills; kill++)
        {
            target.Up(app.Address);
            await crowd.Until(books.AfterMore(random.Next(1, 600)));
            await app.Kill();
            target.Down();
            await app.DisposeAsync();
            var died = Stopwatch.GetTimestamp();
            app = await AppProcess.Start(folder.Directory, [], Shopkeeper.Arguments);
            var recovered = Stopwatch.GetElapsedTime(died);
            var (touches, orders) = Check(folder, books);
            table.AppendLine(CultureInfo.InvariantCulture, $"{kill,4} | {books.Acknowledged,12} | {books.Unanswered,10} | {books.FoundStored,17} | {touches,7} | {orders,6} | {recovered.TotalMilliseconds,15:0}");
        }

        target.Up(app.Address);
        await crowd.Until(books.AfterMore(100));
        await crowd.Finish();
        await using (app)
        {
            output.WriteLine(table.ToString());
            await Rebuild(app);
            CheckAtTheEnd(folder, books);
        }
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

    private static async Task Rebuild(AppProcess app)
    {
        using var client = new HttpClient { BaseAddress = new Uri(app.Address) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Shopkeeper.SecretKey);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(Shopkeeper.Zone)).DateTime);
        using var queued = await client.PostAsJsonAsync("/api/snapshots/rebuild", new { from = today.AddDays(-5), to = today, reason = "After the crashes", includeSealed = true });
        queued.EnsureSuccessStatusCode();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        JsonElement run;
        do
        {
            run = await client.GetFromJsonAsync<JsonElement>(queued.Headers.Location, patience.Token);
        }
        while (run.GetProperty("status").GetString() is "queued" or "running");
        run.GetProperty("status").GetString().ShouldBe("done", run.GetRawText());
    }
}
