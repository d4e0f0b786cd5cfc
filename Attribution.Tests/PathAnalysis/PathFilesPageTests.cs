using System.Net;
using Attribution.Tests.Accounts;
using Attribution.Web.Http;
using Attribution.Web.PathAnalysis;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.PathAnalysis;

public sealed class PathFilesPageTests : BunitContext
{
    private const string Small = "path,total_conversions,total_conversion_value,total_null\nC1 > C2 > C3,1,1000,0\nC1,0,0,1\nC2 > C3,0,0,1\n,2,5,0\n";

    private IRenderedComponent<PathFilesPage> Page()
    {
        Services.AddSingleton<PathDesk>();
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", true));
        return Render<PathFilesPage>();
    }

    private static void Drop(IRenderedComponent<PathFilesPage> page, string text) =>
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(text, "shop.csv"));

    private static string[] Row(IRenderedComponent<PathFilesPage> page, string channel) => [.. page.FindAll("tbody tr")
        .Single(row => row.Children[0].TextContent.Trim().Equals(channel, StringComparison.OrdinalIgnoreCase)).Children.Skip(1).Select(cell => cell.TextContent.Trim())];

    [Fact]
    public void A_dropped_file_shows_every_model_beside_the_others()
    {
        var page = Page();

        Drop(page, Small);

        page.WaitForAssertion(() => page.Find("tbody"), TimeSpan.FromSeconds(30));
        page.FindAll("thead th").Count.ShouldBe(15);
        Row(page, "C2").ShouldBe(["0.00", "0.00", "0.00", "0.33", "0.33", "0.20", "0.20", "0.20", "0.33", "0.40", "0.40", "0.33", "0.33", "0.40"]);
        Row(page, "Unattributed").ShouldAllBe(figure => figure == "2.00");
        page.Markup.ShouldContain("4 rows · 3 conversions · value 1,005 · 2 journeys without");
    }

    [Fact]
    public void Removal_effects_are_shown_for_chains_and_follow_the_nulls()
    {
        var page = Page();
        Drop(page, Small);
        page.WaitForAssertion(() => page.Find("tbody"), TimeSpan.FromSeconds(30));

        page.FindAll("button").Single(button => button.TextContent == "Removal effect").Click();
        Row(page, "C1")[0].ShouldStartWith("50.0");
        page.Find("input[type=checkbox]").Change(false);

        page.WaitForAssertion(() => Row(page, "C1")[0].ShouldStartWith("100.0"), TimeSpan.FromSeconds(30));
        page.FindAll("thead th").Count.ShouldBe(5);
    }

    [Fact]
    public void A_file_that_is_none_says_what_to_do()
    {
        var page = Page();

        Drop(page, "path,total_conversions\na,many\n");

        page.WaitForAssertion(() => page.Find("[role=alert]").TextContent.Trim().ShouldBe("Line 2: total_conversions is `many`, which is no number. Write it like 12 or 0.5."));
    }

    [Fact]
    public async Task It_is_for_whoever_is_signed_in()
    {
        await using var app = await TestApp.Start();
        using var client = await app.SignedIn("vic@shop.example", Roles.Viewer);

        var page = await client.GetStringAsync("/tools/paths");

        page.ShouldContain("nothing is stored");
        page.ShouldContain("aria-current=\"page\" title=\"Path files\"");
        (await app.Client().GetAsync("/tools/paths")).StatusCode.ShouldBe(HttpStatusCode.Found);
    }
}
