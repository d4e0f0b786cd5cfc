using Attribution.Domain.Journeys;
using Attribution.Domain.Touches;
using FsCheck;
using FsCheck.Fluent;

namespace Attribution.Tests.Journeys;

/// <summary>Journeys with everything left out that a test does not speak of.</summary>
internal static class AJourney
{
    public static readonly DateTimeOffset Conversion = new(2026, 3, 20, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] Channels = ["direct", "email", "paid_search", "paid_social", "referral"];

    /// <summary>Any journey of 1 to 12 touches within 40 days, ties in time and repeated channels included.</summary>
    public static Arbitrary<Journey> Any => (
        from length in Gen.Choose(1, 12)
        from touches in Gen.ArrayOf(Gen.Elements(Channels).Zip(Gen.Choose(0, 40 * 24)), length)
        from milestone in Gen.Choose(-3, length - 1)
        let ordered = touches.Select((touch, i) => Touch(touch.Item1, TimeSpan.FromHours(touch.Item2), i)).Order(Domain.Touches.Touch.InOrder)
        select new Journey([.. ordered], Conversion, milestone >= 0 ? milestone : null)).ToArbitrary();

    public static Touch Touch(string channel, TimeSpan before, int id = 0) =>
        new(new Guid(id, 0, 0, new byte[8]), Conversion - before, channel, channel + "-source", "cpc") { Campaign = "c" + (id % 3) };

    /// <summary>One touch a channel, the last one at the conversion, a day between two.</summary>
    public static Journey Of(params string[] channels) =>
        Of([.. channels.Select((channel, i) => (channel, TimeSpan.FromDays(channels.Length - 1 - i)))]);

    public static Journey Of(params (string Channel, TimeSpan Before)[] touches) =>
        new([.. touches.Select((touch, i) => Touch(touch.Channel, touch.Before, i))], Conversion, null);

    public static Journey Ago(params TimeSpan[] before) => Of([.. before.Select((one, i) => ("channel" + i, one))]);
}
