using System.Text.Json;
using Attribution.Web.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Attribution.Web.Integrations;

/// <summary>The body of a delivery: the bytes as they came, as the signature is theirs, and the JSON in them.</summary>
internal static class WebhookBody
{
    public const int MaxBytes = 4 * 1_024 * 1_024;

    /// <summary>The bytes, or the answer to give where there are too many or they broke off.</summary>
    public static async Task<(byte[]? Body, IResult? Refusal)> Read(HttpRequest request, int most, CancellationToken cancellationToken)
    {
        if (request.ContentLength > most)
        {
            return (null, TooLarge());
        }

        try
        {
            using var buffer = new MemoryStream((int)(request.ContentLength ?? 4_096));
            var part = new byte[16 * 1_024];
            int read;
            while ((read = await request.Body.ReadAsync(part, cancellationToken)) > 0)
            {
                buffer.Write(part, 0, read);
                if (buffer.Length > most)
                {
                    return (null, TooLarge());
                }
            }

            return (buffer.ToArray(), null);
        }
        catch (BadHttpRequestException broken)
        {
            return (null, JsonBody.NotWhole(broken));
        }
    }

    /// <summary>The JSON of a body; null where it is no object and no list of them.</summary>
    public static JsonDocument? Parse(byte[] body)
    {
        try
        {
            var json = JsonDocument.Parse(body.AsMemory(body.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0), PlatformJson.Options);
            if (json.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            {
                return json;
            }

            json.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The deliveries in a body: mostly one, several where a platform sends batches.</summary>
    public static IEnumerable<JsonElement> Items(JsonElement root) =>
        root.ValueKind == JsonValueKind.Array ? root.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object) : [root];

    private static ProblemHttpResult TooLarge() => Problem.Of(StatusCodes.Status413PayloadTooLarge, "too-large", "The body is too large", "Send at most 4 MB.");
}
