using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Attribution.Web.Storage;

/// <summary>
/// The one gate through which every write of this process passes, first come, first served. SQLite has one writer; its own busy
/// handler polls and is not fair, so that group commit would starve everyone else.
/// </summary>
internal sealed class WriteGate : IDisposable
{
    // Nobody holds it for so long unless the disk or another process does not let him go on.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly AsyncLocal<Holder?> holder = new();

    /// <summary>Waits for the gate. Who already holds it passes: a SaveChanges inside a write must not wait for itself.</summary>
    /// <exception cref="StorageBusyException">It did not open in time.</exception>
    public async ValueTask<IDisposable> Enter(CancellationToken cancellationToken)
    {
        if (holder.Value is { Open: true })
        {
            return Inner.Instance;
        }

        return await gate.WaitAsync(Patience, cancellationToken) ? new Holder(gate) : throw new StorageBusyException();
    }

    /// <summary>
    /// The blocking form, for the thread that writes hits and the few writes that a framework makes without async. It waits in the same
    /// line: the semaphore's own blocking wait would pass those who wait without blocking.
    /// </summary>
    public IDisposable Enter()
    {
        if (holder.Value is { Open: true })
        {
            return Inner.Instance;
        }

        return gate.WaitAsync(Patience).GetAwaiter().GetResult() ? new Holder(gate) : throw new StorageBusyException();
    }

    /// <summary>Marks the current flow as holding the gate. Called by who entered: an AsyncLocal set inside an awaited method is lost to its caller.</summary>
    public void Hold(IDisposable entered) => holder.Value = entered as Holder ?? holder.Value;

    public void Dispose() => gate.Dispose();

    private sealed class Holder(SemaphoreSlim gate) : IDisposable
    {
        public bool Open { get; private set; } = true;

        public void Dispose()
        {
            if (Open)
            {
                Open = false;
                gate.Release();
            }
        }
    }

    private sealed class Inner : IDisposable
    {
        public static readonly Inner Instance = new();

        public void Dispose()
        {
        }
    }
}

/// <summary>Takes the gate around each SaveChanges that does not run inside <see cref="Database.Write{T}"/>.</summary>
internal sealed class WriteGateInterceptor(WriteGate gate) : SaveChangesInterceptor
{
    // A context lives in one flow at a time, so its gate can be kept by context.
    private readonly System.Runtime.CompilerServices.ConditionalWeakTable<DbContext, IDisposable> entered = [];

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        entered.AddOrUpdate(eventData.Context!, gate.Enter());
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        entered.AddOrUpdate(eventData.Context!, await gate.Enter(cancellationToken));
        return result;
    }

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        Leave(eventData.Context);
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Leave(eventData.Context);
        return ValueTask.FromResult(result);
    }

    public override void SaveChangesFailed(DbContextErrorEventData eventData) => Leave(eventData.Context);

    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Leave(eventData.Context);
        return Task.CompletedTask;
    }

    public override void SaveChangesCanceled(DbContextEventData eventData) => Leave(eventData.Context);

    public override Task SaveChangesCanceledAsync(DbContextEventData eventData, CancellationToken cancellationToken = default)
    {
        Leave(eventData.Context);
        return Task.CompletedTask;
    }

    private void Leave(DbContext? context)
    {
        if (context is not null && entered.TryGetValue(context, out var held))
        {
            entered.Remove(context);
            held.Dispose();
        }
    }
}
