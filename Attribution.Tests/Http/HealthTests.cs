using System.Net;
using Attribution.Tests.Snapshots;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Http;

public class HealthTests
{
    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task A_fresh_server_is_well_and_says_so_to_anybody(string path)
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var anybody = app.Client();

        var answer = await anybody.GetAsync(path);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Json()).GetProperty("status").GetString().ShouldBe("ok");
    }

    [Fact]
    public async Task A_failed_run_is_told_but_sends_nobody_away()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var anybody = app.Client();
        await app.Services.GetRequiredService<Database>().Write(
            db => db.AddAsync(new SnapshotRunRow { StoreId = app.Shop.Id.Value, RunId = Guid.NewGuid(), Kind = "open", Status = "failed", Error = "secret" }).AsTask(), CancellationToken.None);

        var answer = await anybody.GetAsync("/health/ready");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Json()).GetProperty("status").GetString().ShouldBe("degraded");
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_server_that_cannot_store_says_so()
    {
        await using var app = await SnapshotSteps.StartIdle();
        using var anybody = app.Client();
        await app.Services.GetRequiredService<Database>().Write(
            db => db.Database.ExecuteSqlRawAsync("CREATE TRIGGER Full BEFORE INSERT ON Setting BEGIN SELECT RAISE(ABORT, 'disk full'); END"), CancellationToken.None);

        var answer = await anybody.GetAsync("/health/ready");

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter.ShouldNotBeNull();
        (await answer.Json()).GetProperty("checks").GetProperty("storage").GetProperty("detail").GetString()!.ShouldStartWith("Nothing can be stored");
        (await anybody.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
