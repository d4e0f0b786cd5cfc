using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Attribution.Web.Storage;

namespace Attribution.Tests.Tracking;

/// <summary>A browser, a bare caller or a server that sends hits.</summary>
internal static class Hits
{
    public const string Path = "/api/tracking/marketing-touch";
    public const string Landing = "https://shop.example/?utm_source=google&utm_medium=cpc&utm_campaign=spring";

    /// <summary>Sends a hit with the store's public key and expects it taken.</summary>
    public static async Task<JsonElement> Hit(this HttpClient client, TestApp app, object hit)
    {
        var answer = await client.Send(app, hit);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Json();
    }

    /// <summary>Sends a hit with the store's public key.</summary>
    public static Task<HttpResponseMessage> Send(this HttpClient client, TestApp app, object hit) =>
        client.PostAsync(Path, Body(hit, app.Shop.PublicKey));

    /// <summary>Sends hits as one batch with the store's public key, and answers its items.</summary>
    public static async Task<JsonElement[]> Batch(this HttpClient client, TestApp app, params object[] hits)
    {
        var answer = await client.PostAsync(Path, Body(new { items = hits }, app.Shop.PublicKey));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return [.. (await answer.Json()).GetProperty("items").EnumerateArray()];
    }

    /// <summary>Sends a touch as the store's server and expects it taken.</summary>
    public static async Task<JsonElement> Touch(this HttpClient server, object touch)
    {
        var answer = await server.PostAsJsonAsync("/api/touches", touch);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Json();
    }

    public static Task<HttpResponseMessage> Raw(this HttpClient client, string body, string type = "text/plain", string path = Path) =>
        client.PostAsync(path, new StringContent(body, Encoding.UTF8, type));

    public static string Text(this JsonElement answer, string name) => answer.GetProperty(name).GetString() ?? "";

    public static string Outcome(this JsonElement answer) => answer.Text("outcome");

    /// <summary>A value of a Set-Cookie header, and its attributes.</summary>
    public static string? Cookie(this HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.FirstOrDefault(cookie => cookie.StartsWith(name + "=", StringComparison.Ordinal)) : null;

    /// <summary>Every byte the database keeps, log included.</summary>
    public static byte[] Bytes(this TestApp app)
    {
        var path = app.Services.GetRequiredFile();
        return [.. new[] { path, path + "-wal" }.Where(File.Exists).SelectMany(Read)];
    }

    private static string GetRequiredFile(this IServiceProvider services) => ((SqliteFile)services.GetService(typeof(SqliteFile))!).Path;

    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        return copy.ToArray();
    }

    private static StringContent Body(object hit, string key)
    {
        var body = JsonSerializer.SerializeToNode(hit)!.AsObject();
        body.TryAdd("key", key);
        return new StringContent(body.ToJsonString(), Encoding.UTF8, "text/plain");
    }
}
