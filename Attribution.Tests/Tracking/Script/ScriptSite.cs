using System.Collections.Concurrent;
using System.Text.Json;
using Attribution.Tests.Browser;
using Attribution.Web.Tracking;
using Microsoft.AspNetCore.Http;

namespace Attribution.Tests.Tracking.Script;

/// <summary>A shop with the snippet on every page, and on another origin the collect endpoint, which writes down what it is sent.</summary>
internal sealed class ScriptSite : IAsyncDisposable
{
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _faults = [];
    private readonly List<Batch> _batches = [];
    private TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LocalSite _collector = null!;
    private int _session;

    private ScriptSite(ShopSite pages) => Pages = pages;

    public ShopSite Pages { get; }

    public string Shop => Pages.At("127.0.0.1");

    /// <summary>The shop under a second host name: what it links from there is an outside referrer.</summary>
    public string Elsewhere => Pages.At("localhost");

    public string Collector => _collector.At("127.0.0.1");

    /// <summary>Further attributes of the snippet.</summary>
    public string Attributes { get; set; } = "data-consent=\"granted\"";

    public string ScriptPath { get; set; } = "/k3v9m2.js";

    /// <summary>What stands in the head before the snippet.</summary>
    public string Head { get; set; } = "";

    public string? Policy
    {
        get => Pages.Policy;
        set => Pages.Policy = value;
    }

    /// <summary>What the store holds for hits that name no consent.</summary>
    public string DefaultConsent { get; set; } = "granted";

    public int Preflights { get; private set; }

    public static async Task<ScriptSite> Start()
    {
        var site = new ScriptSite(await ShopSite.Start());
        site._collector = await LocalSite.Start(site.Collect);
        site.Pages.Head = () => $"""{site.Head}<script defer src="{site.Collector}{site.ScriptPath}" data-key="pk_0123456789abcdef" {site.Attributes}></script>""";
        site.Pages.Body = () => $"""
            <a id="own" href="/own">own</a> <a id="arrive" href="{site.Shop}/arrived">arrive</a>
            <a id="sister" href="{site.Elsewhere}/sister?size=3#top">sister</a> <a id="foreign" href="{site.Collector}/foreign">foreign</a>
            """;
        return site;
    }

    /// <summary>The next POST meets this instead of an answer; it is written down all the same.</summary>
    public void FailOnce(int status, string? retryAfter = null) => _faults.Enqueue(context =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers.RetryAfter = retryAfter;
        return Task.CompletedTask;
    });

    public void BreakOnce() => _faults.Enqueue(context =>
    {
        context.Abort();
        return Task.CompletedTask;
    });

    public async Task<IReadOnlyList<Hit>> Hits(int count) =>
        [.. (await Batches(batches => batches.Sum(batch => batch.Hits.Count) >= count)).SelectMany(batch => batch.Hits)];

    public async Task<Hit> Hit(string kind) => (await Hits(kind, 1))[0];

    public async Task<IReadOnlyList<Hit>> Hits(string kind, int count)
    {
        bool OfKind(Hit hit) => hit.Kind == kind;
        var batches = await Batches(batches => batches.SelectMany(batch => batch.Hits).Count(OfKind) >= count);
        return [.. batches.SelectMany(batch => batch.Hits).Where(OfKind)];
    }

    /// <summary>All that came, as soon as it is enough.</summary>
    public async Task<IReadOnlyList<Batch>> Batches(Func<IReadOnlyList<Batch>, bool> enough)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        while (true)
        {
            Task arrival;
            lock (_batches)
            {
                if (enough(_batches))
                {
                    return [.. _batches];
                }

                arrival = _arrived.Task;
            }

            await arrival.WaitAsync(patience.Token);
        }
    }

    public Task<IReadOnlyList<Batch>> Batches(int count) => Batches(batches => batches.Count >= count);

    public async ValueTask DisposeAsync()
    {
        await Pages.DisposeAsync();
        await _collector.DisposeAsync();
    }

    private async Task Collect(HttpContext context)
    {
        context.Response.Headers.AccessControlAllowOrigin = context.Request.Headers.Origin;
        context.Response.Headers.AccessControlAllowCredentials = "true";
        context.Response.Headers.AccessControlExposeHeaders = "Retry-After";
        switch (context.Request.Method)
        {
            case "GET":
                context.Response.ContentType = TrackingScript.ContentType;
                await context.Response.BodyWriter.WriteAsync(TrackingScript.Current.Content);
                return;
            case "POST":
                await Record(context);
                return;
            default:
                Preflights++;
                return;
        }
    }

    private async Task Record(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var json = JsonDocument.Parse(body.ToArray()).RootElement;
        if (json.GetProperty("items").ValueKind != JsonValueKind.Array)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var batch = new Batch(context.Request.Path, context.Request.ContentType ?? "", context.Request.Headers.Origin.ToString(), body.Length, json);
        lock (_batches)
        {
            _batches.Add(batch);
            _arrived.SetResult();
            _arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        if (_faults.TryDequeue(out var fault))
        {
            await fault(context);
            return;
        }

        var session = $"s-{Interlocked.Increment(ref _session)}";
        await context.Response.WriteAsJsonAsync(new { items = batch.Hits.Select(hit => Receipt(hit, session)) });
    }

    private object Receipt(Hit hit, string fresh)
    {
        var consent = hit["consent"] ?? DefaultConsent;
        var session = consent == "denied" ? null : hit["sessionId"] ?? fresh;
        var visitor = consent == "granted" ? hit["visitorId"] ?? "v-1" : null;
        return new { outcome = "created", touchId = hit.TouchId, sessionId = session, visitorId = visitor, channel = "direct", consent };
    }
}
