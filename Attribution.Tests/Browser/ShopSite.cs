using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Attribution.Tests.Browser;

/// <summary>A shop on an origin of its own, whose every page carries a snippet.</summary>
internal sealed class ShopSite : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, string Purpose)> asked = [];
    private LocalSite site = null!;

    private ShopSite()
    {
    }

    /// <summary>Such as <c>http://localhost:41235</c>: another site than the app's 127.0.0.1, so that no cookie is shared.</summary>
    public string Address => At("localhost");

    /// <summary>What stands in the head of every page.</summary>
    public Func<string> Head { get; set; } = () => "";

    public Func<string> Body { get; set; } = () => "<h1>Shop</h1>";

    /// <summary>The pages' Content-Security-Policy; null for none.</summary>
    public string? Policy { get; set; }

    /// <summary>Answers a request that is none for a page, such as one that is handed on; false where it is one.</summary>
    public Func<HttpContext, Task<bool>> Proxy { get; set; } = _ => Task.FromResult(false);

    /// <summary>Pages that were asked for, with what the browser said it wants them for (<c>Sec-Purpose</c>).</summary>
    public IReadOnlyCollection<(string Path, string Purpose)> Asked => asked;

    public static async Task<ShopSite> Start(string snippet = "")
    {
        var shop = new ShopSite { Head = () => snippet };
        shop.site = await LocalSite.Start(shop.Answer);
        return shop;
    }

    /// <inheritdoc cref="LocalSite.At"/>
    public string At(string host) => site.At(host);

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private async Task Answer(HttpContext context)
    {
        if (await Proxy(context))
        {
            return;
        }

        asked.Enqueue((context.Request.Path, context.Request.Headers["Sec-Purpose"].ToString()));
        context.Response.ContentType = "text/html";
        if (Policy is not null)
        {
            context.Response.Headers.ContentSecurityPolicy = Policy;
        }

        await context.Response.WriteAsync($"<!doctype html><html lang=en><head><title>Shop</title>{Head()}</head><body>{Body()}</body></html>");
    }
}
