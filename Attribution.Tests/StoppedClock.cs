namespace Attribution.Tests;

/// <summary>A clock that stands until a test moves it. Timers never fire by themselves: a test says what happens when.</summary>
internal sealed class StoppedClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
