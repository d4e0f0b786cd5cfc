using Attribution.Domain.Channels;
using Attribution.Domain.Touches;
using BenchmarkDotNet.Attributes;

namespace Attribution.Benchmarks;

[MemoryDiagnoser]
public class ChannelBenchmarks
{
    private const string Browser = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36";

    private static readonly StoreSites Store = StoreSites.Of("shop.example");

    private static readonly Landing[] Cases = KnownLandings.Read();

    private static readonly Landing Tagged = new()
    {
        Url = "https://shop.example/shoes?utm_source=google&utm_medium=cpc&utm_campaign=brand&gclid=CjwKCAiA",
        Referrer = "https://www.google.com/",
    };

    private static readonly Landing Referred = new() { Url = "https://shop.example/shoes", Referrer = "https://blog.example.com/post" };

    private static readonly Landing Direct = new() { Url = "https://shop.example/shoes" };

    /// <summary>Every landing with a known answer, once: the time shown is that of one.</summary>
    [Benchmark(OperationsPerInvoke = KnownLandings.Count)]
    public int AllKnownLandings()
    {
        var channels = 0;
        foreach (var landing in Cases)
        {
            channels += ChannelResolver.BuiltIn.Resolve(landing, Store).Channel.Length;
        }

        return channels;
    }

    [Benchmark]
    public Resolution TaggedAd() => ChannelResolver.BuiltIn.Resolve(Tagged, Store);

    [Benchmark]
    public Resolution UnknownReferrer() => ChannelResolver.BuiltIn.Resolve(Referred, Store);

    [Benchmark]
    public Resolution NothingAtAll() => ChannelResolver.BuiltIn.Resolve(Direct, Store);

    [Benchmark]
    public bool BotCheckOfBrowser() => BotUserAgents.BuiltIn.IsBot(Browser);
}
