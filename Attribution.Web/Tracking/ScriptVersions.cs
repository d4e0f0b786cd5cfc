using System.Collections.Concurrent;
using System.Text;
using Attribution.Web.Storage;

namespace Attribution.Web.Tracking;

/// <summary>Every script this installation ever served, by hash: a page with a pinned snippet keeps working after an update.</summary>
internal sealed class ScriptVersions(InstallationSettings settings)
{
    private const string Prefix = "script:";

    private readonly ConcurrentDictionary<string, TrackingScript> read = new() { [TrackingScript.Current.Hash8] = TrackingScript.Current };

    /// <summary>Keeps the current script for the time after the next update.</summary>
    public Task KeepCurrent(CancellationToken cancellationToken) =>
        settings.GetOrMake(Prefix + TrackingScript.Current.Hash8, () => Encoding.UTF8.GetString(TrackingScript.Current.Content.Span), cancellationToken);

    /// <summary>The script of that hash; null where none was ever served.</summary>
    public async ValueTask<TrackingScript?> Find(string hash8, CancellationToken cancellationToken)
    {
        if (read.TryGetValue(hash8, out var known))
        {
            return known;
        }

        return await settings.Find(Prefix + hash8, cancellationToken) is { } text ? read.GetOrAdd(hash8, _ => TrackingScript.Of(Encoding.UTF8.GetBytes(text))) : null;
    }
}
