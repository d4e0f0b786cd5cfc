using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace Attribution.Web.Http;

/// <summary>What the API is: as OpenAPI for machines and as a page for people, to whoever may read.</summary>
internal static class Reference
{
    private const string Page = "/docs/api";

    public static void AddReference(this IHostApplicationBuilder builder) =>
        builder.Services.AddOpenApi("v1", options =>
        {
            options.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new OpenApiInfo { Title = "Attribution", Version = "v1", Description = "Which marketing earned what: touches and orders in, reports out." };
                document.Components ??= new OpenApiComponents();
                document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
                {
                    ["key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A key of a store: sk_…" },
                };
                document.Paths["/health/live"] = WithoutKey("HealthLive", "Whether the process runs", document);
                document.Paths["/health/ready"] = WithoutKey("HealthReady", "Whether it can store and read, part by part; 503 where it can't", document);
                document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("key", document)] = [] }];
                return Task.CompletedTask;
            });
        });

    public static void MapReference(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").RequireAuthorization(Policies.Read);
        app.MapSwaggerUI(Page.TrimStart('/'), Configure).RequireAuthorization();
    }

    // Health checks are no endpoints that the framework describes by itself.
    private static OpenApiPathItem WithoutKey(string name, string summary, OpenApiDocument document) => new()
    {
        Operations = new Dictionary<HttpMethod, OpenApiOperation>
        {
            [HttpMethod.Get] = new OpenApiOperation
            {
                OperationId = name,
                Summary = summary,
                Tags = new HashSet<OpenApiTagReference> { new("Health", document) },
                Security = [],
                Responses = new OpenApiResponses { ["200"] = new OpenApiResponse { Description = "OK" } },
            },
        },
    };

    private static void Configure(SwaggerUIOptions options)
    {
        options.DocumentTitle = "Attribution API";
        options.SwaggerEndpoint("/openapi/v1.json", "v1");
    }
}
