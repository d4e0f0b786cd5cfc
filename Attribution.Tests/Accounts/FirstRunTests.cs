using System.Net;
using Attribution.Web.Accounts;
using Attribution.Web.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Accounts;

public class FirstRunTests
{
    [Theory]
    [InlineData("/settings")]
    [InlineData("/costs")]
    [InlineData("/account/login")]
    public async Task While_nobody_has_an_account_every_page_leads_to_setup(string page)
    {
        await using var app = await TestApp.Start();

        var answer = await app.Client().GetAsync(page);

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        answer.Headers.Location!.OriginalString.ShouldEndWith("/setup");
    }

    [Fact]
    public async Task The_code_on_the_console_makes_the_first_admin_and_ends()
    {
        await using var app = await TestApp.Start();
        using var client = app.Client(cookies: true);

        var answer = await Create(client, CodeOf(app)!);

        answer.Headers.Location!.OriginalString.ShouldEndWith("/setup/store");
        (await app.Read(db => db.Members.SingleAsync())).Role.ShouldBe(Roles.Admin);
        CodeOf(app).ShouldBeNull();
        (await client.GetAsync("/settings")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_second_visitor_finds_nothing_to_set_up()
    {
        await using var app = await TestApp.Start();
        using var second = app.Client(cookies: true);
        var code = CodeOf(app)!;
        var open = await second.GetStringAsync("/setup");
        await Create(app.Client(cookies: true), code);

        (await app.Client().GetAsync("/setup")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PostOpened(second, open, code)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await app.Read(db => db.Users.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_wrong_code_makes_nothing_and_guessing_ends_soon()
    {
        await using var app = await TestApp.Start();
        using var client = app.Client(cookies: true);
        for (var i = 0; i < SignInThrottle.TriesAnAccount; i++)
        {
            (await (await Create(client, "WRON-GCOD")).Words()).ShouldContain("This is not the code");
        }

        (await (await Create(client, CodeOf(app)!)).Words()).ShouldContain("Too many tries");
        (await app.Read(db => db.Users.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Two_who_come_at_once_make_one_account()
    {
        await using var app = await TestApp.Start();
        var code = CodeOf(app)!;
        var clients = Enumerable.Range(0, 4).Select(_ => app.Client(cookies: true)).ToList();

        await Task.WhenAll(clients.Select((client, i) => Create(client, code, $"ana{i}@shop.example")));

        (await app.Read(db => db.Users.CountAsync())).ShouldBe(1);
    }

    private static string? CodeOf(TestApp app) => app.Services.GetRequiredService<FirstRun>().Code;

    private static Task<HttpResponseMessage> Create(HttpClient client, string code, string email = "ana@shop.example") =>
        client.PostForm("/setup", "first", ("Input.Code", code), ("Input.Email", email), ("Input.Password", Visitors.Password));

    private static async Task<HttpResponseMessage> PostOpened(HttpClient client, string page, string code)
    {
        var token = page.Split("__RequestVerificationToken\" value=\"")[1].Split('"')[0];
        using var content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "first",
            ["__RequestVerificationToken"] = token,
            ["Input.Code"] = code,
            ["Input.Email"] = "eve@shop.example",
            ["Input.Password"] = Visitors.Password,
        });
        return await client.PostAsync("/setup", content);
    }
}
