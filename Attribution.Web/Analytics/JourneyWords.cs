using System.Globalization;
using Attribution.Domain;
using Attribution.Domain.Channels;
using Attribution.Domain.Conversions;
using Attribution.Domain.Models;

namespace Attribution.Web.Analytics;

/// <summary>Says in words why a model split an order as it did.</summary>
internal static class JourneyWords
{
    /// <summary>Such as <c>Linear: 3 touches, a third each. €33.34 and not €33.33 because the cent left over goes to the earliest.</c></summary>
    public static string Why(string model, MarketingAttribution attribution, CreditSplit credits, Currency currency)
    {
        var name = ModelCatalog.Find(model)?.Name ?? model;
        var rule = attribution.Touches.Count == 1 ? "1 touch, which earns everything." : Rule(model, attribution, credits);
        return string.Join(' ', new[] { $"{name}: {rule}", Remainder(credits, currency) }.Where(sentence => sentence.Length > 0));
    }

    private static string Rule(string model, MarketingAttribution attribution, CreditSplit credits)
    {
        var touches = attribution.Touches;
        return model switch
        {
            ModelIds.FirstTouch => $"{ChannelOf(touches[0])} started the journey of {touches.Count} touches, so it earns everything.",
            ModelIds.LastTouch => $"{ChannelOf(touches[^1])} was the last of {touches.Count} touches, so it earns everything.",
            ModelIds.LastNonDirect => LastNonDirect(touches, credits),
            ModelIds.Linear => $"{touches.Count} touches, {PartOf(touches.Count)} each.",
            ModelIds.UniqueLinear => UniqueLinear(touches),
            ModelIds.TimeDecay => $"the closer to the conversion, the more: {Percent(credits.Millionths[0])} for the first touch, {Percent(credits.Millionths[^1])} for the last.",
            ModelIds.WShaped => $"{Percent(credits.Millionths[0])} for the first touch, {Percent(credits.Millionths[^1])} for the last{Milestone(credits)}.",
            ModelIds.PositionBased or ModelIds.JShaped or ModelIds.InverseJ => Position(touches.Count, credits),
            _ => string.Join(", ", touches.Select((touch, i) => $"{ChannelOf(touch)} got {Percent(credits.Millionths[i])}")) + ".",
        };
    }

    /// <summary>What one touch got, and why, such as <c>Email got 20 % (€30.00): one of 5 equal parts.</c></summary>
    /// <param name="name">How the touch's channel is called.</param>
    public static string OfTouch(string name, int millionths, long minor, string because, Currency currency) => millionths == 0 && minor == 0
        ? $"{name} got nothing: {because}."
        : $"{name} got {(millionths is > 0 and < 50 ? "less than 0.01 %" : Percent(millionths))} ({Text(minor, currency)}): {because}.";

    private static string LastNonDirect(IReadOnlyList<AttributedTouch> touches, CreditSplit credits)
    {
        var earner = touches[credits.Millionths.ToList().IndexOf(CreditSplit.Whole)];
        return earner.Channel == MarketingChannel.Direct
            ? "every touch was direct, so the last one earns everything."
            : $"{ChannelOf(earner)} was the last touch that was not direct, so it earns everything.";
    }

    private static string UniqueLinear(IReadOnlyList<AttributedTouch> touches)
    {
        var channels = touches.Select(touch => touch.Channel).Distinct().Count();
        return channels == 1 ? "one channel, whose touches share everything equally." : $"{channels} channels, {PartOf(channels)} each; touches of one channel share its part.";
    }

    private static string Position(int touches, CreditSplit credits) => touches == 2
        ? $"{Percent(credits.Millionths[0])} for the first touch and {Percent(credits.Millionths[1])} for the last, as nothing lies between."
        : $"{Percent(credits.Millionths[0])} for the first touch, {Percent(credits.Millionths[^1])} for the last, and {Percent(credits.Millionths.Skip(1).SkipLast(1).Sum())} shared by what lies between.";

    private static string Milestone(CreditSplit credits)
    {
        int[] between = [.. credits.Millionths.Skip(1).SkipLast(1)];
        return between.Length == 0 ? ""
            : between.Max() - between.Min() > 1 ? $", {Percent(between.Max())} for the touch that led to the first lead, and the others share the rest"
            : $", and {Percent(between.Sum())} shared by what lies between";
    }

    // Touches that earned the same part but not the same money: largest remainders go to the earliest.
    private static string Remainder(CreditSplit credits, Currency currency)
    {
        var same = credits.Millionths.Zip(credits.Minor)
            .GroupBy(touch => (touch.First + 1) / 3)
            .Select(touches => touches.Select(touch => touch.Second).Where(minor => minor != 0).ToArray())
            .FirstOrDefault(minor => minor.Length > 1 && minor.Max() - minor.Min() == 1);
        if (same is null)
        {
            return "";
        }

        var left = same.Count(minor => minor == same.Max());
        var units = left == 1 ? $"the {UnitOf(currency)} left over goes" : $"the {left} {UnitOf(currency)}s left over go";
        return $"{Text(same.Max(), currency)} and not {Text(same.Min(), currency)} because {units} to the earliest.";
    }

    /// <summary>Such as <c>a third</c>.</summary>
    public static string PartOf(int count) => count switch
    {
        2 => "half",
        3 => "a third",
        4 => "a quarter",
        5 => "a fifth",
        _ => $"1/{count}",
    };

    /// <summary>Such as <c>33.33 %</c>.</summary>
    public static string Percent(long millionths) => string.Create(CultureInfo.InvariantCulture, $"{millionths / 10_000m:0.##} %");

    /// <summary>Such as <c>€33.34</c>.</summary>
    public static string Text(long minor, Currency currency)
    {
        var amount = new Money(minor, currency).Major.ToString("N" + currency.Exponent, CultureInfo.InvariantCulture);
        return currency.Code switch
        {
            "EUR" => "€" + amount,
            "USD" => "$" + amount,
            "GBP" => "£" + amount,
            "JPY" => "¥" + amount,
            _ => $"{amount} {currency.Code}",
        };
    }

    private static string UnitOf(Currency currency) => currency.Code switch
    {
        "EUR" or "USD" or "AUD" or "CAD" or "NZD" or "ZAR" => "cent",
        "JPY" => "yen",
        _ => "smallest unit",
    };

    private static string ChannelOf(AttributedTouch touch) => MarketingChannel.NameOf(touch.Channel);
}
