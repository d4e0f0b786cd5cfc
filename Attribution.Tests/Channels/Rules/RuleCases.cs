using System.Text.Json;
using Attribution.Domain.Channels;
using Attribution.Domain.Channels.Rules;

namespace Attribution.Tests.Channels.Rules;

/// <summary>The store rules of <c>channel_rule_cases.json</c> and the landings with their known answers.</summary>
internal static class RuleCases
{
    public static IReadOnlyList<string> OwnChannels { get; } = ["brand", "campus"];

    private static JsonElement File { get; } = Read();

    public static IReadOnlyList<ChannelRule> Rules { get; } = [.. File.GetProperty("sets")[0].GetProperty("rules").EnumerateArray().Select(Rule)];

    public static IReadOnlyList<JsonElement> Cases { get; } = [.. File.GetProperty("sets")[0].GetProperty("cases").EnumerateArray()];

    public static IReadOnlyList<string> RefusedPatterns { get; } = [.. File.GetProperty("refused_patterns").EnumerateArray().Select(pattern => pattern.GetString()!)];

    public static StoreSites Store { get; } = StoreSites.Of("shop.example") with { Rules = new ChannelRuleSet(3, Rules) };

    private static JsonElement Read()
    {
        using var file = System.IO.File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Channels", "Cases", "channel_rule_cases.json"));
        return JsonDocument.Parse(file).RootElement;
    }

    private static ChannelRule Rule(JsonElement rule) => new(
        rule.GetProperty("id").GetString()!,
        rule.GetProperty("id").GetString()!,
        rule.GetProperty("priority").GetInt32(),
        !rule.TryGetProperty("enabled", out var enabled) || enabled.GetBoolean(),
        [.. rule.GetProperty("when").EnumerateArray().Select(Condition)],
        Outcome(rule.GetProperty("then")));

    private static RuleCondition Condition(JsonElement condition) => new(
        condition.GetProperty("field").GetString()!,
        condition.GetProperty("op").GetString()!,
        !condition.TryGetProperty("value", out var value) ? []
            : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(one => one.GetString()!)]
            : [value.GetString()!],
        condition.TryGetProperty("not", out var not) && not.GetBoolean());

    private static RuleOutcome Outcome(JsonElement then) => new(
        then.GetProperty("channel").GetString()!, Text(then, "sub_channel"), Text(then, "platform"), Text(then, "source"), Text(then, "partner"));

    private static string? Text(JsonElement then, string name) => then.TryGetProperty(name, out var text) ? text.GetString() : null;
}
