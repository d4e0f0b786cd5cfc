using Attribution.Tests.Accounts;
using Attribution.Web.Admin.Users;
using Attribution.Web.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Attribution.Tests.Browser;

/// <summary>Whoever came in by a password that somebody else chose sees whole pages on the way to one of their own.</summary>
[Collection(ChromiumGroup.Owners)]
public sealed class FirstPasswordTests(Chromium chromium)
{
    private const string Bob = "bob@shop.example";

    [Fact]
    public async Task A_page_that_refuses_who_must_choose_a_password_first_runs_without_a_fault()
    {
        await using var app = await TestApp.Start(ownClock: false);
        await using var visitor = await chromium.NewPage();
        var page = visitor.Page;
        await Enter(app, page);

        await page.GotoAsync(app.Address + "account/denied", new() { WaitUntil = WaitUntilState.NetworkIdle });
        await Expect(page.Locator("h1")).ToHaveTextAsync("Not for your role");
        await page.GetByRole(AriaRole.Link, new() { Name = "To the overview" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(app.Address + "account/password");
        visitor.Errors.ShouldBeEmpty();
    }

    private static async Task Enter(TestApp app, IPage page)
    {
        using var scope = app.Services.CreateScope();
        var ana = (await app.AddUser("ana@shop.example", Roles.Admin)).In(app.Shop);
        var invited = (await scope.ServiceProvider.GetRequiredService<UserCommands>().Invite(ana, Bob, Roles.Viewer, default)).Value!;
        await page.GotoAsync(app.Address + "account/login");
        await page.GetByLabel("E-mail").FillAsync(Bob);
        await page.GetByLabel("Password").FillAsync(invited.OneTimePassword!);
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(app.Address + "account/password");
    }
}
