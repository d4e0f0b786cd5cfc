using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Routing.Template;

namespace Attribution.Web.Http;

/// <summary>What a caller of the API is told where no endpoint took the call: the same JSON as ever, never a page for people.</summary>
internal static class NoSuchEndpoint
{
    private const string Pattern = "/api/{**path}";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.Map(Pattern, Answer).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();

    private static async Task<IResult> Answer(HttpContext context, EndpointDataSource endpoints)
    {
        var methods = MethodsOf(context.Request.Path, endpoints);
        if (methods.Count == 0)
        {
            return Problem.NotFound();
        }

        // The path and the method fit, so it was the kind of body that kept the endpoint from taking it.
        if (methods.Contains(context.Request.Method))
        {
            var caller = await context.AuthenticateAsync(KeyAuthentication.SchemeName);
            return caller.Succeeded ? JsonBody.NoJson() : TypedResults.Challenge(null, [KeyAuthentication.SchemeName]);
        }

        context.Response.Headers.Allow = string.Join(", ", methods);
        return Problem.Of(StatusCodes.Status405MethodNotAllowed, "method", "This is not done here", $"Send {string.Join(" or ", methods)} to this path.");
    }

    private static List<string> MethodsOf(PathString path, EndpointDataSource endpoints) =>
    [
        .. endpoints.Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText?.StartsWith("/api/", StringComparison.Ordinal) == true)
            .Where(endpoint => new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), []).TryMatch(path, []))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];
}
