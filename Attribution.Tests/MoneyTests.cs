using Attribution.Domain;

namespace Attribution.Tests;

public class MoneyTests
{
    [Theory]
    [InlineData("EUR", 2)]
    [InlineData("JPY", 0)]
    [InlineData("KWD", 3)]
    [InlineData("CLF", 4)]
    [InlineData("usd", 2)]
    public void A_currency_has_the_decimals_of_its_minor_unit(string code, int exponent)
    {
        Currency.Of(code).Exponent.ShouldBe(exponent);
        Currency.Of(code).Code.ShouldBe(code.ToUpperInvariant());
    }

    [Theory]
    [InlineData("EURO")]
    [InlineData("XAU")] // gold has no minor unit
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_currency_is_refused(string? code) => Currency.TryOf(code, out _).ShouldBeFalse();

    [Fact]
    public void The_list_of_currencies_holds_each_once() =>
        Currency.All.Select(currency => currency.Code).ShouldBe(Currency.All.Select(currency => currency.Code).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("199.99", "EUR", 19_999)]
    [InlineData("199.9900", "EUR", 19_999)] // zeros at the end are no decimals
    [InlineData("1999", "JPY", 1_999)]
    [InlineData("1.234", "KWD", 1_234)]
    [InlineData("10000000000000", "EUR", 1_000_000_000_000_000)]
    [InlineData("-5.50", "EUR", -550)]
    public void Major_units_become_minor_ones_and_back(string major, string currency, long minor)
    {
        Money.TryFromMajor(decimal.Parse(major, System.Globalization.CultureInfo.InvariantCulture), Currency.Of(currency), out var money).ShouldBeTrue();

        money.Minor.ShouldBe(minor);
        money.Major.ShouldBe(decimal.Parse(major, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("199.999", "EUR")]
    [InlineData("0.5", "JPY")]
    [InlineData("10000000000000.01", "EUR")]
    [InlineData("79228162514264337593543950335", "EUR")]
    public void Too_many_decimals_or_too_much_money_is_refused(string major, string currency) =>
        Money.TryFromMajor(decimal.Parse(major, System.Globalization.CultureInfo.InvariantCulture), Currency.Of(currency), out _).ShouldBeFalse();

    [Theory]
    [InlineData(250, "USD", "0.5", "EUR", 125)]
    [InlineData(5, "USD", "0.5", "EUR", 2)] // 2.5 to the even neighbour
    [InlineData(15, "USD", "0.5", "EUR", 8)] // 7.5 to the even neighbour
    [InlineData(10_000, "JPY", "0.0061", "EUR", 6_100)]
    [InlineData(100, "EUR", "163.5", "JPY", 164)]
    [InlineData(1_000_000_000_000_000, "KWD", "0.123456789012", "EUR", 12_345_678_901_200)]
    public void Another_currency_is_rounded_once_half_to_even(long minor, string from, string rate, string to, long expected) =>
        new Money(minor, Currency.Of(from)).Convert(decimal.Parse(rate, System.Globalization.CultureInfo.InvariantCulture), Currency.Of(to))
            .ShouldBe(new Money(expected, Currency.Of(to)));

    [Fact]
    public void A_rate_of_nothing_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new Money(1, Currency.Of("EUR")).Convert(0, Currency.Of("USD")));
}
