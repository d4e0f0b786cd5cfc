using Attribution.Domain;

namespace Attribution.Web.Integrations;

/// <summary>Amounts of a platform as money of the store.</summary>
internal static class Amounts
{
    /// <summary>Why an order's money can't be taken; null where it can.</summary>
    public static string? WhyNot(string platform, string currency, Currency store) => currency.Length == 0 || currency.Equals(store.Code, StringComparison.OrdinalIgnoreCase)
        ? null
        : $"The order is in {currency.ToUpperInvariant()}, the store counts in {store}, and {platform} names no rate. Make the currencies the same, or send such orders by the API with a rate.";

    /// <summary>Why an amount is none of the store's currency; null where it is.</summary>
    public static string? WhyNot(decimal? amount, Currency currency) => amount switch
    {
        null => "The order's total is missing or no number.",
        < 0 => FormattableString.Invariant($"The order's total is {amount}. A total is 0 or more."),
        { } number when Money.TryFromMajor(number, currency, out _) => null,
        _ => FormattableString.Invariant($"The order's total is {amount}, which {currency} can't hold: it has {currency.Exponent} decimals. Set the shop's decimals to {currency.Exponent}."),
    };

    /// <summary>An amount rounded to the currency's decimals; null where it is out of range.</summary>
    public static Money? Rounded(decimal amount, Currency currency) =>
        Math.Abs(amount) <= Money.MaxMinor && Money.TryFromMajor(decimal.Round(amount, currency.Exponent, MidpointRounding.ToEven), currency, out var money) ? money : null;
}
