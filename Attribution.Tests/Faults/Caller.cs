using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Attribution.Tests.Browser;

namespace Attribution.Tests.Faults;

/// <summary>Who asks a server how it is, and has it work on history.</summary>
internal sealed class Caller : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly HttpClient client;
    private int probes;

    public Caller(AppProcess app)
    {
        client = new HttpClient { BaseAddress = new Uri(app.Address) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Shopkeeper.SecretKey);
    }

    public static DateOnly Today =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(Shopkeeper.Zone)).DateTime);

    /// <summary>Waits until the server says it is ready, or not; answers what it says of its storage.</summary>
    public async Task<string> Ready(bool isReady)
    {
        var status = isReady ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable;
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            using var answer = await client.GetAsync("/health/ready", patience.Token);
            if (answer.StatusCode == status)
            {
                return (await answer.Json()).GetProperty("checks").GetProperty("storage").GetRawText();
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), patience.Token);
        }
    }

    public async Task<HttpStatusCode> Live() => (await client.GetAsync("/health/live")).StatusCode;

    /// <summary>Sends orders and touches until each is told to come back later; what is taken meanwhile goes into the books.</summary>
    public async Task Refused(Books books)
    {
        await OrdersRefused(books);
        var touch = Guid.CreateVersion7();
        while (await Took("/api/touches", new { touchId = touch, sessionId = "probe", visitorId = "probe", utm = new { source = "probe", medium = "email" } }, books))
        {
            books.Touches[touch] = false;
            touch = Guid.CreateVersion7();
        }
    }

    /// <summary>Sends orders until they are told to come back later.</summary>
    public async Task OrdersRefused(Books books)
    {
        while (await Took("/api/orders", new { orderId = $"probe-{++probes}", value = 1 }, books))
        {
            books.Orders[$"probe-{probes}"] = 1_00;
        }
    }

    /// <summary>Asks for the last days anew; answers where the run is told of.</summary>
    public async Task<Uri> Rebuild(int days)
    {
        using var queued = await client.PostAsJsonAsync("/api/snapshots/rebuild", new { from = Today.AddDays(1 - days), to = Today, reason = "After a fault", includeSealed = true });
        queued.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        return queued.Headers.Location!;
    }

    /// <summary>Waits until a run is in one of these states.</summary>
    public async Task<string> Run(Uri run, params string[] states)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var told = await client.GetFromJsonAsync<JsonElement>(run, patience.Token);
            if (told.GetProperty("status").GetString() is { } status && states.Contains(status))
            {
                return status;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
        }
    }

    public void Dispose() => client.Dispose();

    private async Task<bool> Took(string path, object body, Books books)
    {
        using var answer = await client.PostAsJsonAsync(path, body);
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            books.TellRefused(answer);
            return false;
        }

        answer.EnsureSuccessStatusCode();
        return true;
    }
}
