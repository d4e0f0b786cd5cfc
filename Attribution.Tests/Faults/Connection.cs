using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Attribution.Tests.Faults;

/// <summary>A client with one connection: it sends call after call, and each again until it is answered, also to the server's successor.</summary>
internal sealed class Connection(Target target, Books books, Traffic traffic) : IDisposable
{
    // A real client would heed Retry-After; this one is less patient, so that the load stays on.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly HttpClient client = new(new SocketsHttpHandler { UseCookies = false }) { Timeout = TimeSpan.FromMinutes(1) };

    /// <summary>Sends until it is told to stop; the call in hand is delivered first.</summary>
    public async Task Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var (call, again) = traffic.Next();
            var stored = await Deliver(call);
            if (again && !stored)
            {
                books.Doubled.Enqueue(call.Body);
            }

            traffic.Remember(call);
        }
    }

    public void Dispose() => client.Dispose();

    private async Task<bool> Deliver(Call call)
    {
        for (var attempt = 1; ; attempt++)
        {
            var address = await target.Address;
            try
            {
                using var answer = await Send(address, call);
                if (answer.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests)
                {
                    books.TellRefused(answer);
                    await Task.Delay(Pause);
                    continue;
                }

                var stored = call.Note(answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
                books.TellAcknowledged(stored && attempt > 1);
                return stored;
            }
            catch (Exception broken) when (broken is HttpRequestException or IOException or OperationCanceledException)
            {
                books.TellUnanswered();
                await target.After(address);
            }
        }
    }

    private Task<HttpResponseMessage> Send(Uri address, Call call)
    {
        var request = new HttpRequestMessage(call.Method, new Uri(address, call.Path)) { Content = new StringContent(call.Body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = call.IsServer ? new AuthenticationHeaderValue("Bearer", Shopkeeper.SecretKey) : null;
        if (!call.IsServer)
        {
            request.Headers.Add("Origin", "https://shop.example");
            request.Headers.UserAgent.ParseAdd("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        }

        return client.SendAsync(request);
    }
}
