using Microsoft.AspNetCore.Components;

namespace Attribution.Web.Components;

/// <summary>A page about one store that looks every second how something goes on: from its first moment in a browser until it is left.</summary>
public abstract class WatchingPage : StorePage
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private ITimer? timer;

    [Inject]
    private protected TimeProvider Clock { get; set; } = default!;

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        timer?.Dispose();
        base.Dispose(disposing);
    }

    /// <inheritdoc />
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            timer = Clock.CreateTimer(_ => _ = InvokeAsync(() => Leaving.IsCancellationRequested ? Task.CompletedTask : Refresh()), null, Look, Look);
        }
    }

    /// <summary>Reads and shows anew what may have gone on.</summary>
    protected abstract Task Refresh();
}
