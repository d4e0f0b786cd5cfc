using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Attribution.Web.Integrations.Shopify;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Attribution.Tests.Integrations;

/// <summary>A shop's Admin API on a local port: 120 orders in pages of 50, changed once each.</summary>
internal sealed class FakeShopify : IAsyncDisposable
{
    private const int Orders = 120;

    private readonly WebApplication host;

    private FakeShopify(WebApplication host) => this.host = host;

    public ConcurrentQueue<string> Asked { get; } = new();

    public string Currency { get; set; } = "EUR";

    /// <summary>What orders are answered with.</summary>
    public int Status { get; set; } = 200;

    public static async Task<FakeShopify> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var host = builder.Build();
        host.Urls.Add("http://127.0.0.1:0");
        var shop = new FakeShopify(host);
        host.Run(shop.Answer);
        await host.StartAsync();
        return shop;
    }

    /// <summary>Makes this stand in for every host the product calls.</summary>
    public void StandIn(IServiceCollection services) =>
        services.AddHttpClient(ShopifyClient.HttpName).ConfigurePrimaryHttpMessageHandler(() => new ToLocal(new Uri(host.Urls.First())));

    public JsonObject Order(int number) => Platform.Payload("shopify_order").With("id", number).With("name", "#" + number);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private Task Answer(HttpContext context)
    {
        Asked.Enqueue(context.Request.Path + context.Request.QueryString);
        if (context.Request.Headers["X-Shopify-Access-Token"] != "shpat_0123456789" || context.Request.Headers["X-Asked"] != "my-shop.myshopify.com")
        {
            context.Response.StatusCode = 401;
            return Task.CompletedTask;
        }

        return context.Request.Path.Value!.EndsWith("/shop.json", StringComparison.Ordinal)
            ? context.Response.WriteAsync(new JsonObject { ["shop"] = new JsonObject { ["currency"] = Currency } }.ToJsonString())
            : Page(context);
    }

    private Task Page(HttpContext context)
    {
        if (Status != 200)
        {
            context.Response.StatusCode = Status;
            context.Response.Headers.Location = "http://127.0.0.1:1/";
            return Task.CompletedTask;
        }

        var page = int.TryParse(context.Request.Query["page_info"].ToString().TrimStart('p'), out var number) ? number : 0;
        var orders = Enumerable.Range((page * 50) + 1, 50).Where(order => order <= Orders).Select(order => (JsonNode)Order(order)).ToArray();
        if ((page + 1) * 50 < Orders)
        {
            context.Response.Headers.Link = $"<https://evil.example/admin/orders.json?limit=50&page_info=p{page + 1}>; rel=\"next\"";
        }

        return context.Response.WriteAsync(new JsonObject { ["orders"] = new JsonArray(orders) }.ToJsonString());
    }

    private sealed class ToLocal(Uri local) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri!.Scheme.ShouldBe("https");
            request.Headers.Add("X-Asked", request.RequestUri.Authority);
            request.RequestUri = new Uri(local, request.RequestUri.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
