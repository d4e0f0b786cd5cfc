using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Attribution.Web.Http;

namespace Attribution.Web.Tracking;

/// <summary>
/// The members of one JSON object of a hit, taken by name. From a server each fault is noted at its field; from a browser what is too
/// long is cut, what has the wrong type is left out, and a flag tells. Null and the empty text are absent to both.
/// </summary>
internal sealed partial class HitFields
{
    private readonly Dictionary<string, JsonElement> members = new(StringComparer.Ordinal);
    private readonly HitFaults faults;
    private readonly string path;

    public HitFields(JsonElement element, HitFaults faults, string path = "")
    {
        this.faults = faults;
        this.path = path;
        foreach (var member in element.EnumerateObject())
        {
            if (JsonFields.NameOf(member) is not { } name)
            {
                Fault("?", "A member's name is no valid Unicode text.");
            }
            else if (!members.TryAdd(name, member.Value))
            {
                Fault(name, "This stands here twice. Send it once.");
            }
        }
    }

    public IReadOnlyCollection<string> Names => members.Keys;

    public void Fault(string name, string message) => faults.Add(path + name, message);

    /// <summary>A text without control characters; empty where it is absent.</summary>
    public string Text(string name, int max)
    {
        if (Take(name) is not { } element)
        {
            return "";
        }

        if (element.ValueKind != JsonValueKind.String)
        {
            Fault(name, $"Send a text in quotes here, not {KindOf(element)}.");
            return "";
        }

        if (HitText.Read(element, faults.IsStrict) is not { } text)
        {
            Fault(name, "This is no valid Unicode text: half of a surrogate pair, or bytes that are not UTF-8.");
            return "";
        }

        var clean = HitText.Clean(text);
        var length = HitText.CodePoints(clean);
        if (length <= max)
        {
            return clean;
        }

        faults.AddTooLong(path + name, $"This has {length} characters. Send at most {max}.");
        return HitText.Cut(clean, max);
    }

    /// <summary>An id that a cookie can hold as it is.</summary>
    public string Id(string name, int max)
    {
        var text = Text(name, max);
        if (faults.IsStrict || Storage.Ingest.IngestIds.IsPlain(text))
        {
            return text;
        }

        Fault(name, "Send letters, digits and - _ . : ~ only.");
        return "";
    }

    /// <summary>One of a few words; empty where it is absent.</summary>
    public string OneOf(string name, params string[] words)
    {
        var text = Text(name, 40);
        if (text.Length == 0 || words.Contains(text))
        {
            return text;
        }

        Fault(name, $"Send one of {string.Join(", ", words)}.");
        return "";
    }

    public bool Flag(string name)
    {
        if (Take(name) is not { } element)
        {
            return false;
        }

        if (element.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Fault(name, $"Send true or false here, not {KindOf(element)}.");
        }

        return element.ValueKind == JsonValueKind.True;
    }

    /// <summary>A number within bounds; null where it is absent.</summary>
    public decimal? Number(string name, decimal min, decimal max)
    {
        if (Take(name) is not { } element)
        {
            return null;
        }

        if (element.ValueKind != JsonValueKind.Number)
        {
            Fault(name, $"Send a JSON number here, not {KindOf(element)}: 1.50 without quotes.");
            return null;
        }

        if (element.GetRawText() is { Length: <= 29 } raw && decimal.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= max)
        {
            return number;
        }

        Fault(name, FormattableString.Invariant($"Send a number from {min} to {max}."));
        return null;
    }

    /// <summary>A whole number from 0 on; 0 where it is absent.</summary>
    public int Count(string name, int max)
    {
        if (Number(name, 0, max) is not { } number)
        {
            return 0;
        }

        if (!decimal.IsInteger(number))
        {
            Fault(name, "Send a whole number.");
        }

        return (int)number;
    }

    /// <summary>An instant with its offset; null where it is absent.</summary>
    public DateTimeOffset? Instant(string name)
    {
        var text = Text(name, 40);
        if (text.Length == 0)
        {
            return null;
        }

        if (InstantShape().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var at))
        {
            return at.ToUniversalTime();
        }

        Fault(name, "This is no instant with its offset. Send ISO 8601, such as 2026-11-21T08:00:00Z or 2026-11-21T09:00:00+01:00.");
        return null;
    }

    /// <summary>A UUID; null where it is absent.</summary>
    public Guid? Uuid(string name)
    {
        var text = Text(name, 40);
        if (text.Length == 0)
        {
            return null;
        }

        if (Guid.TryParseExact(text, "D", out var id) || Guid.TryParseExact(text, "N", out id))
        {
            return id;
        }

        Fault(name, "This is no UUID. Send one such as 0199a3c2-7d3f-7c1e-9b1a-1f2e3d4c5b6a, or leave it out.");
        return null;
    }

    /// <summary>The fields of an object; null where it is absent.</summary>
    public HitFields? Object(string name)
    {
        if (Take(name) is not { } element)
        {
            return null;
        }

        if (element.ValueKind == JsonValueKind.Object)
        {
            return new HitFields(element, faults, path + name + ".");
        }

        Fault(name, $"Send an object here, not {KindOf(element)}.");
        return null;
    }

    /// <summary>Leaves members out that are read elsewhere.</summary>
    public void Skip(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            members.Remove(name);
        }
    }

    /// <summary>Notes every member nobody took. A browser's are ignored: a newer script may know more than this server.</summary>
    public void RefuseOthers()
    {
        if (faults.IsStrict)
        {
            foreach (var name in members.Keys)
            {
                Fault(name, "Unknown field.");
            }
        }
    }

    public static string KindOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };

    private JsonElement? Take(string name) => members.Remove(name, out var element) && element.ValueKind != JsonValueKind.Null ? element : null;

    [GeneratedRegex(@"\A\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)\z", RegexOptions.CultureInvariant)]
    private static partial Regex InstantShape();
}
