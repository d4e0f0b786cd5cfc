using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Attribution.Tests.Browser;

/// <summary>What a shop owner does on the first day, in a real browser against the real process.</summary>
[Collection(ChromiumGroup.Owners)]
public sealed partial class FirstRunTests(Chromium chromium)
{
    [Fact]
    public async Task An_owner_sets_up_a_store_embeds_the_script_and_sees_an_order_credited_by_each_model()
    {
        await using var app = await AppProcess.Start();
        await using var owner = await chromium.NewPage();
        var page = owner.Page;

        await MakeAdmin(app, page);
        await OpenStore(page);
        await using var shop = await ShopSite.Start(await Snippet(page));
        await using var visitor = await chromium.NewPage();
        await Visit(visitor, shop, "?utm_source=google&utm_medium=cpc&utm_campaign=Brand");
        await Expect(page.GetByText("The first visit is here")).ToBeVisibleAsync();
        await Expect(page.GetByText("Paid Search")).ToBeVisibleAsync();

        await Visit(visitor, shop, "?utm_source=newsletter&utm_medium=email&utm_campaign=Letter");
        var session = await Visit(visitor, shop, "?utm_source=facebook&utm_medium=paid_social&utm_campaign=Looks");
        await Order(app, await MakeKey(page), session);

        await page.GotoAsync(app.Address + "/?range=today");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Overview");
        await ShouldShow(page, app, "linear", ("Paid Search", "33.34"), ("Email", "33.33"), ("Paid Social", "33.33"));
        await ShouldShow(page, app, "first_touch", ("Paid Search", "100.00"), ("Email", "0.00"), ("Paid Social", "0.00"));
        await ShouldShow(page, app, "last_touch", ("Paid Search", "0.00"), ("Email", "0.00"), ("Paid Social", "100.00"));
        await ShouldShow(page, app, "position_based", ("Paid Search", "40.00"), ("Email", "20.00"), ("Paid Social", "40.00"));
        owner.Errors.ShouldBeEmpty();
        visitor.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_model_menu_changes_the_figures_in_place_and_the_address_with_them()
    {
        await using var app = await OwnStore.Start();
        await using var owner = await chromium.NewPage();
        await owner.Page.LogIn(app);
        await Touch(app, "?utm_source=newsletter&utm_medium=email", "first");
        await Touch(app, "?gclid=abc", "second");
        await Order(app, OwnStore.SecretKey, "second");

        await ShouldShow(owner.Page, app, "linear", ("Email", "50.00"), ("Paid Search", "50.00"));
        await owner.Page.Live();
        await owner.Page.GetByLabel("Model: Linear").First.ClickAsync();
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = "Last touch" }).ClickAsync();

        await Expect(Row(owner.Page, "Paid Search")).ToContainTextAsync("100.00");
        await Expect(owner.Page).ToHaveURLAsync(new Regex("attributionModel=last_touch"));
    }

    private static async Task MakeAdmin(AppProcess app, IPage page)
    {
        await page.GotoAsync(app.Address);
        await page.GetByLabel("Setup code").FillAsync((await app.Said(SetupCode())).Groups[1].Value);
        await page.GetByLabel("E-mail").FillAsync(OwnStore.Email);
        await page.GetByLabel("Password").FillAsync(OwnStore.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the account" }).ClickAsync();
        await Expect(page.GetByText("Which site is it?")).ToBeVisibleAsync();
    }

    private static async Task OpenStore(IPage page)
    {
        // The circuit fills in the browser's time zone: from then on the form listens.
        await Expect(page.GetByLabel("Time zone")).Not.ToHaveValueAsync("");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Test shop");
        await page.GetByLabel("Domains").FillAsync("localhost");
        await page.GetByLabel("Currency").FillAsync("EUR");
        await page.GetByRole(AriaRole.Button, new() { Name = "Open the store" }).ClickAsync();
    }

    private static async Task<string> Snippet(IPage page)
    {
        await page.GetByRole(AriaRole.Radio).First.CheckAsync();
        var snippet = await page.Locator("pre.code").First.InnerTextAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "It is on the page" }).ClickAsync();
        await Expect(page.GetByText("Waiting for the first hit")).ToBeVisibleAsync();
        return snippet;
    }

    /// <summary>A page view of the visitor; answers the session once the hit was answered.</summary>
    private static async Task<string> Visit(BrowserPage visitor, ShopSite shop, string query)
    {
        var taken = visitor.Page.WaitForResponseAsync(answer => answer.Request.Method == "POST" && answer.Status == 200);
        await visitor.Page.GotoAsync(shop.Address + "/" + query);
        await (await taken).FinishedAsync();
        return await visitor.Page.EvaluateAsync<string>(
            "() => new Promise(done => { const ask = () => attribution('ids', ids => ids.sessionId ? done(ids.sessionId) : setTimeout(ask, 50)); ask(); })");
    }

    private static async Task<string> MakeKey(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        var key = page.GetByText(SecretKeyShape());
        var make = page.GetByRole(AriaRole.Button, new() { Name = "Make a secret key" });
        await Expect(key.Or(make).First).ToBeVisibleAsync();
        if (await make.IsVisibleAsync())
        {
            await make.ClickAsync();
        }

        return SecretKeyShape().Match(await key.First.InnerTextAsync()).Value;
    }

    private static async Task Order(AppProcess app, string secretKey, string session)
    {
        using var answer = await app.Server(secretKey).PostAsJsonAsync("/api/orders", new { orderId = "1001", value = 100.00m, currency = "EUR", sessionId = session });
        answer.EnsureSuccessStatusCode();
    }

    private static async Task Touch(AppProcess app, string query, string session)
    {
        using var answer = await app.Server().PostAsJsonAsync("/api/touches", new { kind = "touch", url = "https://localhost/" + query, visitorId = "v1", sessionId = session });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The order is there within 90 seconds without anyone's doing; each model then credits it as computed by hand.</summary>
    private static async Task ShouldShow(IPage page, AppProcess app, string model, params (string Channel, string Revenue)[] rows)
    {
        await page.GotoAsync($"{app.Address}/?range=today&attributionModel={model}");
        await Expect(Row(page, "All channels")).ToContainTextAsync("100.00", new() { Timeout = 90_000 });
        foreach (var (channel, revenue) in rows)
        {
            await Expect(Row(page, channel)).ToContainTextAsync(revenue);
        }
    }

    private static ILocator Row(IPage page, string channel) =>
        page.GetByRole(AriaRole.Region, new() { Name = "Channels", Exact = true }).First.GetByRole(AriaRole.Row).Filter(new() { HasText = channel });

    [GeneratedRegex(@"setup code (\S+)")]
    private static partial Regex SetupCode();

    [GeneratedRegex("sk_[A-Za-z0-9]{32,}")]
    private static partial Regex SecretKeyShape();
}
