using System.Net.Http.Headers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Attribution.Tests.Browser;

/// <summary>A store that opens by itself at the first start of the process: its owner, its keys, and the ways in.</summary>
internal static class OwnStore
{
    public const string Email = "owner@shop.example";
    public const string Password = "walks-in-the-rain";
    public const string PublicKey = "pk_watchedByTheBrowser01";
    public const string SecretKey = "sk_endToEndTestsOwnSecretKey0123456789abcdef";

    private static readonly string[] Arguments =
    [
        $"--Setup:AdminEmail={Email}", $"--Setup:AdminPassword={Password}", "--Setup:Store:Name=Shop", "--Setup:Store:Key=shop",
        "--Setup:Store:Domains:0=shop.example", "--Setup:Store:Domains:1=localhost", "--Setup:Store:TimeZone=Europe/Berlin", "--Setup:Store:Currency=EUR",
        $"--Setup:Store:PublicKey={PublicKey}", $"--Setup:Store:SecretKey={SecretKey}",
    ];

    /// <summary>Starts a server that opens the store.</summary>
    public static Task<AppProcess> Start(params string[] more) => AppProcess.Start([.. Arguments, .. more]);

    /// <summary>The shop's own server, as a caller of the API.</summary>
    public static HttpClient Server(this AppProcess app, string secretKey = SecretKey) =>
        new() { BaseAddress = new Uri(app.Address), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", secretKey) } };

    /// <summary>Logs the owner in by the form, and waits for the first page behind it.</summary>
    public static async Task LogIn(this IPage page, AppProcess app)
    {
        await page.GotoAsync(app.Address + "/account/login");
        await page.GetByLabel("E-mail").FillAsync(Email);
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Overview");
    }
}
