using System.Net;
using System.Net.Http.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Attribution.Tests.Browser;

/// <summary>An admin answers somebody who asks what is stored, and wants it gone.</summary>
[Collection(ChromiumGroup.Owners)]
public sealed class PrivacyTests(Chromium chromium)
{
    [Fact]
    public async Task An_admin_finds_a_person_and_erases_them_by_typing_who()
    {
        await using var app = await OwnStore.Start();
        using var server = app.Server();
        await server.PostAsJsonAsync("/api/touches", new { kind = "touch", url = "http://localhost/?gclid=abc", visitorId = "phone", userId = "user-42", consent = "granted" });
        await using var owner = await chromium.NewPage();
        var page = owner.Page;
        await Open(app, page);

        await page.GetByLabel("Your shop's id of the user").FillAsync("user-42");
        await page.GetByRole(AriaRole.Button, new() { Name = "Find" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Export as JSON" })).ToHaveAttributeAsync("href", "/api/privacy/person?store=shop&userId=user-42");
        await page.GetByRole(AriaRole.Button, new() { Name = "Erase…" }).ClickAsync();
        await page.GetByLabel("Reason").FillAsync("asked by letter");
        await page.GetByLabel("Type user-42 to confirm").FillAsync("user-4");
        await page.GetByRole(AriaRole.Button, new() { Name = "Erase for good" }).ClickAsync();
        await Expect(page.GetByText("This is not what you looked for")).ToBeVisibleAsync();
        await page.GetByLabel("Type user-42 to confirm").FillAsync("user-42");
        await page.GetByRole(AriaRole.Button, new() { Name = "Erase for good" }).ClickAsync();

        await Expect(page.GetByText("it is a new visitor from now on")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Past erasures" }).First).ToContainTextAsync("asked by letter");
        (await server.GetAsync(new Uri("/api/privacy/person?userId=user-42", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        owner.Errors.ShouldBeEmpty();
    }

    private static async Task Open(AppProcess app, IPage page)
    {
        await page.LogIn(app);
        await page.GotoAsync(app.Address + "/settings/privacy");
        await Expect(page.GetByText("How long rows are kept")).ToBeVisibleAsync();
        await page.WaitForFunctionAsync(ChooseOrder, null, new() { PollingInterval = 200 });
        await page.GetByLabel("Find by").SelectOptionAsync("user");
    }

    // The circuit answers a choice by another label: from then on the page listens.
    private const string ChooseOrder =
        """
        () => {
          const choice = document.querySelector('.find select');
          choice.value = 'order';
          choice.dispatchEvent(new Event('change', { bubbles: true }));
          return document.body.innerText.includes('Id of one of their orders');
        }
        """;
}
