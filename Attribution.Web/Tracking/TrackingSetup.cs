using Attribution.Web.Storage;
using Attribution.Web.Storage.History;
using Attribution.Web.Storage.Ingest;
using Microsoft.Extensions.Options;

namespace Attribution.Web.Tracking;

internal static class TrackingSetup
{
    public static void AddTracking(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<TrackingOptions>().BindConfiguration(TrackingOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TrackingOptions>, TrackingOptionsValidator>();
        services.AddSingleton<IngestHealth>();
        services.AddSingleton<SeenHits>();
        services.AddSingleton<UserAgentVerdicts>();
        services.AddSingleton<VisitorPace>();
        services.AddSingleton<LastTouches>();
        services.AddSingleton<IngestQueue>();
        services.AddSingleton<IHitStore>(scope => scope.GetRequiredService<IngestQueue>());
        services.AddHostedService(scope => scope.GetRequiredService<IngestQueue>());
        services.AddSingleton<DailySalts>();
        services.AddHostedService<DailySaltJob>();
        services.AddSingleton<Collector>();
        services.AddSingleton<IHistory, TouchHistory>();
        services.AddSingleton<Origins>();
        services.AddSingleton<RateLimits>();
        services.AddSingleton<BrowserOrders>();
        services.AddSingleton<ProxyCountry>();
        services.AddSingleton<Senders>();
        services.AddSingleton<CollectHandler>();
        services.AddSingleton<ScriptVersions>();
        services.AddHostedService<TrackingStart>();
    }

    public static void MapTracking(this IEndpointRouteBuilder routes)
    {
        var alias = routes.ServiceProvider.GetRequiredService<InstallationAlias>().Value;
        ScriptEndpoints.Map(routes, alias);
        TrackingEndpoints.Map(routes, alias);
    }

    /// <summary>Ends the start where the alias stands in the way of another route: after everything else is mapped.</summary>
    public static void RefuseTakenAlias(this IEndpointRouteBuilder routes) =>
        TrackingStart.RefuseTakenAlias(
            routes.ServiceProvider.GetRequiredService<InstallationAlias>().Value, routes.DataSources.SelectMany(source => source.Endpoints));
}
