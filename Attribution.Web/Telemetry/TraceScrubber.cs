using System.Diagnostics;
using OpenTelemetry;

namespace Attribution.Web.Telemetry;

/// <summary>Leaves of a trace only what is named here: no address of a caller, no URL with its query, no header. The name is method and route.</summary>
internal sealed class TraceScrubber : BaseProcessor<Activity>
{
    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal)
    {
        "http.request.method", "http.response.status_code", "http.route", "network.protocol.version", "url.scheme", "error.type",
        "attribution.store", "attribution.kind", "attribution.days", "attribution.hits",
    };

    public override void OnEnd(Activity data)
    {
        foreach (var tag in data.TagObjects.Where(tag => !Kept.Contains(tag.Key)).ToList())
        {
            data.SetTag(tag.Key, null);
        }

        if (data.Kind == ActivityKind.Server)
        {
            data.DisplayName = data.GetTagItem("http.route") is string route ? $"{data.GetTagItem("http.request.method") ?? "HTTP"} {route}" : "HTTP";
        }
    }
}
