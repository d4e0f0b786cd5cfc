using System.Globalization;
using System.Text.RegularExpressions;
using Attribution.Domain;
using Attribution.Domain.Conversions;
using Attribution.Domain.Journeys;
using Attribution.Domain.Models;
using Attribution.Tests.Journeys;
using Attribution.Web.Analytics;
using FsCheck;
using FsCheck.Fluent;

namespace Attribution.Tests.Analytics.Orders;

public partial class CreditWordsTests
{
    public static TheoryData<string> Models() => [.. ModelCatalog.RuleBased, "markov", "a_model_of_tomorrow"];

    [Theory]
    [MemberData(nameof(Models))]
    public void The_words_name_the_numbers_of_the_credits(string model) =>
        Prop.ForAll(AJourney.Any, Gen.Choose(0, 500_000).ToArbitrary(), (journey, value) =>
            {
                var (attribution, credits) = Split(model, journey, value);
                return Enumerable.Range(0, journey.Length).All(i => Names(Words(model, attribution, credits, i), credits.Millionths[i], credits.Minor[i]));
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_half_life_is_told_with_what_it_makes_of_a_touch()
    {
        var journey = AJourney.Of(("email", TimeSpan.FromDays(7)), ("direct", TimeSpan.Zero));
        var (attribution, credits) = Split("time_decay", journey, 9_00);

        Words("time_decay", attribution, credits, 0).ShouldBe("Email got 33.33 % (€3.00): 7 days before the last touch, it weighs 0.5 of it, as credit halves every 7 days.");
    }

    [Theory]
    [InlineData("last_non_direct", 0, "Email got nothing: a later touch was not direct.")]
    [InlineData("last_non_direct", 2, "Direct got nothing: a direct visit earns nothing where another touch is there.")]
    [InlineData("unique_linear", 0, "Email got 50 % (€5.00): 1 of 2 channels with equal parts, and its 2 touches share that.")]
    [InlineData("last_touch", 2, "Direct got 100 % (€10.00): it was the last touch before the order, and only that one earns.")]
    public void Each_touch_has_its_own_reason(string model, int touch, string words)
    {
        var journey = model == "unique_linear" ? AJourney.Of("email", "direct", "email") : AJourney.Of("email", "paid_search", "direct");
        var (attribution, credits) = Split(model, journey, 10_00);

        var told = Words(model, attribution, credits, touch);

        told.ShouldBe(model == "unique_linear" ? words.Replace("50 % (€5.00)", "25 % (€2.50)") : words);
    }

    private static (MarketingAttribution Attribution, CreditSplit Credits) Split(string model, Journey journey, long value)
    {
        var attribution = MarketingAttribution.Of(journey, value, [.. ModelCatalog.Defaults.Select(one => new ConfiguredModel(one, 1))]);
        return (attribution, attribution.CreditsUnder(model)!);
    }

    private static string Words(string model, MarketingAttribution attribution, CreditSplit credits, int i)
    {
        var parameters = new Dictionary<string, double> { ["halfLifeHours"] = 168 };
        var because = new CreditReasons(model, model, attribution.Touches, credits, parameters).Of(i);
        return JourneyWords.OfTouch(Domain.Channels.MarketingChannel.NameOf(attribution.Touches[i].Channel), credits.Millionths[i], credits.Minor[i], because, Currency.Of("EUR"));
    }

    private static bool Names(string words, int millionths, long minor)
    {
        if (millionths == 0 && minor == 0)
        {
            return words.Contains(" got nothing: ", StringComparison.Ordinal);
        }

        var told = Numbers().Match(words);
        var isExact = told.Groups[1].Value == "less than 0.01" ? millionths < 50 : decimal.Parse(told.Groups[1].Value, CultureInfo.InvariantCulture) == Math.Round(millionths / 10_000m, 2, MidpointRounding.AwayFromZero);
        return isExact && decimal.Parse(told.Groups[2].Value, CultureInfo.InvariantCulture) * 100 == minor;
    }

    [GeneratedRegex(@"got (less than 0\.01|[0-9.]+) % \(€([0-9.,]+)\): ")]
    private static partial Regex Numbers();
}
