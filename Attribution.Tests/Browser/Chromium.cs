using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Attribution.Tests.Browser;

/// <summary>One real Chromium for a collection of tests. Where none is installed the tests fail: they are never skipped.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>What a visitor's desktop browser says: ours would say "headless", which is a bot's word.</summary>
    public const string UserAgent =
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

    /// <summary>Without this a page sees <c>navigator.webdriver</c>, and the tracking script is silent.</summary>
    public const string LooksLikeAVisitor = "--disable-blink-features=AutomationControlled";

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
        // Shops with names of their own, all on this machine.
        "--host-resolver-rules=MAP *.example 127.0.0.1",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public static string ExecutablePath => Environment.GetEnvironmentVariable("CHROMIUM_PATH") ?? "/usr/bin/chromium";

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await Launch(LooksLikeAVisitor);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>Another browser of the same build, for what can only be set at its start. The caller disposes it.</summary>
    public Task<IBrowser> Launch(params string[] arguments) =>
        _playwright!.Chromium.LaunchAsync(new()
        {
            ExecutablePath = ExecutablePath,
            Headless = true,
            Args = [.. Arguments, .. arguments],
            // A visitor's browser has the back-forward cache; Playwright switches it off.
            IgnoreDefaultArgs = ["--disable-back-forward-cache"],
        });

    /// <summary>A page of a new visitor: own cookies, own storage.</summary>
    public Task<BrowserPage> NewPage() => NewPage(_browser!);

    public static async Task<BrowserPage> NewPage(IBrowser browser)
    {
        var context = await browser.NewContextAsync(new() { UserAgent = UserAgent });
        return new BrowserPage(await context.NewPageAsync());
    }
}

/// <summary>A page and what went wrong in it.</summary>
public sealed class BrowserPage : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _errors = [];

    internal BrowserPage(IPage page)
    {
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                _errors.Enqueue(message.Text);
            }
        };
        page.PageError += (_, error) => _errors.Enqueue(error);
    }

    public IPage Page { get; }

    /// <summary>Exceptions no code caught, and error lines of the console (failed requests and policy breaches too).</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();
}
