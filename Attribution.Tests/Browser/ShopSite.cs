using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Attribution.Tests.Browser;

/// <summary>A shop on an origin of its own, whose every page carries a snippet.</summary>
internal sealed class ShopSite : IAsyncDisposable
{
    private readonly WebApplication site;

    private ShopSite(WebApplication site) => this.site = site;

    /// <summary>Such as <c>http://localhost:41235</c>: another site than the app's 127.0.0.1, so that no cookie is shared.</summary>
    public string Address => "http://localhost:" + new Uri(site.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;

    public static async Task<ShopSite> Start(string snippet)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var site = builder.Build();
        site.Urls.Add("http://127.0.0.1:0");
        site.MapGet("/{**path}", () => Results.Content($"<!doctype html><html lang=en><title>Shop</title><h1>Shop</h1>{snippet}</html>", "text/html"));
        await site.StartAsync();
        return new ShopSite(site);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();
}
