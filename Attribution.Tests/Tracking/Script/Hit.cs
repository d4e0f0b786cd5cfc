using System.Text.Json;

namespace Attribution.Tests.Tracking.Script;

/// <summary>One item of a batch as it came over the wire.</summary>
internal sealed record Hit(JsonElement Json)
{
    public string Kind => this["kind"]!;

    public string TouchId => this["touchId"]!;

    /// <summary>A field as text; null where it was not sent.</summary>
    public string? this[string name] => Json.TryGetProperty(name, out var value) ? value.ToString() : null;
}

/// <summary>One POST to the collect endpoint.</summary>
internal sealed record Batch(string Path, string ContentType, string Origin, long Bytes, JsonElement Body)
{
    public IReadOnlyList<Hit> Hits { get; } = [.. Body.GetProperty("items").EnumerateArray().Select(item => new Hit(item))];
}
