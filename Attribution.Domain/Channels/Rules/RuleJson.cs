using System.Text;
using System.Text.Json;

namespace Attribution.Domain.Channels.Rules;

/// <summary>
/// Rules as JSON, as they are kept, exported and imported:
/// <c>[{ "id", "name", "priority", "enabled", "when": [{ "field", "op", "value", "not" }], "then": { "channel", "sub_channel", "platform", "source", "partner" } }]</c>.
/// </summary>
public static class RuleJson
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    /// <summary>Rules as text, in the given order.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="indented">Whether a person will read it.</param>
    public static string Write(IEnumerable<ChannelRule> rules, bool indented = false)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, indented ? Indented : default))
        {
            json.WriteStartArray();
            foreach (var rule in rules)
            {
                Write(json, rule);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>Reads rules. Only the shape is judged here; what the rules say is judged by <see cref="RuleCheck"/>.</summary>
    /// <param name="text">A list of rules, or an object that holds one as <c>rules</c>.</param>
    /// <exception cref="FormatException">The text is no such list; the message says where and what was expected.</exception>
    public static IReadOnlyList<ChannelRule> Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var list = document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("rules", out var rules) ? rules : document.RootElement;
            return [.. Items(list, "The file").Select((rule, i) => Rule(rule, $"Rule {i + 1}"))];
        }
        catch (JsonException fault)
        {
            throw new FormatException($"This is no JSON: line {(fault.LineNumber ?? 0) + 1}, character {(fault.BytePositionInLine ?? 0) + 1}.", fault);
        }
    }

    private static void Write(Utf8JsonWriter json, ChannelRule rule)
    {
        json.WriteStartObject();
        json.WriteString("id", rule.Id);
        json.WriteString("name", rule.Name);
        json.WriteNumber("priority", rule.Priority);
        json.WriteBoolean("enabled", rule.IsEnabled);
        json.WriteStartArray("when");
        foreach (var condition in rule.When)
        {
            Write(json, condition);
        }

        json.WriteEndArray();
        json.WriteStartObject("then");
        json.WriteString("channel", rule.Then.Channel);
        WriteIfSet(json, "sub_channel", rule.Then.SubChannel);
        WriteIfSet(json, "platform", rule.Then.Platform);
        WriteIfSet(json, "source", rule.Then.Source);
        WriteIfSet(json, "partner", rule.Then.Partner);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RuleCondition condition)
    {
        json.WriteStartObject();
        json.WriteString("field", condition.Field);
        json.WriteString("op", condition.Operator);
        if (condition.Operator == RuleOperators.OneOf)
        {
            json.WriteStartArray("value");
            foreach (var value in condition.Values)
            {
                json.WriteStringValue(value);
            }

            json.WriteEndArray();
        }
        else if (condition.Values.Count > 0)
        {
            json.WriteString("value", condition.Values[0]);
        }

        if (condition.IsNegated)
        {
            json.WriteBoolean("not", true);
        }

        json.WriteEndObject();
    }

    private static void WriteIfSet(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static ChannelRule Rule(JsonElement rule, string at)
    {
        var id = Text(rule, "id", at) ?? throw Expected(at, "id", "a text");
        return new ChannelRule(
            id,
            Text(rule, "name", at) ?? id,
            Member(rule, "priority", at) is { } priority ? Number(priority, at) : 0,
            Flag(rule, "enabled", at, otherwise: true),
            [.. Items(Member(rule, "when", at) ?? throw Expected(at, "when", "a list of conditions"), $"{at}, when").Select((one, i) => Condition(one, $"{at}, condition {i + 1}"))],
            Outcome(Member(rule, "then", at) ?? throw Expected(at, "then", "an outcome"), $"{at}, then"));
    }

    private static RuleCondition Condition(JsonElement condition, string at) => new(
        Text(condition, "field", at) ?? throw Expected(at, "field", "a text"),
        Text(condition, "op", at) ?? throw Expected(at, "op", "a text"),
        Member(condition, "value", at) switch
        {
            null => [],
            { ValueKind: JsonValueKind.String } one => [one.GetString()!],
            { } many => [.. Items(many, $"{at}, value").Select(value => value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Expected(at, "value", "texts"))],
        },
        Flag(condition, "not", at, otherwise: false));

    private static RuleOutcome Outcome(JsonElement then, string at) => new(
        Text(then, "channel", at) ?? throw Expected(at, "channel", "a text"),
        Text(then, "sub_channel", at),
        Text(then, "platform", at),
        Text(then, "source", at),
        Text(then, "partner", at));

    private static JsonElement.ArrayEnumerator Items(JsonElement list, string at) =>
        list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : throw new FormatException($"{at}: expected a list.");

    private static JsonElement? Member(JsonElement parent, string name, string at) =>
        parent.ValueKind != JsonValueKind.Object ? throw new FormatException($"{at}: expected an object in braces.")
        : parent.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member
        : null;

    private static string? Text(JsonElement parent, string name, string at) => Member(parent, name, at) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        _ => throw Expected(at, name, "a text"),
    };

    private static bool Flag(JsonElement parent, string name, string at, bool otherwise) => Member(parent, name, at) switch
    {
        null => otherwise,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw Expected(at, name, "true or false"),
    };

    private static int Number(JsonElement number, string at) =>
        number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var whole) ? whole : throw Expected(at, "priority", "a whole number");

    private static FormatException Expected(string at, string name, string what) => new($"{at}: `{name}` should be {what}.");
}
