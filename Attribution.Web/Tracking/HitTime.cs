using Attribution.Web.Storage;

namespace Attribution.Web.Tracking;

/// <summary>When a hit happened. A server's word stands within the store's retention; a browser's clock is corrected and bounded.</summary>
internal sealed class HitTime(StoreSettings store, bool isServer, DateTimeOffset receivedAt)
{
    public const string Corrected = "clock_corrected";
    public const string Bounded = "time_bounded";

    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Past = TimeSpan.FromDays(7);
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(24);

    public DateTimeOffset Of(DateTimeOffset? stated, DateTimeOffset? sentAt, HitFaults faults) =>
        stated is not { } at ? receivedAt : isServer ? OfServer(at, faults) : OfBrowser(at, sentAt, faults);

    private DateTimeOffset OfServer(DateTimeOffset at, HitFaults faults)
    {
        if (at > receivedAt + Ahead)
        {
            faults.Add("occurredAt", "This is more than 24 hours ahead. Send when it happened.");
        }
        else if (Retention.WhyNot(store, at, receivedAt) is { } why)
        {
            faults.Add("occurredAt", why);
        }

        return at;
    }

    private DateTimeOffset OfBrowser(DateTimeOffset at, DateTimeOffset? sentAt, HitFaults faults)
    {
        if (sentAt is { } sent && (receivedAt - sent).Duration() > Skew)
        {
            faults.Flag(Corrected);
            var ticks = (decimal)at.UtcTicks + (receivedAt - sent).Ticks;
            at = new DateTimeOffset((long)Math.Clamp(ticks, 0, DateTimeOffset.MaxValue.UtcTicks), TimeSpan.Zero);
        }

        if (at < receivedAt - Past)
        {
            faults.Flag(Bounded);
            return receivedAt - Past;
        }

        if (at > receivedAt + Ahead)
        {
            faults.Flag(Bounded);
            return receivedAt;
        }

        return at;
    }
}
