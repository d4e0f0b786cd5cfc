using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Attribution.Web.Http;

/// <summary>
/// The members of one JSON object, taken by name and strictly by type. What is wrong with one is noted under its path and reads as
/// absent; null and the empty text are absent too. Whoever has taken all it knows calls <see cref="RefuseOthers"/>.
/// </summary>
internal sealed partial class JsonFields
{
    private const string BadText = "This is no valid Unicode text: half of a surrogate pair, or bytes that are not UTF-8.";

    private readonly Dictionary<string, JsonElement> members = new(StringComparer.Ordinal);
    private readonly Faults faults;
    private readonly string path;

    public JsonFields(JsonElement element, Faults faults, string path = "")
    {
        this.faults = faults;
        this.path = path;
        if (element.ValueKind != JsonValueKind.Object)
        {
            faults.Add(path.Length > 0 ? path.TrimEnd('.') : "body", "Send a JSON object here.");
            return;
        }

        foreach (var member in element.EnumerateObject())
        {
            if (NameOf(member) is not { } name)
            {
                faults.Add(path + "?", "A member's name is no valid Unicode text.");
            }
            else if (!members.TryAdd(name, member.Value))
            {
                faults.Add(path + name, "This stands here twice. Send it once.");
            }
        }
    }

    /// <summary>A member's name; null where it is no valid Unicode.</summary>
    public static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Whether a member of that name was sent and was not taken yet; null is as good as absent.</summary>
    public bool Has(string name) => KindOf(name) is not (JsonValueKind.Undefined or JsonValueKind.Null);

    public void Fault(string name, string message) => faults.Add(path + name, message);

    /// <summary>An id: 1 to <paramref name="max"/> characters without control characters; empty where it is absent.</summary>
    public string Id(string name, int max) =>
        Text(name, max) is var text && text.Any(IsControl) ? Refuse(name, "This holds a control character. Send letters, digits and signs only.", "") : text;

    /// <summary>An id that has to be there.</summary>
    public string RequiredId(string name, int max, string wayOut)
    {
        var id = Id(name, max);
        if (string.IsNullOrWhiteSpace(id) && !faults.Has(path + name))
        {
            Fault(name, "This is missing. " + wayOut);
        }

        return id;
    }

    /// <summary>A text, number or truth value as text.</summary>
    public string Scalar(string name, int max) => KindOf(name) switch
    {
        JsonValueKind.Number => Number(name) is { } number ? number.ToString("0.############################", CultureInfo.InvariantCulture) : "",
        JsonValueKind.True or JsonValueKind.False => Take(name) is { ValueKind: JsonValueKind.True } ? "true" : "false",
        _ => Words(name, max),
    };

    /// <summary>Words of a person: control characters become spaces; empty where it is absent.</summary>
    public string Words(string name, int max) => Text(name, max) is var text && text.Any(IsControl) ? Printable(text) : text;

    /// <summary>An exact decimal number; null where it is absent.</summary>
    public decimal? Number(string name)
    {
        if (Take(name) is not { } element)
        {
            return null;
        }

        if (element.ValueKind != JsonValueKind.Number)
        {
            return Refuse<decimal?>(name, $"Send a JSON number here, not {Kind(element)}: 199.99 without quotes.", null);
        }

        // Beyond 28 digits a decimal would round in silence.
        return element.GetRawText() is { Length: <= 29 } raw && decimal.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !Vanished(raw, number)
            ? number
            : Refuse<decimal?>(name, "This number is too long or too large. Send at most 15 digits before the point.", null);
    }

    /// <summary>A whole number from 0 on; null where it is absent.</summary>
    public long? Count(string name) =>
        Number(name) is not { } number ? null
        : number >= 0 && number <= 1_000_000_000_000_000 && decimal.IsInteger(number) ? (long)number
        : Refuse<long?>(name, "Send a whole number, 0 or more.", null);

    /// <summary>An instant with its offset, not before 2000 and not after <paramref name="latest"/>; null where it is absent.</summary>
    public DateTimeOffset? Instant(string name, DateTimeOffset latest)
    {
        var text = Text(name, 40);
        if (text.Length == 0)
        {
            return null;
        }

        if (!InstantShape().IsMatch(text) || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var at))
        {
            return Refuse<DateTimeOffset?>(name, "This is no instant with its offset. Send ISO 8601, such as 2026-11-21T08:00:00Z or 2026-11-21T09:00:00+01:00.", null);
        }

