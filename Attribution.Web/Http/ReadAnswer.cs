using System.Text;
using Microsoft.Net.Http.Headers;

namespace Attribution.Web.Http;

/// <summary>
/// The answer of a read: JSON, or CSV where it is asked for; with a tag, so that who asks again for the same figures gets 304 and no body.
/// </summary>
/// <param name="version">Changes whenever the content may have changed.</param>
internal sealed class ReadAnswer<T>(T value, string version, Func<T, CsvTable> table) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var csv = WantsCsv(httpContext.Request);
        var tag = new EntityTagHeaderValue($"\"{version}{(csv ? "-csv" : "")}\"", isWeak: true);
        var headers = httpContext.Response.Headers;
        headers.ETag = tag.ToString();
        headers.CacheControl = "private, max-age=60";
        headers.Vary = "Accept, Authorization, Cookie";
        if (httpContext.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false) || known == EntityTagHeaderValue.Any))
        {
            httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return csv
            ? Results.Text(Csv.Write(table(value)), Csv.MediaType, Encoding.UTF8).ExecuteAsync(httpContext)
            : httpContext.Response.WriteAsJsonAsync(value, ApiJson.Options, httpContext.RequestAborted);
    }

    private static bool WantsCsv(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Where(accepted => accepted.Quality is not 0)
            .OrderByDescending(accepted => accepted.Quality ?? 1)
            .FirstOrDefault(accepted => accepted.MediaType.Value is Csv.MediaType or "application/json" or "*/*") is { } first
        && first.MediaType == Csv.MediaType;
}
