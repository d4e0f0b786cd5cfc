namespace Attribution.Web.Components;

/// <summary>A quiet word of success, with a way back where there is one.</summary>
/// <param name="Undo">Takes the act back; null where it cannot be.</param>
public sealed record ToastMessage(string Text, Func<Task>? Undo = null);

/// <summary>The words of success of one circuit; the layout shows the latest for 4 seconds.</summary>
/// <param name="time">Where the seconds come from.</param>
public sealed class Toasts(TimeProvider time) : IDisposable
{
    /// <summary>How long a word stays.</summary>
    public static readonly TimeSpan Stay = TimeSpan.FromSeconds(4);

    private ITimer? _timer;

    /// <summary>Raised when <see cref="Current"/> changed, on any thread.</summary>
    public event Action? Changed;

    /// <summary>What is shown; null for nothing.</summary>
    public ToastMessage? Current { get; private set; }

    /// <summary>Shows a word of success in place of the one before.</summary>
    public void Show(string text, Func<Task>? undo = null)
    {
        _timer?.Dispose();
        Current = new(text, undo);
        _timer = time.CreateTimer(_ => Clear(), null, Stay, Timeout.InfiniteTimeSpan);
        Changed?.Invoke();
    }

    /// <summary>Takes the word away.</summary>
    public void Clear()
    {
        Current = null;
        Changed?.Invoke();
    }

    /// <inheritdoc />
    public void Dispose() => _timer?.Dispose();
}
