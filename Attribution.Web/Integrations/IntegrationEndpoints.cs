namespace Attribution.Web.Integrations;

internal static class IntegrationEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/webhooks/{kind}/{storeKey}", (HttpContext context, string kind, string storeKey, WebhookReceiver receiver) => receiver.Take(context, kind, storeKey))
            .WithName("Webhook").WithTags("Webhooks").WithSummary("Take a signed delivery of Shopify, WooCommerce or Segment")
            .Produces(200).ProducesProblem(401).ProducesProblem(413)
            .AllowAnonymous().DisableAntiforgery();
}
