using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Attribution.Domain.Channels.Hygiene;
using Attribution.Tests.Accounts;
using Attribution.Web.Links;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Links;

public class LinkTests
{
    [Fact]
    public async Task Dirty_links_are_found_by_touches_with_their_fix()
    {
        await using var app = await TestApp.Start();
        await Send(app, "utm_source=newsletter&utm_medium=email", 20);
        await Send(app, "utm_source=newsletter&utm_medium=emial", 3);
        await Send(app, "utm_source=acme&utm_medium=booklet", 5);
        await Send(app, "utm_source=home&utm_medium=banner", 4, "https://shop.example/");

        var check = await (await app.Server().GetAsync("/api/links/check")).Json();

        check.GetProperty("taggedTouches").GetInt64().ShouldBe(32);
        check.GetProperty("findings").EnumerateArray().Select(Short).ShouldBe(
            ["unknown_medium utm_medium booklet  5", "internal_link  home / banner / –  4", "misspelt utm_medium emial email 3"]);
    }

    [Fact]
    public async Task A_range_without_touches_has_no_findings()
    {
        await using var app = await TestApp.Start();
        await Send(app, "utm_source=acme&utm_medium=booklet", 1);

        var check = await (await app.Server().GetAsync("/api/links/check?startDate=2020-01-01&endDate=2020-01-31")).Json();

        check.GetProperty("findings").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task What_a_tag_told_of_a_person_is_found_and_not_shown()
    {
        await using var app = await TestApp.Start();
        await Send(app, "utm_source=crm&utm_medium=email&utm_content=jane%40mail.example", 2);

        var answer = await app.Server().GetStringAsync("/api/links/check");

        answer.ShouldContain("personal_data");
        answer.ShouldNotContain("jane");
    }

    [Fact]
    public async Task Csv_is_to_be_had_and_never_starts_a_formula()
    {
        await using var app = await TestApp.Start();
        await Send(app, "utm_source=acme&utm_medium=%3D1%2B1", 1);
        using var client = app.Server();
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/csv"));

        var lines = (await client.GetStringAsync("/api/links/check")).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

        lines[0].ShouldBe("kind,field,value,fix,touches,campaigns,pages");
        lines[1].ShouldStartWith("unknown_medium,utm_medium,'=1");
    }

    [Theory]
    [InlineData("startDate=01.02.2026", "startDate")]
    [InlineData("startDate=2026-02-02&endDate=2026-02-01", "endDate")]
    [InlineData("startDate=2020-02-02&endDate=2026-02-01", "endDate")]
    public async Task A_range_that_is_none_is_refused_by_field(string query, string field)
    {
        await using var app = await TestApp.Start();

        var answer = await app.Server().GetAsync($"/api/links/check?{query}");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Errors()).Keys.ShouldBe([field]);
    }

    [Fact]
    public async Task A_link_is_built_by_the_convention_and_told_its_channel()
    {
        await using var app = await TestApp.Start();

        var link = await (await app.Server().GetAsync("/api/links/build?url=https://shop.example/sale&source=Newsletter&medium=email&campaign=Spring%20Sale")).Json();

        link.GetProperty("url").GetString().ShouldBe("https://shop.example/sale?utm_source=newsletter&utm_medium=email&utm_campaign=spring-sale");
        (link.GetProperty("channel").GetString(), link.GetProperty("reason").GetString()).ShouldBe(("email", "medium_kind"));
        link.GetProperty("corrections").GetProperty("campaign").GetString().ShouldBe("Written as spring-sale.");
    }

    [Fact]
    public async Task An_admin_sets_the_convention_and_it_is_written_down()
    {
        await using var app = await TestApp.Start();
        var admin = (await app.AddUser("links@shop.example", "admin")).In(app.Shop);
        var convention = new NamingConvention(true, '_', ["email", "paid_social"]);

        (await app.Services.GetRequiredService<LinkCommands>().SetConvention(admin, convention, default)).IsDone.ShouldBeTrue();

        var answer = await app.Server().GetAsync("/api/links/build?url=shop.example&source=a%20b&medium=emial");
        (await answer.Errors())["medium"].Single().ShouldContain("Did you mean email?");
        (await app.Read(db => db.Audit.CountAsync(entry => entry.What == "store.link_convention"))).ShouldBe(1);
    }

    [Theory]
    [InlineData("email|E-Mail")]
    [InlineData("two words")]
    [InlineData("!!")]
    public async Task A_list_of_mediums_that_cannot_hold_is_refused_at_its_field(string mediums)
    {
        await using var app = await TestApp.Start();
        var admin = (await app.AddUser("links@shop.example", "admin")).In(app.Shop);

        var outcome = await app.Services.GetRequiredService<LinkCommands>().SetConvention(admin, NamingConvention.Default with { Mediums = mediums.Split('|') }, default);

        outcome.Errors.Keys.ShouldBe(["Mediums"]);
    }

    [Theory]
    [InlineData("analyst", HttpStatusCode.OK)]
    [InlineData("viewer", HttpStatusCode.Forbidden)]
    public async Task Links_are_for_analysts_and_admins(string role, HttpStatusCode status)
    {
        await using var app = await TestApp.Start();
        using var client = await app.SignedIn($"{role}@shop.example", role);

        (await client.GetAsync("/api/links/check")).StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task The_page_shows_findings_the_builder_and_the_convention()
    {
        await using var app = await TestApp.Start();
        await Send(app, "utm_source=acme&utm_medium=booklet", 5);
        using var client = await app.SignedIn("analyst@shop.example", "analyst");

        var page = await client.GetStringAsync("/settings/links");

        page.ShouldContain("1 finding among 5 touches");
        page.ShouldContain("Unknown medium");
        page.ShouldContain("Build a link");
        page.ShouldContain("An admin of this store can change it.");
    }

    private static readonly string[] ShortFields = ["kind", "field", "value", "fix"];

    private static string Short(JsonElement finding) =>
        string.Join(' ', ShortFields.Select(name => finding.GetProperty(name).GetString()).Append($"{finding.GetProperty("touches").GetInt64()}"));

    private static async Task Send(TestApp app, string query, int times, string referrer = "")
    {
        var items = Enumerable.Range(0, times).Select(_ => new { kind = "touch", touchId = Guid.NewGuid(), url = $"https://shop.example/page?{query}", referrer, visitorId = $"v-{Guid.NewGuid():N}", consent = "granted" });
        (await app.Server().PostAsJsonAsync("/api/touches", new { items })).EnsureSuccessStatusCode();
    }
}
