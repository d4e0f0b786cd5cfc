using System.Net;
using Attribution.Web.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Http;

public class FaultTests
{
    [Theory]
    [InlineData("application/json", "application/problem+json")]
    [InlineData("text/html", "text/html")]
    public async Task A_fault_of_ours_is_told_with_a_reference_and_nothing_of_its_cause(string accept, string type)
    {
        await using var app = await TestApp.Start(configure: Failing);
        using var server = app.Server();
        server.DefaultRequestHeaders.Accept.ParseAdd(accept);

        var answer = await server.GetAsync("/api/stores/current");

        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        var body = await answer.Content.ReadAsStringAsync();
        body.ShouldContain("Reference");
        body.ShouldNotContain("the cause");
        body.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_fault_has_one_reference_wherever_it_is_told()
    {
        await using var app = await TestApp.Start(configure: Failing);
        using var server = app.Server();

        var problem = await (await server.GetAsync("/api/stores/current")).Json();

        problem.GetProperty("detail").GetString()!.ShouldContain(problem.GetProperty("instance").GetString()!);
    }

    private static void Failing(IWebHostBuilder web) =>
        web.ConfigureTestServices(services => services.AddSingleton<StoreAccess>(_ => throw new InvalidOperationException("the cause")));
}
