using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Attribution.Web.Integrations.Shopify;

/// <summary>A shop whose Admin API may be asked.</summary>
internal sealed record ShopAccess(string Host, string Token);

/// <summary>A page of orders; <paramref name="Next"/> names the one after it, empty at the end.</summary>
internal sealed record OrderPage(JsonDocument Body, string Next) : IDisposable
{
    public IReadOnlyList<JsonElement> Orders => Body.RootElement.List("orders");

    public void Dispose() => Body.Dispose();
}

/// <summary>A shop could not be asked; the message says why, in words for its admin.</summary>
internal sealed class ShopifyRefusedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Asks a shop's Admin API: short, small, only the shop's own host, and nobody it points to.</summary>
internal sealed partial class ShopifyClient(IHttpClientFactory clients)
{
    public const string HttpName = "shopify";

    private const string Version = "2025-10";
    private const int PageSize = 50;
    private const int MostBytes = 8 * 1_024 * 1_024;

    /// <summary>The shop's host as Shopify names it, lower case; null for anything else.</summary>
    public static string? HostOf(string given)
    {
        var text = given.Trim().ToLowerInvariant();
        text = text.StartsWith("https://", StringComparison.Ordinal) ? text[8..].TrimEnd('/') : text;
        return Shop().IsMatch(text) ? text : null;
    }

    /// <summary>The currency the shop counts in.</summary>
    /// <exception cref="ShopifyRefusedException">The shop or the token is not what it says.</exception>
    public async Task<string> CurrencyOf(ShopAccess shop, CancellationToken cancellationToken)
    {
        var (body, _) = await Get(shop, "shop.json?fields=currency", cancellationToken);
        using (body)
        {
            return body.RootElement.Text(8, "shop", "currency") is { Length: > 0 } currency ? currency : throw new ShopifyRefusedException("The shop answered without its currency.");
        }
    }

    /// <summary>Orders changed since an instant, a page at a time.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="since">The earliest change.</param>
    /// <param name="page">Empty for the first page.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ShopifyRefusedException">The shop does not answer well.</exception>
    public async Task<OrderPage> OrdersSince(ShopAccess shop, DateTimeOffset since, string page, CancellationToken cancellationToken)
    {
        var query = page.Length > 0
            ? "page_info=" + Uri.EscapeDataString(page)
            : $"status=any&order=updated_at%20asc&updated_at_min={Uri.EscapeDataString(since.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture))}";
        var (body, link) = await Get(shop, $"orders.json?limit={PageSize}&{query}", cancellationToken);
        return new OrderPage(body, NextOf(link));
    }

    private async Task<(JsonDocument Body, string Link)> Get(ShopAccess shop, string path, CancellationToken cancellationToken)
    {
        if (HostOf(shop.Host) is not { } host)
        {
            throw new ShopifyRefusedException($"'{shop.Host}' is no shop of Shopify's.");
        }

        using var client = clients.CreateClient(HttpName);
        client.Timeout = TimeSpan.FromSeconds(20);
        client.MaxResponseContentBufferSize = MostBytes;
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://{host}/admin/api/{Version}/{path}");
        request.Headers.Add("X-Shopify-Access-Token", shop.Token);
        try
        {
            using var answer = await client.SendAsync(request, cancellationToken);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                throw new ShopifyRefusedException(WhyNot(host, answer.StatusCode));
            }

            var body = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken), PlatformJson.Options);
            return (body, answer.Headers.TryGetValues("Link", out var links) ? string.Join(", ", links) : "");
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException || (failure is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ShopifyRefusedException($"{host} could not be asked: {(failure is JsonException ? "its answer is no JSON" : failure is TaskCanceledException ? "it took longer than 20 seconds" : "it can't be reached")}.", failure);
        }
    }

    private static string WhyNot(string host, HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => $"{host} does not know the access token. Enter a new one.",
        HttpStatusCode.Forbidden => $"The access token may not read orders. Give the app the scope read_orders.",
        HttpStatusCode.NotFound => $"There is no shop at {host}.",
        HttpStatusCode.TooManyRequests => $"{host} asks to come back later.",
        _ => $"{host} answered {(int)status}.",
    };

    // Only the page's name is taken of the link: where it points is not ours to follow.
    private static string NextOf(string link) => NextPage().Match(link) is { Success: true } next ? Uri.UnescapeDataString(next.Groups[1].Value) : "";

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,61}\.myshopify\.com\z")]
    private static partial Regex Shop();

    [GeneratedRegex(@"<[^>]*[?&]page_info=([^&>]{1,2000})[^>]*>;\s*rel=""next""", RegexOptions.None, matchTimeoutMilliseconds: 200)]
    private static partial Regex NextPage();
}
