using Attribution.Web.Integrations.Deliveries;
using Attribution.Web.Integrations.Shopify;
using Quartz;

namespace Attribution.Web.Integrations;

internal static class IntegrationsSetup
{
    public static void AddIntegrations(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<Secrets>();
        services.AddSingleton<IntegrationDirectory>();
        services.AddSingleton<DeliveryBox>();
        services.AddSingleton<DeliveryTaking>();
        services.AddSingleton<DeliveryWorker>();
        services.AddHostedService(scope => scope.GetRequiredService<DeliveryWorker>());
        services.AddSingleton<WebhookReceiver>();
        services.AddSingleton<ShopifyFetch>();
        services.AddSingleton<ShopifyClient>();
        services.AddHttpClient(ShopifyClient.HttpName).ConfigurePrimaryHttpMessageHandler(PublicAddress.Handler);
        services.AddSingleton<IntegrationCommands>();
        services.AddSingleton<IntegrationQueries>();
        services.AddQuartz(quartz => quartz.ScheduleJob<IntegrationsJob>(
            trigger => trigger.WithIdentity("integrations").WithCronSchedule("0 35 2 * * ?"), job => job.WithIdentity(IntegrationsJob.Key)));
    }

    public static void MapIntegrations(this IEndpointRouteBuilder routes) => IntegrationEndpoints.Map(routes);
}
