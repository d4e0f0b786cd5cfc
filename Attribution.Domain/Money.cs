namespace Attribution.Domain;

/// <summary>An amount as a whole number of its currency's minor units: nothing is ever a fraction of a cent.</summary>
/// <param name="Minor">Minor units, such as cents; negative where money went back.</param>
/// <param name="Currency">The currency, which also says how many minor units make a major one.</param>
public readonly record struct Money(long Minor, Currency Currency)
{
    /// <summary>The largest amount taken from outside, in minor units: sums of thousands of them still fit.</summary>
    public const long MaxMinor = 1_000_000_000_000_000;

    /// <summary>The amount in major units, such as 199.99.</summary>
    public decimal Major => Minor / (decimal)Currency.MinorPerMajor;

    /// <summary>The amount that major units say, unless they have more decimals than the currency or are beyond <see cref="MaxMinor"/>.</summary>
    public static bool TryFromMajor(decimal major, Currency currency, out Money money)
    {
        money = new Money(0, currency);
        if (Math.Abs(major) > MaxMinor)
        {
            return false;
        }

        var minor = major * currency.MinorPerMajor;
        if (Math.Abs(minor) > MaxMinor || minor != decimal.Truncate(minor))
        {
            return false;
        }

        money = new Money((long)minor, currency);
        return true;
    }

    /// <summary>This amount in another currency, rounded half to even, once.</summary>
    /// <param name="rate">Major units of <paramref name="to"/> for one of this currency, above 0, at most 12 decimals.</param>
    /// <param name="to">The currency to answer in.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not above 0.</exception>
    /// <exception cref="OverflowException">The answer does not fit.</exception>
    public Money Convert(decimal rate, Currency to)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate);
        var minor = Minor * rate * to.MinorPerMajor / Currency.MinorPerMajor;
        return new Money((long)decimal.Round(minor, MidpointRounding.ToEven), to);
    }

    /// <summary>Major units and code, such as <c>199.99 EUR</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Major} {Currency.Code}");
}
