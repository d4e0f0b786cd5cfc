using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Attribution.Tests.Browser;

/// <summary>An admin writes a channel rule by keyboard, sees what it would change, saves it, and the next touch follows it.</summary>
[Collection(ChromiumGroup.Owners)]
public sealed class ChannelRuleTests(Chromium chromium)
{
    private static readonly string[] InOrder = ["Two", "One", "Three"];

    [Fact]
    public async Task A_rule_is_written_by_keyboard_tried_saved_and_followed()
    {
        await using var app = await OwnStore.Start();
        using var server = app.Server();
        await Land(server, "anna", "pod-1");
        await server.PostAsJsonAsync("/api/conversions", new { orderId = "o-1", visitorId = "anna", value = 100.10, currency = "EUR" });
        await using var admin = await chromium.NewPage();
        var page = admin.Page;
        await Open(app, page);
        await AddPodcast(page);

        await Press(page, "Add a rule");
        await Expect(page.GetByLabel("Name", new() { Exact = true })).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Podcasts");
        await page.GetByLabel("Condition 1: compare").SelectOptionAsync("starts_with");
        await page.GetByLabel("Condition 1: value").FillAsync("pod");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Choose a channel.")).ToBeVisibleAsync();
        await page.GetByLabel("Then the channel is").SelectOptionAsync("podcast");
        await Press(page, "Add to the draft");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Save as version 1" })).ToBeDisabledAsync();
        await Press(page, "Try the draft");
        await Expect(page.GetByText("1 of 1 touches")).ToContainTextAsync("worth €100.10");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "What moves" }).GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("Podcast");
        await Press(page, "Save as version 1");
        await Expect(page.GetByText("in force", new() { Exact = true })).ToBeVisibleAsync();

        await Land(server, "ben", "pod-1");
        (await Channels(server)).ShouldBe(["other", "podcast"], ignoreOrder: true);
        await page.GetByLabel("Page's address").FillAsync("https://shop.example/?utm_source=pod-7");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "In force: version 1" })).ToContainTextAsync("Your rule “Podcasts” matched first");
        admin.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Rules_are_ordered_by_buttons_and_by_dragging_and_a_deleted_one_comes_back()
    {
        await using var app = await OwnStore.Start();
        using var server = app.Server();
        await server.PutAsJsonAsync("/api/channels/rules", new { rules = new[] { Rule("One", 10), Rule("Two", 20), Rule("Three", 30) } });
        await using var admin = await chromium.NewPage();
        var page = admin.Page;
        await Open(app, page);
        var rows = page.Locator(".rules > li");

        await page.GetByRole(AriaRole.Button, new() { Name = "Move Three up" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(rows.Nth(1)).ToContainTextAsync("Three");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Move Three up" })).ToBeFocusedAsync();
        await rows.Nth(2).Locator(".grip").DragToAsync(rows.Nth(0));
        await Expect(rows.Nth(0)).ToContainTextAsync("Two");
        await page.GetByLabel("More for One").ClickAsync();
        await rows.Filter(new() { HasText = "One" }).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(rows).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();

        await Expect(rows.Locator(".name")).ToContainTextAsync(InOrder);
        admin.Errors.ShouldBeEmpty();
    }

    private static object Rule(string name, int priority) => new
    {
        id = name.ToLowerInvariant(),
        name,
        priority,
        when = new[] { new { field = "source", op = "equals", value = name } },
        then = new { channel = "email" },
    };

    private static Task<HttpResponseMessage> Land(HttpClient server, string visitor, string source) =>
        server.PostAsJsonAsync("/api/touches", new { kind = "touch", url = $"https://shop.example/?utm_source={source}", visitorId = visitor, sessionId = $"s-{visitor}", consent = "granted" });

    // What a person's export says of both visitors.
    private static async Task<string[]> Channels(HttpClient server)
    {
        var channels = new List<string>();
        foreach (var visitor in new[] { "anna", "ben" })
        {
            var person = await server.GetFromJsonAsync<JsonElement>($"/api/privacy/person?visitorId={visitor}");
            channels.AddRange(person.GetProperty("touches").EnumerateArray().Select(touch => touch.GetProperty("channel").GetString()!));
        }

        return [.. channels];
    }

    // A channel of the store's own, named; its id follows.
    private static async Task AddPodcast(IPage page)
    {
        await Press(page, "Add a channel");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Podcast");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByLabel("Id", new() { Exact = true })).ToHaveValueAsync("podcast");
        await Press(page, "Add the channel");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Your own channels" }).First).ToContainTextAsync("Podcast");
    }

    private static async Task Press(IPage page, string button)
    {
        var found = page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true });
        await Expect(found).ToBeEnabledAsync();
        await found.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task Open(AppProcess app, IPage page)
    {
        await page.LogIn(app);
        await page.GotoAsync(app.Address + "/settings/channel-rules");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Add a rule" })).ToBeEnabledAsync();
    }
}
