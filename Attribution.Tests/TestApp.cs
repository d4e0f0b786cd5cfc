using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Attribution.Domain;
using Attribution.Web.Storage;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Attribution.Tests;

/// <summary>The whole product on a real Kestrel port and an SQLite file of its own. Says what a caller can do; hides how.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("attribution-");
    private readonly Func<WebApplicationFactory<Program>> build;
    private WebApplicationFactory<Program> host;

    // EF keeps its model and its compiled queries by the factory of its log: one for all apps spares each of them minutes of a whole run.
    private static readonly ILoggerFactory LogOfEveryDatabase = LoggerFactory.Create(log => log.SetMinimumLevel(LogLevel.Warning).AddConsole());

    private TestApp(StoppedClock? clock, AppLog? log, Action<IWebHostBuilder>? configure)
    {
        Clock = clock;
        NewDatabase.Put(Path.Combine(folder.FullName, "test.db"));
        build = () => new WebApplicationFactory<Program>().WithWebHostBuilder(web =>
        {
            web.UseEnvironment("Production");
            web.UseSetting("ConnectionStrings:Attribution", $"Data Source={Path.Combine(folder.FullName, "test.db")};Pooling=False");
            web.UseSetting("Urls", "http://127.0.0.1:0");
            web.UseSetting("Logging:LogLevel:Default", "Warning");
            web.UseSetting("hostBuilder:reloadConfigOnChange", "false");
            configure?.Invoke(web);
            web.ConfigureTestServices(services => Replace(services, clock, log));
        });
        host = build();
    }

    /// <summary>The stopped clock; null where the app runs on the machine's own.</summary>
    public StoppedClock? Clock { get; }

    public IServiceProvider Services => host.Services;

    /// <summary>Where the app listens, such as <c>http://localhost:41234/</c>.</summary>
    public Uri Address => host.ClientOptions.BaseAddress;

    /// <summary>The first store, <c>shop</c>, whose domain is shop.example; opened by <see cref="Start"/>.</summary>
    public OpenedStore Shop { get; private set; } = null!;

    /// <summary>Starts the app with one open store: Europe/Berlin, EUR, domains shop.example and localhost.</summary>
    /// <param name="log">Takes all that the app logs, its database included.</param>
    public static async Task<TestApp> Start(DateTimeOffset? at = null, bool ownClock = true, AppLog? log = null, Action<IWebHostBuilder>? configure = null)
    {
        var app = new TestApp(ownClock ? new StoppedClock(at ?? DateTimeOffset.Parse("2026-06-15T10:00:00Z", null)) : null, log, configure);
        app.host.UseKestrel(0);
        app.host.StartServer();
        app.Shop = await app.OpenStore("shop", "EUR", "Europe/Berlin", "shop.example", "localhost");
        return app;
    }

    /// <summary>Stops the app and starts it anew on the same database, on a new port.</summary>
    /// <param name="between">What is done to the folder while nothing runs.</param>
    public async Task Restart(Action? between = null)
    {
        await host.DisposeAsync();
        between?.Invoke();
        host = build();
        host.UseKestrel(0);
        host.StartServer();
        _ = host.Services;
    }

    public async Task<OpenedStore> OpenStore(string key, string currency = "EUR", string zone = "Europe/Berlin", params string[] domains)
    {
        var clock = Services.GetRequiredService<TimeProvider>();
        var opened = await Services.GetRequiredService<Database>().Write(
            db => new NewStore(key, key, domains.Length > 0 ? domains : [key + ".example"], zone, currency).Open(db, null, clock.GetUtcNow()), CancellationToken.None);
        await Services.GetRequiredService<StoreDirectory>().Reload(CancellationToken.None);
        await Services.GetRequiredService<KeyDirectory>().Reload(CancellationToken.None);
        return opened;
    }

    /// <summary>A client without a key, cookies off unless asked for.</summary>
    public HttpClient Client(bool cookies = false) =>
        new(new HttpClientHandler { UseCookies = cookies, AllowAutoRedirect = false }) { BaseAddress = Address };

    /// <summary>A client with a store's secret key.</summary>
    public HttpClient Server(OpenedStore? store = null)
    {
        var client = Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (store ?? Shop).SecretKey);
        return client;
    }

    /// <summary>Reads the database as the app does.</summary>
    public async Task<T> Read<T>(Func<AttributionDb, Task<T>> query)
    {
        await using var db = await Services.GetRequiredService<Database>().Read(CancellationToken.None);
        return await query(db);
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static void Replace(IServiceCollection services, StoppedClock? clock, AppLog? log)
    {
        if (clock is not null)
        {
            services.AddSingleton<TimeProvider>(clock);
        }

        if (log is not null)
        {
            services.AddSingleton<ILoggerProvider>(log);
        }
        else
        {
            services.ConfigureDbContext<SqliteAttributionDb>(options => options.UseLoggerFactory(LogOfEveryDatabase));
        }
    }
}

internal static class Answers
{
    /// <summary>The JSON body of an answer.</summary>
    public static async Task<JsonElement> Json(this HttpResponseMessage answer) =>
        await answer.Content.ReadFromJsonAsync<JsonElement>();

    /// <summary>The messages of a problem by field, camelCase.</summary>
    public static async Task<Dictionary<string, string[]>> Errors(this HttpResponseMessage answer) =>
        (await answer.Json()).GetProperty("errors").Deserialize<Dictionary<string, string[]>>()!;
}
