using Attribution.Domain.Journeys;
using Attribution.Domain.Models;
using Attribution.Domain.Touches;

namespace Attribution.Domain.Conversions;

/// <summary>Credits an order again over the journey it had: no touch comes or goes, only what a touch is called, or the models, may be others.</summary>
public static class Recrediting
{
    /// <summary>The order's credits where touches are called otherwise: what no name decides stays as it was, to the last unit.</summary>
    /// <param name="credited">What stands.</param>
    /// <param name="before">The touches of <paramref name="credited"/> as they were called, in order.</param>
    /// <param name="after">The same touches as they are called now.</param>
    /// <param name="convertedAt">When the conversion occurred.</param>
    /// <param name="valueMinor">Value of the order in minor units.</param>
    /// <param name="models">The models that the order was credited under, in those versions. Credits of any other model stay.</param>
    /// <exception cref="ArgumentException">The touches are not the journey's.</exception>
    public static MarketingAttribution Renamed(
        MarketingAttribution credited, IReadOnlyList<Touch> before, IReadOnlyList<Touch> after, DateTimeOffset convertedAt, long valueMinor, IReadOnlyList<ConfiguredModel> models)
    {
        Check(credited, before);
        Check(credited, after);
        var milestone = MilestoneOf(credited, before, convertedAt, valueMinor);
        var (then, now) = (new Journey(before, convertedAt, milestone), new Journey(after, convertedAt, milestone));
        return Under([.. models.Where(one => !one.Model.Weigh(then).SequenceEqual(one.Model.Weigh(now)))], credited, now, valueMinor);
    }

    /// <summary>The order's credits under these models. Credits of any other model stay.</summary>
    /// <param name="credited">What stands.</param>
    /// <param name="touches">The touches of <paramref name="credited"/>, in order.</param>
    /// <param name="convertedAt">When the conversion occurred.</param>
    /// <param name="valueMinor">Value of the order in minor units.</param>
    /// <param name="models">The models, each once.</param>
    /// <exception cref="ArgumentException">The touches are not the journey's.</exception>
    public static MarketingAttribution Under(
        MarketingAttribution credited, IReadOnlyList<Touch> touches, DateTimeOffset convertedAt, long valueMinor, IReadOnlyList<ConfiguredModel> models)
    {
        Check(credited, touches);
        return Under(models, credited, new Journey(touches, convertedAt, MilestoneOf(credited, touches, convertedAt, valueMinor)), valueMinor);
    }

    /// <summary>Whether two attributions of an order say the same: touches, credits and versions.</summary>
    /// <param name="one">One.</param>
    /// <param name="other">The other.</param>
    public static bool AreSame(MarketingAttribution one, MarketingAttribution other) =>
        one.Touches.SequenceEqual(other.Touches)
        && one.ModelVersions.Count == other.ModelVersions.Count
        && one.ModelVersions.All(model => other.ModelVersions.TryGetValue(model.Key, out var version) && version == model.Value)
        && one.Credits.Count == other.Credits.Count
        && one.Credits.All(model => other.Credits.TryGetValue(model.Key, out var credits) && AreSame(model.Value, credits));

    private static bool AreSame(CreditSplit one, CreditSplit other) => one.Millionths.SequenceEqual(other.Millionths) && one.Minor.SequenceEqual(other.Minor);

    private static MarketingAttribution Under(IReadOnlyList<ConfiguredModel> models, MarketingAttribution credited, Journey journey, long valueMinor)
    {
        var credits = new Dictionary<string, CreditSplit>(credited.Credits);
        var versions = new Dictionary<string, int>(credited.ModelVersions);
        foreach (var (model, version) in models)
        {
            credits[model.Id] = CreditSplit.Of(model, journey, valueMinor);
            versions[model.Id] = version;
        }

        return new MarketingAttribution([.. journey.Touches.Select(AttributedTouch.Of)], credits, versions);
    }

    // Leads may have come or gone since. Where the milestone lay when the order came, its own credits tell: w_shaped gives others for each place.
    private static int? MilestoneOf(MarketingAttribution credited, IReadOnlyList<Touch> touches, DateTimeOffset convertedAt, long valueMinor)
    {
        if (!credited.Credits.TryGetValue(ModelIds.WShaped, out var shaped))
        {
            return null;
        }

        var last = touches.Count - 1;
        var largest = Enumerable.Range(0, touches.Count).Skip(1).Take(Math.Max(0, last - 1)).OrderByDescending(i => shaped.Millionths[i]).FirstOrDefault();
        return new int?[] { null, largest, 0, last }.FirstOrDefault(at => AreSame(CreditSplit.Of(new WShaped(), new Journey(touches, convertedAt, at), valueMinor), shaped));
    }

    private static void Check(MarketingAttribution credited, IReadOnlyList<Touch> touches)
    {
        if (!credited.Touches.Select(touch => (touch.Id, touch.OccurredAt)).SequenceEqual(touches.Select(touch => (touch.Id, touch.OccurredAt))))
        {
            throw new ArgumentException("An order is credited again over the touches it had.", nameof(touches));
        }
    }
}
