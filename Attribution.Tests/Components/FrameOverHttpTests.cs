using System.Net;
using System.Text.RegularExpressions;
using Attribution.Web.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Attribution.Tests.Components;

public sealed partial class FrameOverHttpTests(FrameOverHttpTests.Site site) : IClassFixture<FrameOverHttpTests.Site>
{
    [Fact]
    public async Task A_page_that_is_not_there_is_a_404_with_a_page()
    {
        var answer = await site.CreateClient().GetAsync(new Uri("/nowhere", UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("There is no such page");
    }

    [Fact]
    public async Task Nothing_runs_inline_and_the_policy_forbids_it()
    {
        var answer = await site.CreateClient().GetAsync(new Uri("/nowhere", UriKind.Relative));
        var page = await answer.Content.ReadAsStringAsync();

        answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldContain("script-src 'self';");
        InlineScript().IsMatch(page).ShouldBeFalse();
        page.ShouldNotContain("<style");
    }

    [Fact]
    public async Task Every_script_and_style_of_a_page_is_served()
    {
        var client = site.CreateClient();
        var page = await (await client.GetAsync(new Uri("/nowhere", UriKind.Relative))).Content.ReadAsStringAsync();
        var files = Files().Matches(page).Select(match => match.Groups[1].Value).ToList();

        files.Count.ShouldBeGreaterThanOrEqualTo(6);
        foreach (var file in files)
        {
            var answer = await client.GetAsync(new Uri("/" + file.TrimStart('/'), UriKind.Relative));
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, file);
            (await answer.Content.ReadAsByteArrayAsync()).ShouldNotBeEmpty(file);
        }
    }

    [Fact]
    public void No_page_script_or_style_has_a_name_that_blocklists_stop()
    {
        var routes = typeof(App).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes(typeof(RouteAttribute), false)).Select(route => ((RouteAttribute)route).Template);
        var addresses = typeof(Urls).GetFields().Select(field => (string)field.GetRawConstantValue()!);
        var files = Directory.EnumerateFiles(site.WebRoot, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(site.WebRoot, file)).ToList();

        files.ShouldNotBeEmpty();
        routes.Concat(addresses).Concat(files).ShouldAllBe(name => !Blocked().IsMatch(name));
    }

    [GeneratedRegex("<script(?![^>]*\\bsrc=)")]
    private static partial Regex InlineScript();

    [GeneratedRegex("(?:src|href)=\"([^\"]+\\.(?:js|css|svg|woff2))\"")]
    private static partial Regex Files();

    [GeneratedRegex("analytics|stats|tracking|tracker|metrics|pixel|collect|beacon", RegexOptions.IgnoreCase)]
    private static partial Regex Blocked();

    public sealed class Site : WebApplicationFactory<App>
    {
        internal string WebRoot => Services.GetService(typeof(IWebHostEnvironment)) is IWebHostEnvironment environment ? environment.WebRootPath : "";

        protected override void ConfigureWebHost(IWebHostBuilder builder) => builder.UseEnvironment("Development");
    }
}
