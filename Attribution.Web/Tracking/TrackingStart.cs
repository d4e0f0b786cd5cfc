using Attribution.Web.Storage;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Attribution.Web.Tracking;

/// <summary>What is checked and kept before the first request: every route is mapped by now.</summary>
internal sealed class TrackingStart(InstallationAlias alias, ScriptVersions scripts, EndpointDataSource endpoints) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var taken = endpoints.Endpoints.OfType<RouteEndpoint>().Where(endpoint => endpoint.Metadata.GetMetadata<IsAlias>() is null)
            .Any(endpoint => FirstWord(endpoint.RoutePattern).Equals(alias.Value, StringComparison.OrdinalIgnoreCase));
        return taken
            ? throw new StartRefusedException($"{InstallationAlias.ConfigurationKey} is '{alias.Value}', which is a page of the app. Choose another, such as k3v9m2, or leave it out.")
            : scripts.KeepCurrent(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static string FirstWord(RoutePattern pattern) =>
        pattern.PathSegments is [{ Parts: [RoutePatternLiteralPart literal] }, ..] ? literal.Content : "";

    /// <summary>Marks the alias's own routes.</summary>
    internal sealed class IsAlias;
}
