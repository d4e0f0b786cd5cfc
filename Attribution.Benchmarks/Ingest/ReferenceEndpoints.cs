using Attribution.Web.Storage;
using Attribution.Web.Storage.Ingest;
using Attribution.Web.Tracking;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

[assembly: HostingStartup(typeof(Attribution.Benchmarks.Ingest.ReferenceEndpoints))]

namespace Attribution.Benchmarks.Ingest;

/// <summary>
/// Adds to the app, while it is measured only, two endpoints to compare with. Each is the real one up to where hits are handed to the
/// store: same pipeline, same reading, same channel, same answer.
/// </summary>
internal sealed class ReferenceEndpoints : IHostingStartup, IStartupFilter
{
    /// <summary>Stores nothing.</summary>
    public const string Parsing = "/bench/parse";

    /// <summary>Stores the same in one EF Core transaction a request.</summary>
    public const string OneByOne = "/bench/one-by-one";

    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(services => services.AddSingleton<IStartupFilter>(this));

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        var parsing = EndpointOf(app.ApplicationServices, Parsing, new NoStore());
        var oneByOne = EndpointOf(app.ApplicationServices, OneByOne, new EntityStore(app.ApplicationServices.GetRequiredService<Database>()));
        app.Use((context, rest) =>
        {
            context.SetEndpoint(context.Request.Path.Value switch { Parsing => parsing, OneByOne => oneByOne, _ => null });
            return rest(context);
        });
        next(app);
    };

    private static RouteEndpoint EndpointOf(IServiceProvider services, string path, IHitStore store)
    {
        var collector = ActivatorUtilities.CreateInstance<Collector>(services, store);
        var handler = ActivatorUtilities.CreateInstance<CollectHandler>(services, collector);
        return new RouteEndpoint(
            async context => await (await handler.Take(context)).ExecuteAsync(context),
            RoutePatternFactory.Parse(path),
            0,
            new EndpointMetadataCollection(new AllowAnonymousAttribute()),
            path);
    }
}
