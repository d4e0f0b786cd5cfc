using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Attribution.Tests.Browser;

/// <summary>A web server of a test's own on a free port of this machine.</summary>
internal sealed class LocalSite : IAsyncDisposable
{
    private readonly WebApplication app;

    private LocalSite(WebApplication app) => this.app = app;

    /// <summary>The origin under a host name; the tests' browser finds every name under <c>.example</c> on this machine.</summary>
    public string At(string host) => $"http://{host}:{new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port}";

    public static async Task<LocalSite> Start(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        // The browser keeps its connections; nobody waits for them.
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.Zero);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var site = new LocalSite(builder.Build());
        site.app.Run(answer);
        await site.app.StartAsync();
        return site;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
