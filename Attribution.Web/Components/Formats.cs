using System.Globalization;

namespace Attribution.Web.Components;

/// <summary>
/// How figures are written: digits in the culture of the user, money in the currency of the store.
/// A real minus, a narrow no-break space before a percent sign that follows, "–" for what has no meaning.
/// </summary>
public sealed class Formats
{
    /// <summary>Stands for a figure that has no meaning, such as a ROAS without cost.</summary>
    public const string None = "–";

    private const string Minus = "\u2212";
    private const string Narrow = "\u202f";

    private readonly NumberFormatInfo _digits;
    private readonly decimal _unit;
    private readonly int _exponent;
    private readonly bool _monthFirst;

    /// <param name="culture">The user's.</param>
    /// <param name="currency">ISO 4217 code of the store.</param>
    /// <param name="exponent">Decimal places of the currency's minor unit, 0 to 4.</param>
    public Formats(CultureInfo culture, string currency, int exponent)
    {
        _digits = culture.NumberFormat;
        _exponent = exponent;
        _unit = Enumerable.Repeat(10m, exponent).Aggregate(1m, (product, ten) => product * ten);
        _monthFirst = culture.DateTimeFormat.MonthDayPattern.StartsWith('M') && culture.TwoLetterISOLanguageName == "en";
        Culture = culture;
        Currency = currency;
        (MoneyPrefix, MoneySuffix) = MoneyAffixes(CurrencySymbols.Of(currency), _digits.CurrencyPositivePattern);
        (PercentPrefix, PercentSuffix) = _digits.PercentPositivePattern is 2 or 3 ? ("%", "") : ("", Narrow + "%");
    }

    /// <summary>The user's culture.</summary>
    public CultureInfo Culture { get; }

    /// <summary>ISO 4217 code of the store.</summary>
    public string Currency { get; }

    /// <summary>What the scripts need to write a figure the same way.</summary>
    public ScriptFormats ForScript => new(Culture.Name, _exponent, MoneyPrefix, MoneySuffix, PercentPrefix, PercentSuffix);

    private string MoneyPrefix { get; }

    private string MoneySuffix { get; }

    private string PercentPrefix { get; }

    private string PercentSuffix { get; }

    /// <summary>Money in full, such as €2,741.50, from minor units.</summary>
    public string Money(long? minor) => minor is { } value ? Currencied(value, Digits(Math.Abs(value) / _unit, _exponent)) : None;

    /// <summary>Money in full from an amount that is no whole number of minor units, such as an average.</summary>
    public string MoneyOf(decimal? major) =>
        major is { } value ? Currencied(Math.Round(value, _exponent, MidpointRounding.AwayFromZero), Digits(Math.Abs(value), _exponent)) : None;

    /// <summary>Money without its smaller unit, such as €2,742, where many figures stand side by side.</summary>
    public string MoneyWhole(decimal? major) => major is { } value ? Currencied(Math.Round(value, MidpointRounding.AwayFromZero), Digits(Math.Abs(value), 0)) : None;

    /// <summary>Money for a card or an axis, such as €274.2k.</summary>
    public string MoneyCompact(long? minor) => minor is { } value ? Currencied(value, Short(Math.Abs(value) / _unit)) : None;

    /// <summary>Money at an axis: as compact, without decimals that say nothing, such as €5k.</summary>
    public string MoneyAxis(long minor) => Currencied(minor, Short(Math.Abs(minor) / _unit, Plain));

    /// <summary>Money with its sign, such as +€10,974.53.</summary>
    public string MoneyChange(long minor) => (minor > 0 ? "+" : "") + Money(minor);

    /// <summary>A whole number.</summary>
    public string Count(long? value) => value is { } number ? Signed(number, Digits(Math.Abs((decimal)number), 0)) : None;

    /// <summary>A whole number for a card or an axis, such as 125.8k.</summary>
    public string CountCompact(long? value) => value is { } number ? Signed(number, Short(Math.Abs((decimal)number))) : None;

    /// <summary>Credited orders from millionths, 2 decimals.</summary>
    public string Orders(long? millionths) =>
        millionths is { } value ? Number(value / 1_000_000m, 2) : None;

