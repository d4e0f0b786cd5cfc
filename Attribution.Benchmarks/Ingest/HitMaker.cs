using System.Globalization;
using System.Text;

namespace Attribution.Benchmarks.Ingest;

/// <summary>Makes requests as browsers send them: varied landings, three in four of them by a visitor who is new.</summary>
internal sealed class HitMaker(string host, string publicKey, int seed)
{
    /// <summary>Every this many requests the visitor of the one before comes back, with the cookies it got.</summary>
    public const int ReturnsEvery = 4;

    private static readonly string[] Agents =
    [
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
    ];

    private static readonly (string Query, string Referrer)[] Landings =
    [
        ("?utm_source=google&utm_medium=cpc&utm_campaign=spring-{0}&utm_term=shoes&gclid=EAIaIQobChMI{1}", "https://www.google.com/"),
        ("?utm_source=newsletter&utm_medium=email&utm_campaign=week-{0}&utm_content=hero", ""),
        ("?fbclid=IwAR{1}&utm_source=facebook&utm_medium=paid_social&utm_campaign=reach-{0}", "https://l.facebook.com/"),
        ("", "https://www.bing.com/search?q=running+shoes"),
        ("?ref=partner-{0}", "https://blog.example.org/best-shoes-{0}"),
        ("?utm_source=tiktok&utm_medium=paid&utm_campaign=video-{0}&ttclid=E.C.P.{1}", "https://www.tiktok.com/"),
        ("?msclkid={1}&utm_source=bing&utm_medium=cpc&utm_campaign=brand-{0}", "https://www.bing.com/"),
        ("", "https://chatgpt.com/"),
    ];

    private readonly Random random = new(seed);

    /// <summary>One request as it goes over the wire.</summary>
    public byte[] Next(string path, string cookies)
    {
        var (query, referrer) = Landings[random.Next(Landings.Length)];
        var url = $"https://shop.example/products/{random.Next(5_000)}" + string.Format(CultureInfo.InvariantCulture, query, random.Next(200), Token());
        var now = TimeProvider.System.GetUtcNow();
        var time = now.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        var body =
            $$"""
            {"key":"{{publicKey}}","kind":"touch","touchId":"{{Guid.CreateVersion7(now)}}","occurredAt":"{{time}}","sentAt":"{{time}}","url":"{{url}}","referrer":"{{referrer}}","consent":"granted"}
            """;
        return Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: {Agents[random.Next(Agents.Length)]}\r\nAccept: */*\r\nAccept-Language: en\r\n"
            + $"Origin: https://shop.example\r\nContent-Type: text/plain;charset=UTF-8\r\n{(cookies.Length > 0 ? $"Cookie: {cookies}\r\n" : "")}"
            + $"Content-Length: {body.Length}\r\n\r\n{body}");
    }

    private string Token() => Convert.ToHexString(BitConverter.GetBytes(random.NextInt64()));
}
