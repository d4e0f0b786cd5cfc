using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Attribution.Web.Integrations;

/// <summary>
/// What is kept of a body until it is taken: the members that are read later and no others, so that no name, street or telephone number
/// reaches the disk. An e-mail address becomes its hash on the way.
/// </summary>
internal sealed class BodyCut
{
    /// <summary>Begins the names of the attributes that our own snippets put on a cart or order.</summary>
    public const string OwnPrefix = "_attr_";

    private const char Hashed = '#';
    private const char OwnOnly = '?';

    private readonly Dictionary<string, BodyCut> members = new(StringComparer.Ordinal);
    private bool isHashed;
    private bool isOwnOnly;

    /// <param name="paths">Members parted by dots; <c>#</c> at the end hashes an address, <c>?</c> after a list keeps those that our snippets made.</param>
    public BodyCut(params ReadOnlySpan<string> paths)
    {
        foreach (var path in paths)
        {
            Add(path.Split('.'));
        }
    }

    public string Apply(JsonElement body)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, body);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Lower-case SHA-256 hex of an address as people write it; empty for none.</summary>
    public static string HashOf(string email) => email.Trim() is { Length: > 0 } address && address.Contains('@')
        ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.ToLowerInvariant())))
        : "";

    private void Add(ReadOnlySpan<string> path)
    {
        var at = this;
        foreach (var step in path)
        {
            var name = step.TrimEnd(Hashed, OwnOnly);
            if (!at.members.TryGetValue(name, out var next))
            {
                next = new BodyCut();
                at.members.Add(name, next);
            }

            next.isHashed |= step.EndsWith(Hashed);
            next.isOwnOnly |= step.EndsWith(OwnOnly);
            at = next;
        }
    }

    private void Write(Utf8JsonWriter writer, JsonElement element)
    {
        writer.WriteStartObject();
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var (name, cut) in members)
            {
                if (element.At(name) is { } value)
                {
                    cut.WriteMember(writer, name, value);
                }
            }
        }

        writer.WriteEndObject();
    }

    private void WriteMember(Utf8JsonWriter writer, string name, JsonElement value)
    {
        if (isHashed)
        {
            writer.WriteString(name, value.ValueKind == JsonValueKind.String ? HashOf(value.GetString()!) : "");
        }
        else if (members.Count == 0)
        {
            WriteScalar(writer, name, value);
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            WriteList(writer, name, value);
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            writer.WritePropertyName(name);
            Write(writer, value);
        }
    }

    private void WriteList(Utf8JsonWriter writer, string name, JsonElement list)
    {
        writer.WriteStartArray(name);
        foreach (var item in list.EnumerateArray().Where(item => !isOwnOnly || IsOwn(item)))
        {
            Write(writer, item);
        }

        writer.WriteEndArray();
    }

    private static void WriteScalar(Utf8JsonWriter writer, string name, JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }
    }

    private static bool IsOwn(JsonElement item) =>
        item.Text(100, "name").StartsWith(OwnPrefix, StringComparison.Ordinal) || item.Text(100, "key").StartsWith(OwnPrefix, StringComparison.Ordinal);
}
