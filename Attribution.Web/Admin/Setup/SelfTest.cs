using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography;
using Attribution.Web.Storage;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Attribution.Web.Admin.Setup;

/// <summary>
/// Sends what a site would send, over HTTP, to this very server: the whole way in is tried, from the address to the disk. It reaches
/// nothing else.
/// </summary>
internal sealed class SelfTest(IServer server, InstallationAlias alias, IConfiguration configuration, TimeProvider clock) : IDisposable
{
    // What a hit without a browser's name would be taken for is a bot.
    private const string Browser = "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

    private readonly HttpClient client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,

        // The certificate names the public host; the call goes to this machine.
        SslOptions = { RemoteCertificateValidationCallback = (_, _, _, errors) => (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None },
    })
    {
        Timeout = TimeSpan.FromSeconds(10),
    };

    /// <summary>One visit with tags that name it a test. Null if it was taken, else why not.</summary>
    public async Task<string?> SendHit(string publicKey, string domain, CancellationToken cancellationToken)
    {
        var hit = new
        {
            key = publicKey,
            kind = "touch",
            sentAt = clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
            url = $"https://{domain}/?utm_source=attribution-test&utm_medium=referral&utm_campaign=setup",
            consent = "limited",
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/" + alias.Value) { Content = JsonContent.Create(hit) };
        request.Headers.UserAgent.ParseAdd(Browser);
        return await Send(request, cancellationToken);
    }

    /// <summary>An order that is pending and then cancelled, so that no report ever counts it. Null if it was taken, else why not.</summary>
    public async Task<string?> SendOrder(string secretKey, CancellationToken cancellationToken)
    {
        var id = "test-" + RandomNumberGenerator.GetString("23456789ABCDEFGHJKMNPQRSTUVWXYZ", 6);
        using var order = new HttpRequestMessage(HttpMethod.Post, "/api/orders") { Content = JsonContent.Create(new { orderId = id, value = 1, status = "pending" }) };
        using var cancel = new HttpRequestMessage(HttpMethod.Patch, "/api/orders/" + id) { Content = JsonContent.Create(new { status = "cancelled" }) };
        order.Headers.Authorization = cancel.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secretKey);
        return await Send(order, cancellationToken) ?? await Send(cancel, cancellationToken);
    }

    public void Dispose() => client.Dispose();

    private async Task<string?> Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (OwnAddress() is not { } address)
        {
            return "The server does not know its own address.";
        }

        request.RequestUri = new Uri(address, request.RequestUri!);
        if (Uri.TryCreate(configuration["PublicUrl"], UriKind.Absolute, out var known))
        {
            // Host filtering may let only the public name in.
            request.Headers.Host = known.Authority;
        }

        try
        {
            using var answer = await client.SendAsync(request, cancellationToken);
            var said = answer.IsSuccessStatusCode ? "" : await answer.Content.ReadAsStringAsync(cancellationToken);
            return answer.IsSuccessStatusCode ? null : $"It was answered {(int)answer.StatusCode}{(said.Length > 0 ? ": " + said : ". The server's log says why.")}";
        }
        catch (HttpRequestException failed)
        {
            return failed.Message;
        }
    }

    // A wildcard address is one to listen at, not to call.
    private Uri? OwnAddress() =>
        server.Features.Get<IServerAddressesFeature>()?.Addresses
            .OrderByDescending(address => address.StartsWith("http://", StringComparison.Ordinal))
            .Select(BindingAddress.Parse)
            .Select(address => new Uri($"{address.Scheme}://{(IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && !ip.Equals(IPAddress.Any) && !ip.Equals(IPAddress.IPv6Any) ? address.Host : "localhost")}:{address.Port}"))
            .FirstOrDefault();
}
