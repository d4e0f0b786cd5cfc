using Attribution.Tests.Browser;
using Attribution.Web.Storage.Tables;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Attribution.Tests.Tracking.Script;

/// <summary>
/// Visitors in a real browser on a shop whose hits the real app takes. The shop is <c>shop.example</c>, the app <c>a.shop.example</c>; the
/// app's clock stands in another season than the browser's, so every hit is one of a wrong clock.
/// </summary>
[Collection(ChromiumGroup.Visitors)]
public abstract class VisitTest(Chromium chromium) : IAsyncLifetime
{
    protected const string Alias = "k3v9m2";

    private readonly List<BrowserPage> visitors = [];

    private protected TestApp App { get; private set; } = null!;

    private protected ShopSite Shop { get; private set; } = null!;

    protected IPage Page => visitors[0].Page;

    protected string Home => Shop.At("shop.example");

    /// <summary>The app as the shop's pages name it.</summary>
    protected string Collector => $"http://a.shop.example:{App.Address.Port}";

    /// <summary>Further attributes of the snippet.</summary>
    protected string Attributes { get; set; } = "data-consent=\"granted\"";

    public async Task InitializeAsync()
    {
        App = await TestApp.Start(configure: web => web.UseSetting("Tracking:Alias", Alias));
        Shop = await ShopSite.Start();
        Shop.Head = () => Snippet($"{Collector}/{Alias}.js");
        await Visitor();
    }

    public async Task DisposeAsync()
    {
        foreach (var visitor in visitors)
        {
            await visitor.DisposeAsync();
        }

        await Shop.DisposeAsync();
        await App.DisposeAsync();
    }

    protected string Snippet(string source) => $"<script defer src=\"{source}\" data-key=\"{App.Shop.PublicKey}\" {Attributes}></script>";

    /// <summary>A page of another visitor, or of another device of the same.</summary>
    protected async Task<IPage> Visitor()
    {
        visitors.Add(await chromium.NewPage());
        return visitors[^1].Page;
    }

    /// <summary>Opens a page and waits until what it sent is answered.</summary>
    protected async Task<Ids> Land(string url, IPage? page = null)
    {
        await (page ?? Page).GotoAsync(url);
        return await Settled(page);
    }

    /// <summary>The ids the page holds once no request is under way.</summary>
    protected async Task<Ids> Settled(IPage? page = null) =>
        await (page ?? Page).EvaluateAsync<Ids>("() => new Promise(done => attribution('ids', ids => done({ VisitorId: ids.visitorId || '', SessionId: ids.sessionId || '' })))");

    /// <summary>Waits until the device keeps nothing that still has to be sent. Between two requests of a queue none is under way either.</summary>
    protected Task Sent() =>
        Page.EvaluateAsync("() => new Promise(done => { const ask = () => attribution('ids', () => JSON.parse(localStorage._attr).q.length ? ask() : done()); ask(); })");

    protected async Task<Ids> Call(string arguments, IPage? page = null)
    {
        await (page ?? Page).EvaluateAsync($"() => attribution({arguments})");
        return await Settled(page);
    }

    /// <summary>All touches in the order the browser made them: that is in their ids, and the app's clock stands.</summary>
    private protected async Task<List<TouchRow>> Touches() =>
        [.. (await App.Read(db => db.Touches.ToListAsync())).OrderBy(touch => touch.TouchId.ToString(), StringComparer.Ordinal)];

    private protected Task<List<SessionRow>> Sessions() => App.Read(db => db.Sessions.OrderBy(session => session.StartedAt).ToListAsync());

    /// <summary>Names of the cookies and keys the visitor's device holds for any site.</summary>
    protected async Task<List<string>> OnDevice() =>
    [
        .. (await Page.Context.CookiesAsync()).Select(cookie => cookie.Name),
        .. await Page.EvaluateAsync<string[]>("() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]"),
    ];

    /// <summary>What the script says of itself.</summary>
    public sealed class Ids
    {
        public string VisitorId { get; set; } = "";

        public string SessionId { get; set; } = "";
    }
}
