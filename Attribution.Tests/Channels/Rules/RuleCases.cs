using System.Text.Json;
using Attribution.Domain.Channels;
using Attribution.Domain.Channels.Rules;

namespace Attribution.Tests.Channels.Rules;

/// <summary>The store rules of <c>channel_rule_cases.json</c> and the landings with their known answers.</summary>
internal static class RuleCases
{
    public static IReadOnlyList<string> OwnChannels { get; } = ["brand", "campus"];

    private static JsonElement File { get; } = Read();

    public static IReadOnlyList<ChannelRule> Rules { get; } = RuleJson.Read(File.GetProperty("sets")[0].GetRawText());

    public static IReadOnlyList<JsonElement> Cases { get; } = [.. File.GetProperty("sets")[0].GetProperty("cases").EnumerateArray()];

    public static IReadOnlyList<string> RefusedPatterns { get; } = [.. File.GetProperty("refused_patterns").EnumerateArray().Select(pattern => pattern.GetString()!)];

    public static StoreSites Store { get; } = StoreSites.Of("shop.example") with { Rules = new ChannelRuleSet(3, Rules) };

    private static JsonElement Read()
    {
        using var file = System.IO.File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Channels", "Cases", "channel_rule_cases.json"));
        return JsonDocument.Parse(file).RootElement;
    }
}
