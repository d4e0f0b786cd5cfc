using System.Net;
using System.Text.RegularExpressions;
using Attribution.Web.Storage;
using Attribution.Web.Tracking;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Tracking;

public class AliasTests
{
    [Fact]
    public async Task An_installation_makes_an_alias_once_and_keeps_it()
    {
        await using var app = await TestApp.Start();
        var alias = app.Services.GetRequiredService<InstallationAlias>().Value;

        await app.Restart();

        Regex.IsMatch(alias, "^[a-z0-9]{6,10}$").ShouldBeTrue();
        app.Services.GetRequiredService<InstallationAlias>().Value.ShouldBe(alias);
    }

    [Fact]
    public async Task The_alias_does_what_the_stable_names_do()
    {
        await using var app = await TestApp.Start(configure: web => web.UseSetting("Tracking:Alias", "k3v9m2"));
        using var client = app.Client();

        var hit = await client.Raw($$"""{ "key": "{{app.Shop.PublicKey}}" }""", path: "/k3v9m2");
        var script = await client.GetAsync("/k3v9m2.js");
        var pixel = await client.GetAsync($"/k3v9m2.gif?k={app.Shop.PublicKey}");

        (await hit.Json()).Outcome().ShouldBe("created");
        (await script.Content.ReadAsByteArrayAsync()).ShouldBe(await client.GetByteArrayAsync("/attribution.js"));
        pixel.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("muchtoolong1")]
    [InlineData("UPPER12")]
    [InlineData("../../x")]
    public async Task An_alias_of_another_shape_ends_the_start(string alias)
    {
        await using var app = await TestApp.Start();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Tracking:Alias", alias)]).Build();
        var configured = new InstallationAlias(configuration, app.Services.GetRequiredService<InstallationSettings>());

        (await Should.ThrowAsync<StartRefusedException>(configured.Load(CancellationToken.None))).Message.ShouldContain("Tracking:Alias");
    }

    [Theory]
    [InlineData("/{alias}/orders", true)]
    [InlineData("/{alias}", true)]
    [InlineData("/elsewhere", false)]
    public async Task An_alias_that_is_a_page_of_the_app_ends_the_start(string route, bool refused)
    {
        await using var app = await TestApp.Start();
        var alias = app.Services.GetRequiredService<InstallationAlias>();
        var pattern = RoutePatternFactory.Parse(route.Replace("{alias}", alias.Value, StringComparison.Ordinal));
        var page = new RouteEndpoint(_ => Task.CompletedTask, pattern, 0, null, "A page");

        var failure = Record.Exception(() => TrackingStart.RefuseTakenAlias(alias.Value, [page]));

        (failure is StartRefusedException).ShouldBe(refused);
    }

    [Fact]
    public async Task A_pixel_is_a_hit_of_the_page_it_stands_in()
    {
        await using var app = await TestApp.Start();
        using var client = app.Client();
        client.DefaultRequestHeaders.Referrer = new Uri(Hits.Landing);

        var answer = await client.GetAsync($"/api/tracking/pixel.gif?k={app.Shop.PublicKey}");

        (await answer.Content.ReadAsByteArrayAsync()).Length.ShouldBe(43);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("image/gif");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await app.Read(db => db.Touches.SingleAsync())).Channel.ShouldBe("paid_search");
    }

    [Fact]
    public async Task A_pixel_without_a_known_key_is_refused()
    {
        await using var app = await TestApp.Start();

        (await app.Client().GetAsync("/api/tracking/pixel.gif?k=pk_unknownunknown")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await app.Client().GetAsync($"/api/tracking/pixel.gif?k={app.Shop.SecretKey}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
