using System.Net;
using Attribution.Tests.Accounts;
using Attribution.Web.Http;
using Microsoft.AspNetCore.Hosting;

namespace Attribution.Tests.Http;

public class ProxyTests
{
    [Theory]
    [InlineData("shop.example", true)]
    [InlineData("evil.example", false)]
    public async Task A_proxy_names_only_hosts_that_are_allowed(string host, bool believed)
    {
        await using var app = await TestApp.Start(configure: web => web
            .UseSetting("AllowedHosts", "localhost;127.0.0.1;shop.example")
            .UseSetting("Proxy:Trusted:0", "127.0.0.0/8")
            .UseSetting("Proxy:Trusted:1", "::1"));
        await app.AddUser("ana@shop.example", Roles.Viewer);
        using var client = app.Client();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        client.DefaultRequestHeaders.Add("X-Forwarded-Host", host);

        var answer = await client.GetAsync("/");

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        answer.Headers.Location!.OriginalString.Contains(host, StringComparison.Ordinal).ShouldBe(believed);
    }
}
