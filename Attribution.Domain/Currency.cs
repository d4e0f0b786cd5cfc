using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Attribution.Domain;

/// <summary>A currency of ISO 4217. There is one object a currency.</summary>
public sealed record Currency
{
    // Codes by the decimals of their minor unit. Metals, test codes and the like have none and are left out.
    private const string None = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";

    private const string Two =
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP " +
        "CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD " +
        "KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR " +
        "PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU " +
        "UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG";

    // Withdrawn in the last years: orders of that time still carry them.
    private const string Withdrawn = "ANG BGN CUC HRK SLL ZWL";

    private const string Three = "BHD IQD JOD KWD LYD OMR TND";

    private const string Four = "CLF UYW";

    private static readonly FrozenDictionary<string, Currency> ByCode = Read().ToFrozenDictionary(currency => currency.Code, StringComparer.OrdinalIgnoreCase);

    private Currency(string code, int exponent)
    {
        Code = code;
        Exponent = exponent;
    }

    /// <summary>Every currency, by code.</summary>
    public static IReadOnlyList<Currency> All { get; } = [.. ByCode.Values.OrderBy(currency => currency.Code, StringComparer.Ordinal)];

    /// <summary>Three capital letters, such as <c>EUR</c>.</summary>
    public string Code { get; }

    /// <summary>Decimals of the minor unit, 0 to 4: 2 for EUR, 0 for JPY, 3 for KWD.</summary>
    public int Exponent { get; }

    /// <summary>Minor units in one major unit: 100 for EUR.</summary>
    public int MinorPerMajor => Exponent switch { 0 => 1, 2 => 100, 3 => 1_000, _ => 10_000 };

    /// <summary>The currency of a code; case does not matter.</summary>
    /// <exception cref="ArgumentException">No currency has that code.</exception>
    public static Currency Of(string code) =>
        TryOf(code, out var currency) ? currency : throw new ArgumentException($"`{code}` is no currency of ISO 4217.", nameof(code));

    /// <summary>The currency of a code, if there is one; case does not matter.</summary>
    public static bool TryOf(string? code, [NotNullWhen(true)] out Currency? currency)
    {
        currency = null;
        return code is not null && ByCode.TryGetValue(code, out currency);
    }

    /// <summary>The code.</summary>
    public override string ToString() => Code;

    private static IEnumerable<Currency> Read() =>
        from set in new (string Codes, int Exponent)[] { (None, 0), (Two, 2), (Withdrawn, 2), (Three, 3), (Four, 4) }
        from code in set.Codes.Split(' ')
        select new Currency(code, set.Exponent);
}
