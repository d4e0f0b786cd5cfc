using System.Text;
using System.Text.Json;
using Attribution.Web.Http;

namespace Attribution.Web.Tracking;

/// <summary>The body of a hit or a batch, read as JSON once it is small enough. Dispose it: the elements live in it.</summary>
/// <param name="Document">The body; null where it was refused.</param>
/// <param name="Refusal">The answer to give where it was refused.</param>
/// <param name="IsBroken">Whether bytes were no UTF-8 and stand as U+FFFD now.</param>
internal sealed record HitBody(JsonDocument? Document, IResult? Refusal, bool IsBroken) : IDisposable
{
    public const int BrowserBytes = 64 * 1_024;
    public const int ServerBytes = 4 * 1_024 * 1_024;
    public const int BrowserItems = 50;
    public const int ServerItems = 1_000;

    // Duplicates pass here: they are the fault of one hit, not of its neighbours.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = ApiJson.MaxDepth };

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public JsonElement Root => Document!.RootElement;

    public static async Task<HitBody> Read(HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        if (!IsText(request))
        {
            return Refuse(Problem.Of(StatusCodes.Status415UnsupportedMediaType, "media-type", "The body is not JSON", "Send JSON as application/json or text/plain, not compressed."));
        }

        ReadOnlyMemory<byte>? sent;
        try
        {
            sent = await BodyBytes.Read(request, maxBytes, cancellationToken);
        }
        catch (BadHttpRequestException broken)
        {
            return Refuse(JsonBody.NotWhole(broken));
        }

        if (sent is not { } bytes)
        {
            return Refuse(TooLarge($"Send at most {maxBytes / 1_024} KB; cut what is longer into several batches."));
        }

        var (text, isBroken) = Decode(bytes);
        try
        {
            return new HitBody(JsonDocument.Parse(text, Options), null, isBroken);
        }
        catch (JsonException)
        {
            return Refuse(NotUnderstood($"This is no JSON, or nested deeper than {ApiJson.MaxDepth}. Send one JSON document in UTF-8."));
        }
    }

    public static IResult NotUnderstood(string message) => Problem.Validation("The body was not understood", "body", message);

    public static IResult TooLarge(string detail) => Problem.Of(StatusCodes.Status413PayloadTooLarge, "too-large", "The body is too large", detail);

    public void Dispose() => Document?.Dispose();

    private static HitBody Refuse(IResult refusal) => new(null, refusal, false);

    private static bool IsText(HttpRequest request)
    {
        var type = request.ContentType?.Split(';')[0].Trim().ToLowerInvariant();
        var encoding = request.Headers.ContentEncoding.ToString();
        return type is null or "" or "text/plain" or "application/json" && encoding is "" or "identity";
    }

    private static (string Text, bool IsBroken) Decode(ReadOnlyMemory<byte> bytes)
    {
        var all = BodyBytes.WithoutMark(bytes).Span;
        try
        {
            return (Strict.GetString(all), false);
        }
        catch (DecoderFallbackException)
        {
            return (Encoding.UTF8.GetString(all), true);
        }
    }
}
