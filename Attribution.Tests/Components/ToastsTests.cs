using Attribution.Web.Components;

namespace Attribution.Tests.Components;

public sealed class ToastsTests
{
    [Fact]
    public void The_latest_word_replaces_the_one_before_and_leaves_by_itself()
    {
        var time = new HandClock();
        using var toasts = new Toasts(time);

        toasts.Show("First");
        toasts.Show("Second");
        toasts.Current!.Text.ShouldBe("Second");
        time.Ring();

        toasts.Current.ShouldBeNull();
    }

    private sealed class HandClock : TimeProvider
    {
        private readonly List<HandTimer> _timers = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            dueTime.ShouldBe(Toasts.Stay);
            var timer = new HandTimer(() => callback(state));
            _timers.Add(timer);
            return timer;
        }

        internal void Ring() => _timers.Where(timer => !timer.Gone).ToList().ForEach(timer => timer.Act());
    }

    private sealed class HandTimer(Action act) : ITimer
    {
        internal Action Act => act;

        internal bool Gone { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => Gone = true;

        public ValueTask DisposeAsync()
        {
            Gone = true;
            return ValueTask.CompletedTask;
        }
    }
}
