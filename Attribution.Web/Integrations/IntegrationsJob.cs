using Attribution.Web.Http;
using Attribution.Web.Integrations.Deliveries;
using Attribution.Web.Integrations.Shopify;
using Quartz;

namespace Attribution.Web.Integrations;

/// <summary>Nightly: fetches what the shops' webhooks missed, and forgets old deliveries.</summary>
[DisallowConcurrentExecution]
internal sealed class IntegrationsJob(ShopifyFetch fetch, DeliveryBox box, DemoMode demo, TimeProvider clock) : IJob
{
    public static readonly JobKey Key = new("integrations");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await box.Forget(clock.GetUtcNow(), cancellationToken);
        if (!demo.IsOn)
        {
            await fetch.FetchAll(cancellationToken);
        }
    }
}
