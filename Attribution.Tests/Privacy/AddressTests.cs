using System.Net;
using System.Net.Http.Json;
using System.Text;
using Attribution.Tests.Tracking;
using Attribution.Web.Storage;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Privacy;

public class AddressTests
{
    private const string UserAgent = "Mozilla/5.0 (Distinctive; Visitor 7c1f) Gecko/20100101 Firefox/140.0";

    private static readonly string[] Traces = ["203.0.113.77", "198.51.100.91", "2001:db8:77:91:aaaa:bbbb:cccc:1", "Visitor 7c1f"];

    [Fact]
    public async Task No_address_and_no_user_agent_is_in_a_table_a_file_or_the_log_whichever_door_it_came_by()
    {
        var log = new AppLog();
        await using var app = await TestApp.Start(ownClock: false, log: log, configure: web =>
        {
            web.UseSetting("Proxy:Trusted:0", "127.0.0.1");
            web.UseSetting("Logging:LogLevel:Default", "Information");
            web.UseSetting("Logging:LogLevel:Attribution", "Trace");
        });

        foreach (var address in Traces[..3])
        {
            await EveryDoor(app, address);
        }

        (await app.Tables())["MarketingTouch"].Count.ShouldBeGreaterThan(8);
        var rows = (await app.Tables()).SelectMany(table => table.Value).ToList();
        Traces.Where(trace => rows.Exists(row => row.Contains(trace, StringComparison.OrdinalIgnoreCase))).ShouldBeEmpty();
        Traces.Where(trace => FilesOf(app).Any(bytes => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(trace)) >= 0)).ShouldBeEmpty();
        Traces.Where(trace => FilesOf(app).Any(bytes => IPAddress.TryParse(trace, out var address) && Holds(bytes, address))).ShouldBeEmpty();
        log.Lines.ShouldNotBeEmpty();
        Traces.Where(trace => log.Lines.Any(line => line.Contains(trace, StringComparison.OrdinalIgnoreCase))).ShouldBeEmpty();
    }

    // A browser with and without consent, its pixel, from a foreign page, a fault, the limit, and a server that passes the address on.
    private static async Task EveryDoor(TestApp app, string address)
    {
        using var browser = app.Client();
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        browser.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", UserAgent);
        await browser.Hit(app, new { url = Hits.Landing, consent = "granted" });
        await browser.Hit(app, new { url = Hits.Landing, consent = "limited" });
        await browser.Hit(app, new { url = Hits.Landing, consent = "denied" });
        await browser.GetAsync($"/api/tracking/pixel.gif?k={app.Shop.PublicKey}");
        await browser.Raw("{");
        using var foreign = new HttpRequestMessage(HttpMethod.Post, Hits.Path) { Content = new StringContent($$"""{"key":"{{app.Shop.PublicKey}}"}""") };
        foreign.Headers.Add("Origin", "https://foreign.example");
        await browser.SendAsync(foreign);
        var flood = new { items = Enumerable.Range(0, 50).Select(_ => new { kind = "pulse", seconds = 1 }) };
        while ((await browser.Send(app, flood)).StatusCode != HttpStatusCode.TooManyRequests)
        {
            // Until the address is told to wait.
        }

        using var server = app.Server();
        await server.Touch(new { url = Hits.Landing, clientIp = address, userAgent = UserAgent, consent = "limited" });
        await server.Touch(new { url = Hits.Landing, clientIp = address, userAgent = UserAgent });
        (await server.PostAsJsonAsync("/api/touches", new { url = Hits.Landing, clientIp = address + "x", userAgent = UserAgent })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    // Whatever lies beside the database too: its log, its lists, its folders.
    private static IEnumerable<byte[]> FilesOf(TestApp app) =>
        Directory.EnumerateFiles(Path.GetDirectoryName(app.Services.GetRequiredService<SqliteFile>().Path)!, "*", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith(".server", StringComparison.Ordinal))
            .Select(path =>
            {
                using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var copy = new MemoryStream();
                file.CopyTo(copy);
                return copy.ToArray();
            });

    // Four bytes may stand anywhere by chance; sixteen do not.
    private static bool Holds(byte[] bytes, IPAddress address) => address.GetAddressBytes() is { Length: 16 } sought && bytes.AsSpan().IndexOf(sought) >= 0;
}