        return at.UtcDateTime.Year < 2000 ? Refuse<DateTimeOffset?>(name, "This is before the year 2000.", null)
            : at > latest ? Refuse<DateTimeOffset?>(name, "This is more than 24 hours ahead. Send when it happened.", null)
            : at.ToUniversalTime();
    }

    /// <summary>A calendar day, <c>yyyy-MM-dd</c>; null where it is absent.</summary>
    public DateOnly? Day(string name) =>
        Text(name, 10) is not { Length: > 0 } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : Refuse<DateOnly?>(name, "This is no day. Send YYYY-MM-DD, such as 2026-11-21.", null);

    /// <summary>The items of a list; none where it is absent.</summary>
    public IReadOnlyList<JsonElement> List(string name, int max)
    {
        if (Take(name) is not { } element)
        {
            return [];
        }

        if (element.ValueKind != JsonValueKind.Array)
        {
            return Refuse<IReadOnlyList<JsonElement>>(name, $"Send a list here, not {Kind(element)}.", []);
        }

        return element.GetArrayLength() <= max
            ? [.. element.EnumerateArray()]
            : Refuse<IReadOnlyList<JsonElement>>(name, $"These are {element.GetArrayLength()}. Send at most {max}.", []);
    }

    /// <summary>The fields of an object; null where it is absent.</summary>
    public JsonFields? Object(string name) => Take(name) is { } element ? new JsonFields(element, faults, $"{path}{name}.") : null;

    /// <summary>The fields of an item of a list taken before.</summary>
    public JsonFields Item(string list, int index, JsonElement element) => new(element, faults, $"{path}{list}[{index}].");

    /// <summary>Names that are left: an object whose members the sender chooses.</summary>
    public IReadOnlyList<string> Names => [.. members.Keys];

    /// <summary>The kind of a member that was not taken yet.</summary>
    public JsonValueKind KindOf(string name) => members.TryGetValue(name, out var element) ? element.ValueKind : JsonValueKind.Undefined;

    /// <summary>Notes every member that nobody took.</summary>
    public void RefuseOthers()
    {
        foreach (var name in members.Keys)
        {
            Fault(name, "Unknown field.");
        }
    }

    private string Text(string name, int max)
    {
        if (Take(name) is not { } element)
        {
            return "";
        }

        if (element.ValueKind != JsonValueKind.String)
        {
            return Refuse(name, $"Send a text in quotes here, not {Kind(element)}.", "");
        }

        if (Unescaped(element) is not { } text)
        {
            return Refuse(name, BadText, "");
        }

        return text.Length <= max ? text : Refuse(name, $"This has {text.Length} characters. Send at most {max}.", "");
    }

    private JsonElement? Take(string name) => members.Remove(name, out var element) && element.ValueKind != JsonValueKind.Null ? element : null;

    private T Refuse<T>(string name, string message, T absent)
    {
        Fault(name, message);
        return absent;
    }

    // The parser checks escapes and UTF-8 only when a text is asked for.
    private static string? Unescaped(JsonElement element)
    {
        try
        {
            return element.GetString()!.Normalize(NormalizationForm.FormC);
        }
        catch (Exception broken) when (broken is InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    // Marks that turn the reading direction would make one id look like another in every list.
    private static bool IsControl(char sign) => char.IsControl(sign) || sign is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static string Printable(string text) => string.Create(text.Length, text, (span, source) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = IsControl(source[i]) ? ' ' : source[i];
        }
    });

    // 1e-40 would pass as 0.
    private static bool Vanished(string raw, decimal number) => number == 0 && raw.AsSpan().IndexOfAnyInRange('1', '9') is var digit and >= 0 && raw.IndexOfAny(['e', 'E']) is var power && (power < 0 || digit < power);

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        _ => "true or false",
    };

    [GeneratedRegex(@"\A\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)\z")]
    private static partial Regex InstantShape();
}
