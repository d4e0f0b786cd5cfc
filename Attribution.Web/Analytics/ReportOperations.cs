using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Attribution.Web.Analytics;

/// <summary>Describes the query parameters that reports share, which are read from the query as a whole.</summary>
internal sealed class ReportOperations : IOpenApiOperationTransformer
{
    private static readonly (string Name, string Meaning, bool Repeats)[] Shared =
    [
        ("startDate", "First local day of the store, YYYY-MM-DD. Default: 30 complete days up to yesterday.", false),
        ("endDate", "Last local day, included.", false),
        ("attributionModel", "A model's id. Default: the store's.", false),
        ("channel", "Only what falls on this channel. Repeatable.", true),
        ("source", "Only what falls on this source. Repeatable.", true),
        ("medium", "Only what falls on this medium. Repeatable.", true),
        ("campaign", "Only what falls on this campaign. Repeatable.", true),
        ("conversionType", "Only conversions of this type, such as signup. Repeatable.", true),
        ("store", "The store's key. Implied by an API key.", false),
    ];

    private static readonly (string Name, string Meaning, bool Repeats)[] OfPaths =
    [
        ("collapse", "true: consecutive touches of one channel are one step.", false),
        ("pathContains", "Only paths that hold this channel, or these that follow each other, such as email>direct. Repeatable: one of them.", true),
        ("pathStarts", "Only paths that begin so. Repeatable: one of them.", true),
        ("pathEnds", "Only paths that end so. Repeatable: one of them.", true),
    ];

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<ReportQueryParameters>().FirstOrDefault() is { } report)
        {
            operation.Parameters ??= [];
            foreach (var (name, meaning, repeats) in Shared.Concat(Own(report.Report)))
            {
                operation.Parameters.Add(new OpenApiParameter { Name = name, In = ParameterLocation.Query, Description = meaning, Schema = SchemaOf(repeats) });
            }
        }

        return Task.CompletedTask;
    }

    private static (string Name, string Meaning, bool Repeats)[] Own(string report) => report switch
    {
        "Channels" => [("series", "true: each channel also by day.", false)],
        "Models" =>
        [
            ("models", "Two or more models with commas between them. Default: all.", false),
            ("pair", "Two models with a comma between them, such as last_touch,linear: who gains and who loses from the first to the second.", false),
            ("compare", "previous_period: the same over as many days just before, and the differences. Default: off.", false),
        ],
        "Paths" => [("limit", "Rows, 1 to 1,000. Default 50.", false), .. OfPaths],
        "PathTransitions" =>
        [
            .. OfPaths,
            ("nodes", "Channels and ends that a step may show, 4 to 50. Default 8; smaller channels are one node, rest.", false),
            ("dropOuts", "false: only journeys that ended with an order.", false),
        ],
        "PathLengths" or "PathRoles" or "PathOverlap" => OfPaths,
        "Campaigns" => [("limit", "Rows, 1 to 1,000. Default 1,000; the totals are of all.", false)],
        _ => [],
    };

    private static OpenApiSchema SchemaOf(bool repeats) => repeats
        ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } }
        : new OpenApiSchema { Type = JsonSchemaType.String };
}
