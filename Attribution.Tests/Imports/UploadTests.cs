using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Attribution.Tests.Accounts;
using Attribution.Web.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Tests.Imports;

public class UploadTests
{
    private const string File = "occurredAt,type\n2026-06-01T08:00:00Z,chat\n";

    [Theory]
    [InlineData("", "text/csv", 400, "kind")]
    [InlineData("costs", "text/csv", 400, "kind")]
    [InlineData("touches&dryRun=maybe", "text/csv", 400, "dryRun")]
    [InlineData("touches&colour=red", "text/csv", 400, "colour")]
    [InlineData("touches", "application/json", 415, "")]
    [InlineData("touches", "application/zip", 415, "")]
    public async Task What_is_wrong_with_an_upload_is_told(string kind, string type, int status, string field)
    {
        await using var app = await TestApp.Start();

        var answer = await app.Send(kind, File, type: type);

        ((int)answer.StatusCode).ShouldBe(status);
        if (field.Length > 0)
        {
            (await answer.Errors()).Keys.ShouldBe([field]);
        }
    }

    [Fact]
    public async Task What_is_no_text_in_UTF8_is_refused_before_anything_is_kept()
    {
        await using var app = await TestApp.Start();

        (await app.Send("touches", "")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await app.Send("touches", File, encoding: Encoding.Unicode)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await app.Send("touches", "PK\u0003\u0004rest")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        (await app.Read(db => db.Imports.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_file_beyond_the_limit_is_refused_and_one_beyond_the_servers_own_is_taken()
    {
        await using var app = await TestApp.Start(configure: web => web.UseSetting("Imports:MaxBytes", "40000000"));

        (await app.Send("touches", File + new string('\n', 40_000_000))).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await app.Upload("touches", File + new string('\n', 35_000_000))).Counts("check").ShouldBe("1 new, 0 known, 0 ignored, 0 refused");
    }

    [Fact]
    public async Task Another_stores_import_is_not_there()
    {
        await using var app = await TestApp.Start();
        var other = await app.OpenStore("other");
        var import = await app.Upload("touches", File);
        using var stranger = app.Server(other);

        (await stranger.GetAsync(Uploads.PathOf(import))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.GetAsync(Uploads.PathOf(import) + "/refused")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        foreach (var verb in new[] { "start", "pause", "cancel" })
        {
            (await app.Act(import, verb, other)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        (await (await stranger.GetAsync("/api/imports")).Json()).GetProperty("items").GetArrayLength().ShouldBe(0);
        (await stranger.GetAsync(Uploads.PathOf(import)[..^2] + "xy")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Only_a_key_that_manages_may_upload()
    {
        await using var app = await TestApp.Start();
        using var reader = await app.SignedIn("ana@shop.example", Roles.Admin);

        (await reader.PostAsync("/api/imports?kind=touches", new StringContent(File, Encoding.UTF8, Uploads.Csv))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_page_takes_no_file_without_its_token_nor_from_who_is_no_admin()
    {
        await using var app = await TestApp.Start();
        using var admin = await app.SignedIn("ana@shop.example", Roles.Admin);
        using var viewer = await app.SignedIn("vic@shop.example", Roles.Viewer);

        (await Post(admin, "")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Post(viewer, "")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await app.Read(db => db.Imports.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Too_many_open_imports_are_refused()
    {
        await using var app = await TestApp.Start(configure: web => web.UseSetting("Imports:MaxOpen", "1"));
        await app.Upload("touches", File);

        (await app.Send("touches", File)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    private static async Task<HttpResponseMessage> Post(HttpClient client, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/settings/imports/upload?store=shop&kind=touches&name=x.csv")
        {
            Content = new StringContent(File, Encoding.UTF8, Uploads.Csv),
        };
        request.Headers.Add("RequestVerificationToken", token);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return await client.SendAsync(request);
    }
}
