using Attribution.Domain.Models.DataDriven;

namespace Attribution.Web.PathAnalysis;

/// <summary>Works on dropped files one at a time and on one core: collecting goes first. Nothing of a file outlives the page, and nobody waits for the work of one that was left.</summary>
internal sealed class PathDesk : IDisposable
{
    /// <summary>The largest file, in bytes.</summary>
    public const long MaxBytes = 100 * 1_000_000;

    private readonly SemaphoreSlim turn = new(1);

    public void Dispose() => turn.Dispose();

    /// <exception cref="PathFileException">The file is not one; the message says what to do.</exception>
    public Task<PathFile> Read(Stream file, CancellationToken cancellationToken) =>
        InTurn(() => PathFileReader.Read(file, cancellationToken), cancellationToken);

    /// <summary>What every model credits.</summary>
    public Task<IReadOnlyDictionary<string, PathCredit>> Compare(PathFile file, bool withNulls, CancellationToken cancellationToken) => InTurn(
        () => Task.Run(() => PathModels.Of(withNulls ? file.Paths : file.Paths.WithoutNulls(), PathModels.Models, threads: 1, cancellationToken), cancellationToken),
        cancellationToken);

    private async Task<T> InTurn<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            turn.Release();
        }
    }
}
