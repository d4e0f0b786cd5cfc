using Attribution.Domain.Channels;

namespace Attribution.Tests.Channels;

/// <summary>A landing of <c>channel_cases.csv</c> with its known answer.</summary>
public sealed record ChannelCase(string Id, string Group, Landing Landing, IReadOnlyDictionary<string, string> Expected)
{
    public static StoreSites Store { get; } = StoreSites.Of("shop.example");

    public static IReadOnlyList<ChannelCase> All { get; } = Read();

    public static TheoryData<string> Ids { get; } = [.. All.Select(landing => landing.Id)];

    public static ChannelCase Of(string id) => All.Single(known => known.Id == id);

    private static List<ChannelCase> Read()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Channels", "Cases", "channel_cases.csv"));
        return [.. CsvRows.Of(file).Select(row =>
            new ChannelCase(row["id"], row["group"], new Landing { Url = row["url"], Referrer = row["referrer"] }, row))];
    }
}
