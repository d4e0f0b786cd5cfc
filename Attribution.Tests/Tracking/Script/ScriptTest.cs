using Attribution.Tests.Browser;
using Microsoft.Playwright;

namespace Attribution.Tests.Tracking.Script;

/// <summary>A visitor in a real browser on a shop of its own.</summary>
[Collection(ChromiumGroup.Visitors)]
public abstract class ScriptTest(Chromium chromium) : IAsyncLifetime
{
    private BrowserPage? _visitor;

    protected Chromium Chromium { get; } = chromium;

    private protected ScriptSite Site { get; private set; } = null!;

    private protected BrowserPage Visitor => _visitor!;

    protected IPage Page => Visitor.Page;

    public async Task InitializeAsync()
    {
        Site = await ScriptSite.Start();
        _visitor = await Chromium.NewPage();
    }

    public async Task DisposeAsync()
    {
        await Visitor.DisposeAsync();
        await Site.DisposeAsync();
    }

    protected Task Open(string path) => Page.GotoAsync(Site.Shop + path);

    /// <summary>Opens a page and waits until its first hit has been answered.</summary>
    protected async Task Land(string path = "/")
    {
        await Open(path);
        await Settled();
    }

    /// <summary>No request is under way: the script tells the ids only then.</summary>
    protected Task Settled() => Page.EvaluateAsync("() => new Promise(done => attribution('ids', done))");

    protected Task Call(string arguments) => Page.EvaluateAsync($"() => attribution({arguments})");

    protected Task Run(string script) => Page.EvaluateAsync($"() => {{ {script} }}");

    protected Task<string?> Stored() => Page.EvaluateAsync<string?>("() => localStorage._attr || null");

    /// <summary>Sends a mark through the script's queue. What was to be silent before it is proven silent when it arrives.</summary>
    private protected async Task<IReadOnlyList<Hit>> HitsUpToNow()
    {
        await Call("'conversion', 'mark'");
        var hits = await Site.Hits("conversion", 1);
        hits.Count.ShouldBe(1);
        return [.. (await Site.Hits(1)).TakeWhile(hit => hit.Kind != "conversion")];
    }

    /// <summary>Sends a mark past the script, after its timers ran. What a silenced script did not send by then it does not send.</summary>
    private protected async Task<IReadOnlyList<Hit>> HitsOfASilentPage()
    {
        await Page.EvaluateAsync("""
            async collector => {
              for (let i = 0; i < 3; i++) await new Promise(next => setTimeout(next));
              dispatchEvent(new Event('pagehide'));
              await fetch(collector + '/mark', { method: 'POST', body: '{"items":[{"kind":"mark","touchId":"0"}]}' });
            }
            """, Site.Collector);
        await Site.Hit("mark");
        return [.. (await Site.Hits(1)).Where(hit => hit.Kind != "mark")];
    }
}
