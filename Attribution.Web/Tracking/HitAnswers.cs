using System.Buffers;
using System.Text.Json;
using Attribution.Web.Http;
using Attribution.Web.Storage.Ingest;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Attribution.Web.Tracking;

/// <summary>Answers as TRACKER.md words them. A server is told how a touch was resolved; a browser is not.</summary>
internal static class HitAnswers
{
    private const string Json = "application/json; charset=utf-8";

    /// <summary>The answer to one hit: itself, or its problem.</summary>
    public static IResult One(HitAnswer? answer, HitFaults faults, bool isServer) => answer switch
    {
        null => Problem.Validation("The hit was not accepted", faults.ByField),
        { Outcome: HitOutcome.Failed } => Problem.Of(StatusCodes.Status500InternalServerError, "not-stored", "The hit could not be stored", "Send it again; if it fails again, its content is the cause."),
        _ => Body(writer => Write(writer, answer, isServer)),
    };

    /// <summary>The answers to a batch, in order, a bad hit's problem in its place.</summary>
    public static IResult Many(IReadOnlyList<HitAnswer?> answers, IReadOnlyList<HitFaults> faults, bool isServer) => Body(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("items");
        for (var i = 0; i < answers.Count; i++)
        {
            if (answers[i] is { Outcome: not HitOutcome.Failed } answer)
            {
                Write(writer, answer, isServer);
            }
            else
            {
                WriteProblem(writer, answers[i], faults[i]);
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter writer, HitAnswer answer, bool isServer)
    {
        writer.WriteStartObject();
        writer.WriteString("outcome", answer.Outcome.ToString().ToLowerInvariant());
        writer.WriteString("touchId", answer.TouchId);
        writer.WriteString("sessionId", OrNull(answer.SessionId));
        writer.WriteString("visitorId", IngestIds.IsDerived(answer.VisitorId) ? null : OrNull(answer.VisitorId));
        writer.WriteString("channel", answer.Resolution?.Channel);
        writer.WriteString("consent", answer.Consent);
        if (isServer)
        {
            WriteResolution(writer, answer);
        }
        else if (answer.Outcome == HitOutcome.Ignored)
        {
            writer.WriteString("reason", answer.IgnoredAs);
        }

        writer.WriteEndObject();
    }

    private static void WriteResolution(Utf8JsonWriter writer, HitAnswer answer)
    {
        var resolution = answer.Resolution;
        writer.WriteString("source", resolution?.Source);
        writer.WriteString("medium", resolution?.Medium);
        writer.WriteString("campaign", resolution is null ? null : OrNull(resolution.Campaign));
        writer.WriteString("subChannel", resolution is null ? null : OrNull(resolution.SubChannel));
        writer.WriteString("platform", resolution is null ? null : OrNull(resolution.Platform));
        writer.WriteString("reason", answer.Outcome == HitOutcome.Ignored ? answer.IgnoredAs : resolution?.Reason);
        writer.WriteStartArray("flags");
        foreach (var flag in resolution?.Flags.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            writer.WriteStringValue(flag);
        }

        writer.WriteEndArray();
    }

    private static void WriteProblem(Utf8JsonWriter writer, HitAnswer? failed, HitFaults faults) => JsonSerializer.Serialize(
        writer,
        failed is null
            ? Problem.ValidationDetails("The hit was not accepted", faults.ByField)
            : new Microsoft.AspNetCore.Mvc.ProblemDetails { Type = "/problems/not-stored", Title = "The hit could not be stored", Status = 500, Instance = Problem.NewReference() },
        ApiJson.Options);

    private static string? OrNull(string text) => text.Length == 0 ? null : text;

    private static FileContentHttpResult Body(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = ApiJson.Options.Encoder }))
        {
            write(writer);
        }

        return TypedResults.Bytes(buffer.WrittenMemory, Json);
    }
}
