using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Attribution.Tests.Browser;

/// <summary>The page "Collecting" as somebody watches it.</summary>
[Collection(ChromiumGroup.Readers)]
public sealed class LiveTests(Chromium chromium)
{
    [Fact]
    public async Task A_hit_appears_by_itself_a_refused_one_with_its_reason_and_a_pause_holds_the_list()
    {
        await using var app = await OwnStore.Start();
        await using var analyst = await chromium.NewPage();
        var page = analyst.Page;
        await Open(app, page);
        await Expect(page.GetByText("Nothing arrives yet")).ToBeVisibleAsync();

        var watch = page.WaitForFunctionAsync("() => document.querySelector('.hits')?.innerText.includes('/shoes')");
        await Send(app, new { url = "https://shop.example/shoes?gclid=1" }, "https://shop.example");
        await watch;
        await Send(app, new { url = "https://stranger.example/" }, "https://stranger.example");
        await Expect(Row(page, "stranger.example")).ToContainTextAsync("Page not listed");

        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Expect(page.GetByText("Paused")).ToBeVisibleAsync();
        await Send(app, new { url = "https://shop.example/later?gclid=2" }, "https://shop.example");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "1 new hit" })).ToBeVisibleAsync();
        await Expect(Row(page, "/later")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Expect(Row(page, "/later")).ToBeVisibleAsync();
        analyst.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_filter_lists_one_outcome_a_line_opens_by_keyboard_and_an_address_can_be_tried()
    {
        await using var app = await OwnStore.Start();
        await using var analyst = await chromium.NewPage();
        var page = analyst.Page;
        await Open(app, page);
        await Send(app, new { url = "https://shop.example/shoes?gclid=1" }, "https://shop.example");
        await Send(app, new { url = "https://stranger.example/" }, "https://stranger.example");
        await Expect(Row(page, "/shoes")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Refused" }).ClickAsync();
        await Expect(Row(page, "/shoes")).ToHaveCountAsync(0);
        await page.Locator(".hits .when").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".hit-detail")).ToContainTextAsync("What to do: Is the site yours?");

        await page.GetByLabel("Page's address").FillAsync("https://shop.example/?utm_source=newsletter&utm_medium=email");
        await page.GetByRole(AriaRole.Button, new() { Name = "Try it" }).ClickAsync();
        await Expect(page.Locator(".try-answer")).ToContainTextAsync("utm_medium names the kind of traffic");
        await Expect(page.Locator(".try-answer")).ToContainTextAsync("newsletter / email");
        analyst.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Markup_in_whatever_is_sent_stays_text_and_a_busy_list_costs_little()
    {
        await using var app = await OwnStore.Start("--Tracking:Limits:AddressPerMinute=100000");
        await using var analyst = await chromium.NewPage();
        var page = analyst.Page;
        var (largest, dialogs) = (0, 0);
        page.Dialog += (_, dialog) => { dialogs++; _ = dialog.DismissAsync(); };
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => largest = Math.Max(largest, frame.Binary?.Length ?? frame.Text?.Length ?? 0);
        await Open(app, page);
        await Expect(page.GetByText("Nothing arrives yet")).ToBeVisibleAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('.beat')");
        const string Markup = "<img src=x onerror=alert(1)>";
        await Send(app, new { url = $"https://shop.example/{Markup}?utm_source={Markup}", utm = new { campaign = "<script>alert(2)</script>" } }, "https://shop.example");
        await Expect(Row(page, "<script>alert(2)</script>")).ToBeVisibleAsync();
        largest = 0; // what a page costs to open is another matter

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Send(app, new { url = $"https://shop.example/a-page-with-a-long-name-{i}?utm_source=source-{i}&utm_medium=cpc&utm_campaign=campaign-{i}", visitorId = $"v{i}" }, "https://shop.example")));
        await Expect(page.GetByText("of 201 in the last 30 minutes")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await page.GetByRole(AriaRole.Link, new() { Name = "Touches" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("show=touch"));

        dialogs.ShouldBe(0);
        (await page.Locator("img[src=x]").CountAsync()).ShouldBe(0);
        largest.ShouldBeInRange(1, 30_000);
        analyst.Errors.ShouldBeEmpty();
    }

    private static async Task Open(AppProcess app, IPage page)
    {
        await page.LogIn(app);
        var live = page.WaitForWebSocketAsync();
        await page.GotoAsync(app.Address + "/live");
        await live;
        await Expect(page.Locator("h1")).ToHaveTextAsync("Collecting");
    }

    private static async Task Send(AppProcess app, object hit, string origin)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, app.Address + "/api/tracking/marketing-touch");
        var body = JsonSerializer.SerializeToNode(hit)!.AsObject();
        body["key"] = OwnStore.PublicKey;
        request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "text/plain");
        request.Headers.Add("Origin", origin);
        await client.SendAsync(request);
    }

    private static ILocator Row(IPage page, string text) => page.Locator(".hits tbody tr:not(.detail)").Filter(new() { HasText = text });
}
