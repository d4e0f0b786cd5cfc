using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Attribution.Tests.Browser;

/// <summary>What an admin does with a file of the past, in a real browser against the real process.</summary>
[Collection(ChromiumGroup.Owners)]
public sealed class ImportTests(Chromium chromium)
{
    [Fact]
    public async Task An_admin_uploads_a_file_looks_what_it_comes_to_and_imports_it()
    {
        await using var app = await OwnStore.Start();
        await using var admin = await chromium.NewPage();
        var page = admin.Page;
        await page.LogIn(app);
        await page.GotoAsync(app.Address + "/settings/imports");
        await Expect(page.GetByText("Nothing imported yet")).ToBeVisibleAsync();
        await Expect(page.Locator("#import-file")).ToBeEnabledAsync();

        await page.Locator("#import-file").SetInputFilesAsync(new FilePayload { Name = "calls.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(FileOf(30)) });

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What the columns become" })).ToBeVisibleAsync();
        await Expect(page.GetByText("1 of 4 columns are left out")).ToBeVisibleAsync();
        await page.GetByLabel("Caller becomes").SelectOptionAsync("userId");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the dry run" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Import 30 lines" }).ClickAsync();

        await Expect(page.Locator(".pill", new() { HasText = "Done" })).ToBeVisibleAsync();
        await Expect(page.GetByText("smoke_signal")).ToBeVisibleAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Refused lines" }).ClickAsync());
        (await File.ReadAllTextAsync((await download.PathAsync())!)).ShouldContain("32,type,\"There is no touch type 'smoke_signal'.");
        await page.GetByRole(AriaRole.Link, new() { Name = "All imports" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "calls.csv" })).ToBeVisibleAsync();
        admin.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_way_up_works_by_keyboard_and_a_file_that_is_no_text_is_told()
    {
        await using var app = await OwnStore.Start();
        await using var admin = await chromium.NewPage();
        var page = admin.Page;
        await page.LogIn(app);

        // Listening from before the page is there: a browser told to catch the dialog while the key is pressed may be too late.
        var chosen = new TaskCompletionSource<IFileChooser>(TaskCreationOptions.RunContinuationsAsynchronously);
        page.FileChooser += (_, chooser) => chosen.TrySetResult(chooser);
        await page.GotoAsync(app.Address + "/settings/imports");
        await Expect(page.Locator("#import-file")).ToBeEnabledAsync();

        await page.Locator("#import-file").FocusAsync();
        await Expect(page.Locator("#import-file")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await (await chosen.Task.WaitAsync(TimeSpan.FromSeconds(30))).SetFilesAsync(new FilePayload { Name = "book.xlsx", MimeType = "text/csv", Buffer = "PK\u0003\u0004"u8.ToArray() });

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("It is a workbook or an archive.");
    }

    private static string FileOf(int calls)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var lines = Enumerable.Range(0, calls).Select(i => $"{now.AddDays(-5).AddMinutes(i):yyyy-MM-dd HH:mm:ss},phone_call,Spring,caller-{i}");
        return $"time,type,campaign,Caller\n{string.Join('\n', lines)}\n{now:yyyy-MM-dd},smoke_signal,Spring,x\n";
    }
}
