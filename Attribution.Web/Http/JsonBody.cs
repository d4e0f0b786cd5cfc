using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Attribution.Web.Http;

/// <summary>The body of a server call, read as JSON once it is small enough. Dispose it: the elements live in it.</summary>
/// <param name="Document">The body; null where it was refused.</param>
/// <param name="Refusal">The answer to give where it was refused.</param>
internal sealed record JsonBody(JsonDocument? Document, IResult? Refusal) : IDisposable
{
    /// <summary>Most bytes of a server call's body.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    // Duplicate members are let through here: they are the fault of one item and must not sink its neighbours. JsonFields names them.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = ApiJson.MaxDepth };

    public JsonElement Root => Document!.RootElement;

    public static async Task<JsonBody> Read(HttpContext context, CancellationToken cancellationToken)
    {
        if (!context.Request.HasJsonContentType())
        {
            return Refuse(NoJson());
        }

        ReadOnlyMemory<byte>? sent;
        try
        {
            sent = await BodyBytes.Read(context.Request, MaxBytes, cancellationToken);
        }
        catch (BadHttpRequestException broken)
        {
            return Refuse(NotWhole(broken));
        }

        if (sent is not { } bytes)
        {
            return Refuse(Problem.Of(StatusCodes.Status413PayloadTooLarge, "too-large", "The body is too large", "Send at most 4 MB; cut what is longer into several calls."));
        }

        try
        {
            return new JsonBody(JsonDocument.Parse(BodyBytes.WithoutMark(bytes), Options), null);
        }
        catch (JsonException)
        {
            return Refuse(Problem.Validation("The body was not understood", "body", $"This is no JSON, or nested deeper than {ApiJson.MaxDepth}. Send one JSON document in UTF-8."));
        }
    }

    public static ProblemHttpResult NoJson() =>
        Problem.Of(StatusCodes.Status415UnsupportedMediaType, "media-type", "The body is not JSON", "Send the header 'Content-Type: application/json'.");

    /// <summary>What a caller is told whose body broke off, came too slowly or was cut into chunks wrongly.</summary>
    public static ProblemHttpResult NotWhole(BadHttpRequestException broken) =>
        Problem.Of(broken.StatusCode, "body", "The body did not arrive whole", "Send the call again, with the body's length or in well-formed chunks.");

    public void Dispose() => Document?.Dispose();

    private static JsonBody Refuse(IResult refusal) => new(null, refusal);
}
