namespace Attribution.Tests.Faults;

/// <summary>Several connections that send at the same time, until they are told to stop.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Connection[] connections;
    private readonly Task all;

    public Crowd(Target target, Books books, int seed, int size)
    {
        connections = [.. Enumerable.Range(0, size).Select(i => new Connection(target, books, new Traffic(books, seed, i, TimeProvider.System)))];
        all = Task.WhenAll(connections.Select(connection => Task.Run(() => connection.Run(stop.Token))));
    }

    /// <summary>Waits for something to come true while they send; fails with them.</summary>
    public async Task Until(Task what)
    {
        using var patience = new CancellationTokenSource();
        var first = await Task.WhenAny(what, all, Task.Delay(TimeSpan.FromMinutes(2), patience.Token));
        await patience.CancelAsync();
        await first;
        what.IsCompleted.ShouldBeTrue("It did not come true within two minutes of load.");
    }

    /// <summary>Has every call in hand delivered, then ends.</summary>
    public async Task Finish()
    {
        await stop.CancelAsync();
        await all;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        Array.ForEach(connections, connection => connection.Dispose());
        await all.ContinueWith(_ => { }, TaskScheduler.Default);
        stop.Dispose();
    }
}