    /// <summary>A number with so many decimals.</summary>
    public string Number(decimal? value, int decimals) =>
        value is { } number ? Signed(Math.Round(number, decimals, MidpointRounding.AwayFromZero), Digits(Math.Abs(number), decimals)) : None;

    /// <summary>A ratio as a percentage: 2 decimals under 10 %, else 1.</summary>
    public string Rate(decimal? ratio) => Rate(ratio, ratio is { } value && Math.Abs(value) < 0.1m ? 2 : 1);

    /// <summary>A ratio as a percentage with so many decimals.</summary>
    public string Rate(decimal? ratio, int decimals)
    {
        if (ratio is not { } value)
        {
            return None;
        }

        var rounded = Math.Round(value * 100, decimals, MidpointRounding.AwayFromZero);
        return Signed(rounded, PercentPrefix + Digits(Math.Abs(rounded), decimals) + PercentSuffix);
    }

    /// <summary>A multiple, such as a ROAS of 3.05×.</summary>
    public string Multiple(decimal? ratio) => ratio is null ? None : Number(ratio, 2) + "×";

    /// <summary>A percentage point difference of two ratios, unsigned.</summary>
    public string Points(decimal difference) => Digits(Math.Abs(difference) * 100, 2) + Narrow + "pp";

    /// <summary>A length of time: 36 h up to two days, then 2.1 d.</summary>
    public string Hours(decimal? hours) =>
        hours is not { } value ? None : value < 48 ? Number(value, 0) + Narrow + "h" : Number(value / 24, 1) + Narrow + "d";

    /// <summary>A day without its year, such as 18 Nov.</summary>
    public string Day(DateOnly day) => day.ToString(_monthFirst ? "MMM d" : "d MMM", CultureInfo.InvariantCulture);

    /// <summary>A day with its year, such as 18 Nov 2026.</summary>
    public string FullDay(DateOnly day) => day.ToString(_monthFirst ? "MMM d, yyyy" : "d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>Two days of one year joined by a word, the month said once where it is one: 19 and 20 Nov.</summary>
    public string Joined(DateOnly first, string word, DateOnly last) =>
        first.Month != last.Month ? $"{Day(first)} {word} {Day(last)}"
        : _monthFirst ? $"{Day(first)} {word} {last.Day}" : $"{first.Day} {word} {Day(last)}";

    /// <summary>A range of days, its year said once where it is one.</summary>
    public string Days(Domain.DateRange days) =>
        days.Days == 1 ? FullDay(days.Last)
        : days.First.Year == days.Last.Year ? $"{Day(days.First)} – {FullDay(days.Last)}"
        : $"{FullDay(days.First)} – {FullDay(days.Last)}";

    private static (string Prefix, string Suffix) MoneyAffixes(string symbol, int pattern)
    {
        var spaced = pattern is 2 or 3 || char.IsLetter(symbol[^1]);
        var space = spaced ? "\u00a0" : "";
        return pattern is 0 or 2 ? (symbol + space, "") : ("", space + symbol);
    }

    private static string Signed(decimal value, string text) => value < 0 ? Minus + text : text;

    private string Currencied(decimal value, string text) => Signed(value, MoneyPrefix + text + MoneySuffix);

    private string Digits(decimal value, int decimals) =>
        Math.Round(value, decimals, MidpointRounding.AwayFromZero).ToString("N" + decimals, _digits);

    private string Short(decimal value) => Short(value, thousands => Digits(thousands, 1));

    private string Short(decimal value, Func<decimal, string> digits) => value switch
    {
        >= 999_950_000 => digits(value / 1_000_000_000) + "bn",
        >= 999_950 => digits(value / 1_000_000) + "M",
        >= 1_000 => digits(value / 1_000) + "k",
        _ => Digits(value, 0),
    };

    private string Plain(decimal value) => Digits(value, value == Math.Truncate(value) ? 0 : 1);
}

/// <summary>The affixes and the culture with which a script writes figures like <see cref="Formats"/>.</summary>
/// <param name="Culture">A BCP 47 tag.</param>
/// <param name="Exponent">Decimal places of the currency.</param>
public sealed record ScriptFormats(
    string Culture, int Exponent, string MoneyPrefix, string MoneySuffix, string PercentPrefix, string PercentSuffix);
