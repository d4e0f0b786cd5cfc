using System.Net;
using Attribution.Web.Accounts;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Microsoft.Extensions.Configuration;

namespace Attribution.Tests.Accounts;

public class DemoTests
{
    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://*:5080")]
    [InlineData("http://[::]:5080")]
    [InlineData("http://shop.example:5080")]
    [InlineData("http://localhost:5080;http://192.168.1.4:5080")]
    public void The_demo_does_not_listen_where_others_reach_it(string urls)
    {
        Should.Throw<StartRefusedException>(() => DemoMode.RefuseToListenWidely(With(("Demo", "true"), ("Urls", urls))));
        Should.NotThrow(() => DemoMode.RefuseToListenWidely(With(("Demo", "true"), ("Demo:Public", "true"), ("Urls", urls))));
        Should.NotThrow(() => DemoMode.RefuseToListenWidely(With(("Urls", urls))));
    }

    [Theory]
    [InlineData("http://localhost:5080")]
    [InlineData("http://127.0.0.1:5080;http://[::1]:5080")]
    public void On_this_machine_it_may(string urls) => Should.NotThrow(() => DemoMode.RefuseToListenWidely(With(("Demo", "true"), ("Urls", urls))));

    [Fact]
    public async Task Without_the_demo_nobody_is_let_in_without_a_password()
    {
        await using var app = await TestApp.Start();
        await app.AddUser("ana@shop.example", "admin");
        await DemoAccount.Ensure(app.Services, app.Shop.Id, CancellationToken.None);
        using var client = app.Client(cookies: true);

        (await client.PostForm("/account/login", "", [])).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PostDemo(client)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.GetStringAsync("/account/login")).ShouldNotContain("Look around the demo");
    }

    [Fact]
    public async Task The_analyst_of_the_demo_is_made_once()
    {
        await using var app = await TestApp.Start();

        await DemoAccount.Ensure(app.Services, app.Shop.Id, CancellationToken.None);
        await DemoAccount.Ensure(app.Services, app.Shop.Id, CancellationToken.None);

        (await app.Read(db => Task.FromResult(db.Members.Single().Role))).ShouldBe(Roles.Analyst);
    }

    private static async Task<HttpResponseMessage> PostDemo(HttpClient client)
    {
        var token = (await client.GetStringAsync("/account/login")).Split("__RequestVerificationToken\" value=\"")[1].Split('"')[0];
        using var content = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token });
        return await client.PostAsync("/account/demo", content);
    }

    private static IConfiguration With(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value)).Build();
}
