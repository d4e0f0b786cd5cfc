using System.Net;
using Attribution.Web.Accounts;
using Attribution.Web.Storage.Tables;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Accounts;

public class SignInTests
{
    [Fact]
    public async Task The_right_password_leads_to_where_one_wanted_to_go()
    {
        await using var app = await TestApp.Start();
        await app.AddUser("ana@shop.example", "admin");

        var answer = await app.Client(cookies: true).LogIn("ana@shop.example", Visitors.Password, "?returnUrl=%2Fsettings%2Fkeys%3Fstore%3Dshop");

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        answer.Headers.Location!.OriginalString.ShouldEndWith("/settings/keys?store=shop");
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_of_other_sites()
    {
        await using var app = await TestApp.Start();
        await app.AddUser("ana@shop.example", "admin");

        var cookie = CookieOf(await app.Client(cookies: true).LogIn("ana@shop.example", Visitors.Password));

        cookie.ShouldStartWith("attribution.session=");
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        cookie.ShouldNotContain("secure");
    }

    [Fact]
    public async Task Over_https_the_cookies_are_secure_and_of_this_host_alone()
    {
        await using var app = await TestApp.Start(configure: web => web.UseSetting("Proxy:Trusted:0", "127.0.0.1").UseSetting("Proxy:Trusted:1", "::1"));
        using var client = app.Client();
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");

        var cookie = (await client.GetAsync("/account/login")).Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();

        cookie.ShouldStartWith("__Host-attribution.antiforgery=");
        cookie.ShouldContain("; secure");
        cookie.ShouldContain("path=/;");
    }

    [Fact]
    public async Task Over_https_a_cookie_without_the_prefix_is_not_read()
    {
        await using var app = await TestApp.Start(configure: web => web.UseSetting("Proxy:Trusted:0", "127.0.0.1").UseSetting("Proxy:Trusted:1", "::1"));
        await app.AddUser("ana@shop.example", "admin");
        var cookie = CookieOf(await app.Client(cookies: true).LogIn("ana@shop.example", Visitors.Password)).Split(';')[0];

        (await Get(app, "/settings", cookie)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Get(app, "/settings", cookie, "https")).StatusCode.ShouldBe(HttpStatusCode.Found);
        (await Get(app, "/settings", "__Host-" + cookie, "https")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Unknown_and_wrong_get_the_same_answer()
    {
        await using var app = await TestApp.Start();
        await app.AddUser("ana@shop.example", "admin");

        var wrong = await app.Client(cookies: true).LogIn("ana@shop.example", "not the password");
        var unknown = await app.Client(cookies: true).LogIn("nobody@shop.example", "not the password");

        (await unknown.Words()).ShouldBe(await wrong.Words());
        unknown.StatusCode.ShouldBe(wrong.StatusCode);
        (await wrong.Words()).ShouldContain("E-mail or password is wrong.");
    }

    [Fact]
    public async Task An_unknown_account_costs_a_hash_too()
    {
        var hasher = new CountingHasher();
        await using var app = await TestApp.Start(configure: web => web.ConfigureTestServices(services => services.AddSingleton<IPasswordHasher<AppUser>>(hasher)));
        await app.AddUser("ana@shop.example", "admin");

        await app.Client(cookies: true).LogIn("ana@shop.example", "not the password");
        hasher.Checks.ShouldBe(1);
        await app.Client(cookies: true).LogIn("nobody@shop.example", "not the password");
        hasher.Checks.ShouldBe(2);
    }

    [Fact]
    public async Task Guessing_is_slowed_down_for_the_guesser_alone()
    {
        await using var app = await TestApp.Start(configure: web => web.UseSetting("Proxy:Trusted:0", "127.0.0.1").UseSetting("Proxy:Trusted:1", "::1"));
        await app.AddUser("ana@shop.example", "admin");
        using var guesser = From(app, "198.51.100.7");
        for (var i = 0; i < SignInThrottle.TriesAnAccount; i++)
        {
            (await guesser.LogIn("ana@shop.example", "guess")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        var refused = await guesser.LogIn("ana@shop.example", Visitors.Password);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.ShouldBe(SignInThrottle.Window);
        (await From(app, "198.51.100.8").LogIn("ana@shop.example", Visitors.Password)).StatusCode.ShouldBe(HttpStatusCode.Found);
    }

    [Fact]
    public void One_address_cannot_go_through_many_accounts()
    {
        var throttle = new SignInThrottle(new StoppedClock(DateTimeOffset.UnixEpoch));
        var refused = Enumerable.Range(0, 100).Count(i => throttle.Take(IPAddress.Parse($"2001:db8::{i}"), $"user{i}") is not null);

        refused.ShouldBe(100 - SignInThrottle.TriesAnAddress);
    }

    [Fact]
    public async Task Logging_out_needs_the_forms_token()
    {
        await using var app = await TestApp.Start();
        using var client = await app.SignedIn("ana@shop.example", "admin");

        (await client.PostAsync("/account/logout", new FormUrlEncodedContent([]))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await client.GetAsync("/settings")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.PostForm("/account/logout", "")).StatusCode.ShouldBe(HttpStatusCode.Found);
        (await client.GetAsync("/settings")).StatusCode.ShouldBe(HttpStatusCode.Found);
    }

    [Fact]
    public async Task A_new_password_ends_other_sessions_within_a_minute()
    {
        await using var app = await TestApp.Start();
        using var here = await app.SignedIn("ana@shop.example", "admin");
        using var elsewhere = app.Client(cookies: true);
        await elsewhere.LogIn("ana@shop.example", Visitors.Password);

        await here.PostForm("/account/password", "password", ("Input.Current", Visitors.Password), ("Input.Next", "another four plain words"));
        app.Clock!.Now += CircuitIdentity.Interval + TimeSpan.FromSeconds(1);

        (await elsewhere.GetAsync("/settings")).StatusCode.ShouldBe(HttpStatusCode.Found);
        (await here.GetAsync("/settings")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_open_page_ends_with_its_user()
    {
        await using var app = await TestApp.Start();
        var id = await app.AddUser("ana@shop.example", "admin");
        await using var scope = app.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
        var user = (await users.FindByIdAsync(id))!;
        var principal = await scope.ServiceProvider.GetRequiredService<SignInManager<AppUser>>().CreateUserPrincipalAsync(user);
        using var circuit = ActivatorUtilities.CreateInstance<CircuitIdentity>(scope.ServiceProvider);

        (await circuit.IsStillValid(principal)).ShouldBeTrue();
        await users.UpdateSecurityStampAsync(user);
        (await circuit.IsStillValid(principal)).ShouldBeFalse();
    }

    private static string CookieOf(HttpResponseMessage answer) => answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.Contains("session", StringComparison.Ordinal));

    private static HttpClient From(TestApp app, string address)
    {
        var client = app.Client(cookies: true);
        client.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return client;
    }

    private static async Task<HttpResponseMessage> Get(TestApp app, string path, string cookie, string scheme = "http")
    {
        using var client = app.Client();
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", scheme);
        return await client.GetAsync(path);
    }

    private sealed class CountingHasher : PasswordHasher<AppUser>
    {
        public int Checks { get; private set; }

        public override PasswordVerificationResult VerifyHashedPassword(AppUser user, string hashedPassword, string providedPassword)
        {
            Checks++;
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
