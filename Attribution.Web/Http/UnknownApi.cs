using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;

namespace Attribution.Web.Http;

/// <summary>What no endpoint of the API takes: said as a problem, never as a page.</summary>
internal static class UnknownApi
{
    public static void MapUnknownApi(this IEndpointRouteBuilder routes) =>
        routes.Map("/api/{**path}", Answer).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();

    private static async Task<IResult> Answer(HttpContext context, EndpointDataSource endpoints)
    {
        var allowed = Methods(context.Request.Path, endpoints);
        if (allowed.Length == 0)
        {
            return Problem.NotFound();
        }

        // An endpoint of this path and method that was passed over wants another body.
        if (allowed.Contains(context.Request.Method))
        {
            return (await context.AuthenticateAsync(KeyAuthentication.SchemeName)).Succeeded ? NoJson() : Results.Challenge(null, [KeyAuthentication.SchemeName]);
        }

        context.Response.Headers.Allow = string.Join(", ", allowed);
        return Problem.Of(StatusCodes.Status405MethodNotAllowed, "method", "Not this method", $"Here {context.Request.Method} does nothing. Send {string.Join(" or ", allowed)}.");
    }

    private static ProblemHttpResult NoJson() =>
        Problem.Of(StatusCodes.Status415UnsupportedMediaType, "media-type", "The body is not JSON", "Send the header 'Content-Type: application/json'.");

    private static string[] Methods(PathString path, EndpointDataSource endpoints) =>
    [
        .. endpoints.Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText?.TrimStart('/').StartsWith("api/", StringComparison.Ordinal) == true && Matches(endpoint.RoutePattern, path))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [])
            .Distinct().Order(StringComparer.Ordinal),
    ];

    private static bool Matches(RoutePattern pattern, PathString path) =>
        new TemplateMatcher(new RouteTemplate(pattern), []).TryMatch(path, []);
}
