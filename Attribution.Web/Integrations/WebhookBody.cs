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
        try
        {
            return await BodyBytes.Read(request, most, cancellationToken) is { } bytes ? (bytes.ToArray(), null) : (null, TooLarge());
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
            var json = JsonDocument.Parse(BodyBytes.WithoutMark(body), PlatformJson.Options);
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
