using Attribution.Domain;

namespace Attribution.Web.Http;

/// <summary>Reads amounts of money beside their currency and, where that is not the store's, the rate.</summary>
internal sealed class MoneyReading(JsonFields fields, Currency storeCurrency)
{
    private const int RateDecimals = 12;
    private const decimal MaxRate = 1_000_000_000m;

    /// <summary>The currency sent and the rate to the store's, which are its own and 1 where nothing is sent or something is wrong.</summary>
    public (Currency Currency, decimal Rate) CurrencyAndRate(string wayOut)
    {
        var code = fields.Id("currency", 40);
        var rateSent = fields.Has("rate");
        var rate = fields.Number("rate");
        if (!Currency.TryOf(code.Length == 0 ? storeCurrency.Code : code, out var currency))
        {
            fields.Fault("currency", $"`{code}` is no currency of ISO 4217. Send its three letters, such as {storeCurrency.Code}.");
            return (storeCurrency, 1);
        }

        if (currency == storeCurrency)
        {
            if (rate is { } own && own != 1)
            {
                fields.Fault("rate", $"{currency} is the store's currency. Leave `rate` out.");
            }

            return (currency, 1);
        }

        if (!rateSent)
        {
            fields.Fault("currency", $"{currency} is not the store's currency: {wayOut}");
        }
        else if (rate is { } sent && (sent <= 0 || sent > MaxRate || decimal.Round(sent, RateDecimals) != sent))
        {
            fields.Fault("rate", $"This is no rate. Send how many {storeCurrency} one {currency} is, above 0, with at most {RateDecimals} digits after the point.");
            return (currency, 1);
        }

        return (currency, rate ?? 1);
    }

    /// <summary>An amount, 0 or more; null where it is absent or wrong.</summary>
    public Money? Amount(string name, Currency currency, string wayOut)
    {
        if (fields.Number(name) is not { } major)
        {
            return null;
        }

        if (major < 0)
        {
            fields.Fault(name, FormattableString.Invariant($"{major} is negative. {wayOut}"));
            return null;
        }

        if (Money.TryFromMajor(major, currency, out var money))
        {
            return money;
        }

        fields.Fault(name, WhyNot(major, currency));
        return null;
    }

    /// <summary>Notes an amount that is too large once it is converted.</summary>
    public void CheckConverted(string name, Money? amount, decimal rate)
    {
        if (amount is { } money && money.Currency != storeCurrency && money.Minor * (rate * storeCurrency.MinorPerMajor / money.Currency.MinorPerMajor) > Money.MaxMinor)
        {
            fields.Fault(name, $"This is too large in {storeCurrency}. Check the amount and the rate.");
        }
    }

    /// <summary>Why an amount of major units is none of the currency.</summary>
    public static string WhyNot(decimal major, Currency currency) =>
        major > Money.MaxMinor || major * currency.MinorPerMajor > Money.MaxMinor
            ? FormattableString.Invariant($"{major} is too large. Send at most {new Money(Money.MaxMinor, currency).Major}.")
            : FormattableString.Invariant($"{major} has more decimals than {currency} has: send at most {currency.Exponent}.");
}
