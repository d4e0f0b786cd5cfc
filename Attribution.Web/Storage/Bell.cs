namespace Attribution.Web.Storage;

/// <summary>Wakes one who waits for something to do. Rung while nobody waits it is heard by the next one, once, however often it was rung.</summary>
internal sealed class Bell : IDisposable
{
    private readonly SemaphoreSlim rung = new(0, 1);

    public void Ring()
    {
        try
        {
            rung.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is heard already.
        }
    }

    /// <summary>Waits until it rings; false where that took too long.</summary>
    public Task<bool> Wait(TimeSpan most, CancellationToken cancellationToken) => rung.WaitAsync(most, cancellationToken);

    public void Dispose() => rung.Dispose();
}
