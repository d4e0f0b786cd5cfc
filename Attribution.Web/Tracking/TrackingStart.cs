using Attribution.Web.Storage;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Attribution.Web.Tracking;

/// <summary>What is checked and kept before the first request.</summary>
internal sealed class TrackingStart(ScriptVersions scripts) : IHostedService
{
    /// <summary>Ends the start where the alias is the first word of another route. For when every route is mapped.</summary>
    /// <exception cref="StartRefusedException">It is.</exception>
    public static void RefuseTakenAlias(string alias, IEnumerable<Endpoint> endpoints)
    {
        if (endpoints.OfType<RouteEndpoint>().Where(endpoint => endpoint.Metadata.GetMetadata<IsAlias>() is null)
            .Any(endpoint => FirstWord(endpoint.RoutePattern).Equals(alias, StringComparison.OrdinalIgnoreCase)))
        {
            throw new StartRefusedException($"{InstallationAlias.ConfigurationKey} is '{alias}', which is a page of the app. Choose another, such as k3v9m2, or leave it out.");
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => scripts.KeepCurrent(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static string FirstWord(RoutePattern pattern) =>
        pattern.PathSegments is [{ Parts: [RoutePatternLiteralPart literal] }, ..] ? literal.Content : "";

    /// <summary>Marks the alias's own routes.</summary>
    internal sealed class IsAlias;
}
