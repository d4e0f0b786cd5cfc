using System.Net.Http.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Attribution.Tests.Browser;

/// <summary>An admin makes a model of the store's own, sees what it would move, saves it, changes it, and takes the first version back.</summary>
[Collection(ChromiumGroup.Owners)]
public sealed class ModelTests(Chromium chromium)
{
    [Fact]
    public async Task A_model_of_ones_own_is_drafted_previewed_saved_and_restored()
    {
        await using var app = await OwnStore.Start();
        await Sell(app);
        await using var admin = await chromium.NewPage();
        var page = admin.Page;
        await page.LogIn(app);
        await page.GotoAsync(app.Address + "/settings/models");

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Make a model of your own" })).ToHaveAttributeAsync("href", "/settings/models/custom");
        await page.GotoAsync(app.Address + "/settings/models/custom");
        await AddRule(page, "email", "1e999");
        await Expect(page.GetByText("Enter a number.")).ToBeVisibleAsync();
        await Expect(Button(page, "Save as version 1")).ToBeDisabledAsync();
        await Type(page, "3");
        await Expect(page.GetByText("€25.00 of €100.00 would be another channel’s")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "All channels" })).ToContainTextAsync("€0.00");
        await Press(page, "Save as version 1");
        await Expect(page.GetByText("in force", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = 20_000 });

        await Type(page, "1");
        await Press(page, "Save as version 2");
        await Expect(page.GetByText("Channel is Email: × 3 became × 1.")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Restore as a draft" }).ClickAsync();
        await Expect(page.GetByLabel("Rule 1: how many times it counts")).ToHaveValueAsync("3");
        await Press(page, "Save as version 3");
        await Expect(page.Locator(".versions > li")).ToHaveCountAsync(3);

        await Press(page, "Archive");
        await Expect(Button(page, "Activate")).ToBeVisibleAsync();
        admin.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_on_the_pages_of_models_stands_in_an_admins_way_by_day_or_night_wide_or_narrow()
    {
        await using var app = await OwnStore.Start();
        await using var admin = await chromium.NewPage();
        var page = admin.Page;
        await page.LogIn(app);

        foreach (var (scheme, width) in new[] { (ColorScheme.Light, 1440), (ColorScheme.Dark, 390) })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.SetViewportSizeAsync(width, 900);
            foreach (var path in new[] { "/settings/models", "/settings/models/time_decay", "/settings/models/custom", "/account/denied" })
            {
                await page.GotoAsync(app.Address + path);
                await page.Started();
                (await page.Faults()).ShouldBeEmpty($"{path}, {width} px");
                (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBe(width, path);
            }
        }

        admin.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_saves_a_model_after_another_did_is_told_and_nothing_is_lost()
    {
        await using var app = await OwnStore.Start();
        await using var one = await chromium.NewPage();
        await using var other = await chromium.NewPage();
        await Draft(app, one.Page, "0.5", "0.3");
        await Draft(app, other.Page, "0.3", "0.5");

        await Press(one.Page, "Save as version 2");
        await Expect(one.Page.Locator(".versions > li")).ToHaveCountAsync(2, new() { Timeout = 20_000 });
        await Press(other.Page, "Save as version 2");

        await ShouldTell(other.Page, 2, ["First: 0.4 became 0.5.", "Last: 0.4 became 0.3."], ["First: 0.5 would become 0.3.", "Last: 0.3 would become 0.5."]);
        await Expect(other.Page.Locator(".versions > li").First).ToContainTextAsync("First: 0.4 became 0.5.");
        await Expect(other.Page.GetByLabel("First", new() { Exact = true })).ToHaveValueAsync("0.3");
        (await other.Page.Faults()).ShouldBeEmpty();
        (one.Errors.Count, other.Errors.Count).ShouldBe((0, 0));
    }

    [Fact]
    public async Task A_draft_is_saved_on_top_of_anothers_version_once_it_was_seen_and_not_over_a_third_ones()
    {
        await using var app = await OwnStore.Start();
        await using var admin = await chromium.NewPage();
        var page = admin.Page;
        await Draft(app, page, "0.3", "0.5");
        await Set(app, new { parameters = new { first = 0.5, middle = 0.2, last = 0.3 } });
        await Press(page, "Save as version 2");
        await ShouldTell(page, 2, ["First: 0.4 became 0.5.", "Last: 0.4 became 0.3."], ["First: 0.5 would become 0.3.", "Last: 0.3 would become 0.5."]);

        await Set(app, new { parameters = new { first = 0.3, middle = 0.3, last = 0.4 } });
        await Press(page, "Save mine on top of version 2");
        await ShouldTell(page, 3, ["First: 0.4 became 0.3.", "Middle: 0.2 became 0.3."], ["Middle: 0.3 would become 0.2. This takes back what was changed; you had left it alone.", "Last: 0.4 would become 0.5."]);
        await Press(page, "Save mine on top of version 3");

        await Expect(page.Locator(".versions > li").First).ToContainTextAsync("Version 4");
        await Expect(page.Locator(".conflict")).ToHaveCountAsync(0);
        await Expect(page.Locator(".draft")).ToBeFocusedAsync();
        await Expect(page.GetByLabel("Last", new() { Exact = true })).ToHaveValueAsync("0.5");
        admin.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_draft_is_given_up_for_anothers_version()
    {
        await using var app = await OwnStore.Start();
        await using var admin = await chromium.NewPage();
        var page = admin.Page;
        await Draft(app, page, "0.3", "0.5");
        await Set(app, new { parameters = new { first = 0.5, middle = 0.2, last = 0.3 }, note = "Finding matters more" });
        await Press(page, "Save as version 2");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Finding matters more");

        await Press(page, "Discard mine and load version 2");

        await Expect(page.GetByLabel("First", new() { Exact = true })).ToHaveValueAsync("0.5");
        await Expect(page.Locator(".conflict")).ToHaveCountAsync(0);
        await Expect(page.Locator(".draft")).ToBeFocusedAsync();
        await Expect(page.Locator(".versions > li")).ToHaveCountAsync(2);
        await Expect(Button(page, "Save as version 3")).ToBeDisabledAsync();
        admin.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_rule_that_is_not_filled_in_is_not_saved()
    {
        await using var app = await OwnStore.Start();
        await Sell(app);
        await using var admin = await chromium.NewPage();
        var page = admin.Page;
        await page.LogIn(app);
        await page.GotoAsync(app.Address + "/settings/models/custom");
        await Expect(page.GetByLabel("Base")).ToBeEnabledAsync(Patient);
        await page.GetByLabel("Base").SelectOptionAsync("first_touch");
        await Expect(Button(page, "Save as version 1")).ToBeEnabledAsync(Patient);

        await Press(page, "Add a rule");
        await page.GetByLabel("Rule 1: channel").SelectOptionAsync("email");

        await Expect(Button(page, "Save as version 1")).ToBeDisabledAsync();
        await Expect(page.GetByText("Complete the draft to see what it would move.")).ToBeVisibleAsync();
    }

    // A preview, and a page that comes to life, wait for their turn on a busy machine.
    private static LocatorAssertionsToBeEnabledOptions Patient => new() { Timeout = 20_000 };

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    // Opens the position-based model and sets its first and last share.
    private static async Task Draft(AppProcess app, IPage page, string first, string last)
    {
        await page.LogIn(app);
        await page.GotoAsync(app.Address + "/settings/models/position_based");
        await Expect(page.GetByLabel("First", new() { Exact = true })).ToBeEnabledAsync(Patient);
        await page.GetByLabel("First", new() { Exact = true }).FillAsync(first);
        await page.GetByLabel("Last", new() { Exact = true }).FillAsync(last);
        await page.Keyboard.PressAsync("Tab");
    }

    // The notice that stands instead of a save, what others changed and what the draft would change.
    private static async Task ShouldTell(IPage page, int version, string[] theirs, string[] mine)
    {
        var notice = page.GetByRole(AriaRole.Alert).Filter(new() { HasText = $"saved version {version} on" });
        await Expect(notice).ToBeFocusedAsync(new() { Timeout = 20_000 });
        await Expect(notice.Locator("section").First.GetByRole(AriaRole.Listitem)).ToHaveTextAsync(theirs);
        await Expect(notice.Locator("section").Last.GetByRole(AriaRole.Listitem)).ToHaveTextAsync(mine);
    }

    // Another admin's program saves the position-based model.
    private static async Task Set(AppProcess app, object model)
    {
        using var server = app.Server();
        (await server.PutAsJsonAsync("/api/models/position_based", model)).IsSuccessStatusCode.ShouldBeTrue();
    }

    private static async Task AddRule(IPage page, string channel, string factor)
    {
        await Press(page, "Add a rule");
        await page.GetByLabel("Rule 1: channel").SelectOptionAsync(channel);
        await Type(page, factor);
    }

    private static async Task Type(IPage page, string factor)
    {
        await page.GetByLabel("Rule 1: how many times it counts").FillAsync(factor);
        await page.Keyboard.PressAsync("Tab");
    }

    private static async Task Press(IPage page, string button)
    {
        await Expect(Button(page, button)).ToBeEnabledAsync(Patient);
        await Button(page, button).ClickAsync();
    }

    // An order of €100 that came by mail and then by search.
    private static async Task Sell(AppProcess app)
    {
        using var server = app.Server();
        foreach (var (session, query) in new[] { ("s-1", "utm_source=newsletter&utm_medium=email"), ("s-2", "utm_source=google&utm_medium=cpc") })
        {
            await server.PostAsJsonAsync("/api/touches", new { kind = "touch", url = $"https://shop.example/?{query}", visitorId = "anna", sessionId = session, consent = "granted" });
        }

        (await server.PostAsJsonAsync("/api/conversions", new { orderId = "o-1", visitorId = "anna", value = 100.00, currency = "EUR" })).IsSuccessStatusCode.ShouldBeTrue();
    }
}
