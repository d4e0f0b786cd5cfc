namespace Attribution.Tests.Faults;

/// <summary>Where the server is now: it dies, and comes back elsewhere.</summary>
internal sealed class Target
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Lock gate = new();
    private TaskCompletionSource<Uri> up = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The server's address, once it is up.</summary>
    public Task<Uri> Address
    {
        get
        {
            lock (gate)
            {
                return up.Task.WaitAsync(Patience);
            }
        }
    }

    /// <summary>Waits for a server other than the one that was lost.</summary>
    public async Task After(Uri lost)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (ReferenceEquals(await Address, lost))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
        }
    }

    /// <summary>Who asks from now on waits for the next server.</summary>
    public void Down()
    {
        lock (gate)
        {
            up = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void Up(string address)
    {
        lock (gate)
        {
            up.SetResult(new Uri(address));
        }
    }
}
