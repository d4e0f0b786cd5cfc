using System.Net;
using System.Text;
using System.Text.Json;
using Attribution.Web.Storage;

namespace Attribution.Tests.Imports;

/// <summary>Files that a store's server uploads.</summary>
internal static class Uploads
{
    public const string Csv = "text/csv";
    public const string JsonLines = "application/x-ndjson";

    private static readonly string[] Counted = ["new", "known", "ignored", "refused"];

    public static async Task<HttpResponseMessage> Send(this TestApp app, string kind, string file, string query = "", string type = Csv, OpenedStore? store = null, Encoding? encoding = null)
    {
        using var client = app.Server(store);
        var content = new ByteArrayContent((encoding ?? new UTF8Encoding(false)).GetPreamble().Concat((encoding ?? Encoding.UTF8).GetBytes(file)).ToArray());
        content.Headers.ContentType = new(type);
        return await client.PostAsync($"/api/imports?kind={kind}{query}", content);
    }

    /// <summary>Uploads a file, and answers the import once its dry run, or with <c>dryRun=false</c> its run, is over.</summary>
    public static async Task<JsonElement> Upload(this TestApp app, string kind, string file, string query = "", string type = Csv, Encoding? encoding = null)
    {
        var answer = await app.Send(kind, file, query, type, encoding: encoding);
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        return await app.Settled(answer.Headers.Location!.ToString());
    }

    public static Task<JsonElement> Import(this TestApp app, string kind, string file, string query = "", string type = Csv) =>
        app.Upload(kind, file, "&dryRun=false" + query, type);

    /// <summary>The import once nothing happens to it by itself.</summary>
    public static async Task<JsonElement> Settled(this TestApp app, string path)
    {
        using var client = app.Server();
        while (true)
        {
            using var answer = await client.GetAsync(path);
            if (answer.Headers.RetryAfter?.Delta is { } patience)
            {
                await Wait(app, patience);
                continue;
            }

            var import = await answer.Json();
            if (import.GetProperty("status").GetString() is not ("checking" or "running"))
            {
                return import;
            }
        }
    }

    // In the time the app lives in: where its clock stands still, a limit a second would never let anybody through again.
    private static async Task Wait(TestApp app, TimeSpan patience)
    {
        if (app.Clock is { } clock)
        {
            clock.Now += patience;
        }
        else
        {
            await Task.Delay(patience);
        }
    }

    public static async Task<HttpResponseMessage> Act(this TestApp app, JsonElement import, string verb, OpenedStore? store = null)
    {
        using var client = app.Server(store);
        return await client.PostAsync($"{PathOf(import)}/{verb}", null);
    }

    /// <summary>The rows of the report of refused lines, its head left out.</summary>
    public static async Task<string[]> Refused(this TestApp app, JsonElement import)
    {
        using var client = app.Server();
        var report = await client.GetStringAsync($"{PathOf(import)}/refused");
        report.ShouldStartWith("line,field,reason,text\r\n");
        return report.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..];
    }

    public static string PathOf(JsonElement import) => $"/api/imports/{import.GetProperty("id").GetString()}";

    public static string Status(this JsonElement import) => import.GetProperty("status").GetString()!;

    /// <summary>new, known, ignored and refused lines, as in "3 new, 1 known, 0 ignored, 2 refused".</summary>
    public static string Counts(this JsonElement import, string figures) =>
        import.GetProperty(figures) is var one && one.ValueKind == JsonValueKind.Null ? "nothing"
        : string.Join(", ", Counted.Select(name => $"{one.GetProperty(name).GetInt64()} {name}"));

    public static Dictionary<string, long> Channels(this JsonElement import, string figures) =>
        import.GetProperty(figures).GetProperty("channels").Deserialize<Dictionary<string, long>>()!;
}
