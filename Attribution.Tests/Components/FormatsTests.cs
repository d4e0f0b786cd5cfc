using System.Globalization;
using Attribution.Domain;
using Attribution.Web.Components;

namespace Attribution.Tests.Components;

public sealed class FormatsTests
{
    private const string Nbsp = "\u00a0";
    private const string Narrow = "\u202f";

    [Theory]
    [InlineData("en-GB", "EUR", 2, 274150, "€2,741.50")]
    [InlineData("de-DE", "EUR", 2, 274150, "2.741,50" + Nbsp + "€")]
    [InlineData("tr-TR", "TRY", 2, 274150, "₺2.741,50")]
    [InlineData("en-GB", "JPY", 0, 274150, "¥274,150")]
    [InlineData("en-GB", "KWD", 3, 2741500, "KWD" + Nbsp + "2,741.500")]
    [InlineData("en-GB", "EUR", 2, -99, "−€0.99")]
    [InlineData("de-DE", "EUR", 2, -274150, "−2.741,50" + Nbsp + "€")]
    public void Money_is_written_in_full_in_the_culture_of_the_user_and_the_currency_of_the_store(string culture, string currency, int exponent, long minor, string expected) =>
        In(culture, currency, exponent).Money(minor).ShouldBe(expected);

    [Theory]
    [InlineData("en-GB", 27415000, "€274.2k")]
    [InlineData("en-GB", 99949, "€999")]
    [InlineData("en-GB", 99_995_000, "€1.0M")]
    [InlineData("en-GB", -152000, "−€1.5k")]
    [InlineData("de-DE", 27415000, "274,2k" + Nbsp + "€")]
    [InlineData("en-GB", 320_000_000_000, "€3.2bn")]
    public void Money_on_a_card_is_short(string culture, long minor, string expected) =>
        In(culture).MoneyCompact(minor).ShouldBe(expected);

    [Theory]
    [InlineData("en-GB", 0.0312, "3.12" + Narrow + "%")]
    [InlineData("en-GB", 0.1267, "12.7" + Narrow + "%")]
    [InlineData("de-DE", 0.0312, "3,12" + Narrow + "%")]
    [InlineData("tr-TR", 0.0312, "%3,12")]
    [InlineData("en-GB", -0.0312, "−3.12" + Narrow + "%")]
    public void A_rate_has_two_decimals_under_ten_percent_and_else_one(string culture, double ratio, string expected) =>
        In(culture).Rate((decimal)ratio).ShouldBe(expected);

    [Fact]
    public void What_has_no_meaning_is_a_dash()
    {
        var formats = In("en-GB");

        new[] { formats.Money(null), formats.MoneyOf(null), formats.Rate(null), formats.Multiple(null), formats.Orders(null), formats.Count(null), formats.Hours(null) }
            .ShouldAllBe(text => text == "–");
    }

    [Fact]
    public void A_value_that_rounds_to_zero_has_no_sign() => In("en-GB").Rate(-0.000001m).ShouldBe("0.00" + Narrow + "%");

    [Fact]
    public void Credited_orders_come_from_millionths() => In("en-GB").Orders(588_461_876).ShouldBe("588.46");

    [Fact]
    public void Roas_is_a_multiple() => In("en-GB").Multiple(3.0461m).ShouldBe("3.05×");

    [Fact]
    public void A_range_says_its_year_once_where_it_is_one()
    {
        In("en-GB").Days(new(new(2026, 10, 21), new(2026, 11, 19))).ShouldBe("21 Oct – 19 Nov 2026");
        In("en-US").Days(new(new(2025, 12, 31), new(2026, 1, 2))).ShouldBe("Dec 31, 2025 – Jan 2, 2026");
        In("de-DE").Days(new(new(2026, 11, 19), new(2026, 11, 19))).ShouldBe("19 Nov 2026");
    }

    [Fact]
    public void Joined_days_say_their_month_once_where_it_is_one()
    {
        In("en-GB").Joined(new(2026, 11, 19), "and", new(2026, 11, 20)).ShouldBe("19 and 20 Nov");
        In("en-US").Joined(new(2026, 11, 19), "and", new(2026, 11, 20)).ShouldBe("Nov 19 and 20");
        In("en-GB").Joined(new(2026, 11, 29), "to", new(2026, 12, 1)).ShouldBe("29 Nov to 1 Dec");
    }

    internal static Formats In(string culture, string currency = "EUR", int exponent = 2) => new(CultureInfo.GetCultureInfo(culture), currency, exponent);
}
