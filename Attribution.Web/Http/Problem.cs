using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Attribution.Web.Http;

/// <summary>RFC 9457 answers of every endpoint: one way to say what was wrong and what to send.</summary>
internal static class Problem
{
    private const string IdLetters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    /// <summary>A short id to quote, also in the log line that belongs to it.</summary>
    public static string NewReference() => RandomNumberGenerator.GetString(IdLetters, 6);

    public static ProblemHttpResult Validation(string title, IReadOnlyDictionary<string, string[]> errors) =>
        TypedResults.Problem(ValidationDetails(title, errors));

    public static ProblemDetails ValidationDetails(string title, IReadOnlyDictionary<string, string[]> errors) => new()
    {
        Type = "/problems/validation",
        Title = title,
        Status = StatusCodes.Status400BadRequest,
        Instance = NewReference(),
        Extensions = { ["errors"] = errors },
    };

    public static ProblemHttpResult Validation(string title, string field, string error) =>
        Validation(title, new Dictionary<string, string[]> { [field] = [error] });

    /// <summary>The same body for what is not there and for what belongs to another store.</summary>
    public static ProblemHttpResult NotFound() => Of(StatusCodes.Status404NotFound, "not-found", "Not found", "There is nothing here that this key or user may see.");

    public static ProblemHttpResult Conflict(string title, string detail) => Of(StatusCodes.Status409Conflict, "conflict", title, detail);

    /// <param name="reference">The id that a log line bears already; a new one where there is none.</param>
    public static ProblemHttpResult Of(int status, string type, string title, string detail, string? reference = null) =>
        TypedResults.Problem(new ProblemDetails { Type = "/problems/" + type, Title = title, Status = status, Detail = detail, Instance = reference ?? NewReference() });

    /// <summary>Writes a problem where no endpoint runs, such as from middleware.</summary>
    public static Task Write(HttpContext context, int status, string type, string title, string detail, string? reference = null)
    {
        context.Response.StatusCode = status;
        return Of(status, type, title, detail, reference).ExecuteAsync(context);
    }
}
