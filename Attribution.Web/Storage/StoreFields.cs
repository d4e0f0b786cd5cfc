using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Attribution.Domain;
using Attribution.Domain.Touches;

namespace Attribution.Web.Storage;

/// <summary>What a store's fields may hold. Each check answers what is wrong and what to enter, or null.</summary>
internal static partial class StoreFields
{
    public const int LongestKey = 40;

    private const int DaysAMonth = 30;

    public static IReadOnlyList<string> Consents { get; } = ["granted", "limited", "denied"];

    public static string? NameFault(string name) =>
        name.Trim() is { Length: > 0 and <= 100 } text && !text.Any(char.IsControl) ? null : "Enter a name of 1 to 100 characters.";

    public static string? KeyFault(string key) =>
        KeyShape().IsMatch(key) ? null : "Use 1 to 40 of a–z, 0–9 and -, beginning with a letter or digit, such as my-shop.";

    public static string? ZoneFault(string zone) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) && found.HasIanaId ? null : $"'{zone}' is no time zone. Use its IANA name, such as Europe/Berlin.";

    public static string? CurrencyFault(string code) =>
        Currency.TryOf(code, out _) ? null : $"'{code}' is no currency. Use its code of three letters, such as EUR.";

    public static string? ConsentFault(string consent) =>
        Consents.Contains(consent) ? null : "Choose what holds before a visitor has chosen: granted, limited or denied.";

    public const int ShortestRetention = 1;
    public const int LongestRetention = 120;

    /// <summary>What is wrong with the months for which raw rows are kept: a journey must not look back further than they reach.</summary>
    public static string? RetentionFault(int months, int lookbackDays) => months switch
    {
        < ShortestRetention or > LongestRetention => $"Use {ShortestRetention} to {LongestRetention} months; 24 is usual.",
        _ when months * DaysAMonth < lookbackDays =>
            $"Journeys look back {lookbackDays} days, which needs {(lookbackDays + DaysAMonth - 1) / DaysAMonth} months. Shorten the lookback first, on the Store tab.",
        _ => null,
    };

    /// <summary>What is wrong with the days a journey looks back.</summary>
    public static string? LookbackFault(int days, int retentionMonths) => days switch
    {
        < 1 or > 365 => "Use 1 to 365 days; 30 is usual.",
        _ when retentionMonths * DaysAMonth < days => $"Touches are kept for {retentionMonths} months. Use at most {retentionMonths * DaysAMonth} days, or keep them longer, on the Privacy tab.",
        _ => null,
    };

    /// <summary>What is wrong with the list of domains, each as <see cref="HostOf"/> answers it.</summary>
    public static string? DomainsFault(IReadOnlyList<string> given) => given switch
    {
        { Count: 0 } => "Enter at least one domain, such as shop.example.",
        { Count: > 50 } => $"There are {given.Count} domains. Use at most 50: a domain covers what lies under it.",
        _ => given.FirstOrDefault(domain => HostOf(domain) is null) is { } wrong ? $"'{wrong}' is no domain. Enter the host alone, such as shop.example." : null,
    };

    /// <summary>What is wrong with a cookie domain: it is one of the store's domains, lies above one, or is empty.</summary>
    public static string? CookieDomainFault(string cookieDomain, IReadOnlyList<string> domains) =>
        cookieDomain.Length == 0 || (HostOf(cookieDomain) is { } host && domains.Any(domain => domain == host || domain.EndsWith("." + host, StringComparison.Ordinal)))
            ? null
            : $"Cookies for '{cookieDomain}' would not reach the store. Use one of its domains, such as {(domains.Count > 0 ? domains[0] : "shop.example")}, or leave it empty.";

    /// <summary>The hosts of a text: one a line, or parted by commas or spaces.</summary>
    public static IReadOnlyList<string> SplitDomains(string text) =>
        text.Split([',', ';', ' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The host a person meant, lower case, in ASCII, without scheme, path, port and www; null where there is none.</summary>
    public static string? HostOf(string given)
    {
        var text = given.Contains("://", StringComparison.Ordinal) ? given : "https://" + given;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0)
        {
            return null;
        }

        var host = uri.IdnHost.ToLowerInvariant();
        host = host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
        // A single label, such as com, would take in half the world.
        return host == "localhost" || IPAddress.TryParse(host, out _) || (uri.HostNameType == UriHostNameType.Dns && host.Trim('.').Contains('.') && HostShape().IsMatch(host)) ? host : null;
    }

    /// <summary>The network a person meant, an address alone being one of its own; null where there is none.</summary>
    public static IPNetwork? NetworkOf(string given)
    {
        // The framework takes 10.1 for 10.0.0.1, which nobody means here.
        if (given.Any(sign => !char.IsAsciiHexDigit(sign) && sign is not (':' or '.' or '/')) || (!given.Contains(':') && given.Count(sign => sign == '.') != 3))
        {
            return null;
        }

        if (IPAddress.TryParse(given, out var address))
        {
            address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
            return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        }

        return IPNetwork.TryParse(given, out var network) ? network : null;
    }

    /// <summary>What is wrong with a list of networks whose hits are ignored.</summary>
    public static string? NetworksFault(IReadOnlyList<string> given) =>
        given.Count > 100 ? $"There are {given.Count} networks. Use at most 100."
        : given.FirstOrDefault(text => NetworkOf(text) is null) is { } wrong
            ? $"'{wrong}' is no address or network. Write an address such as 203.0.113.9, or a network such as 203.0.113.0/24 or 2001:db8::/48."
        : given.FirstOrDefault(text => NetworkOf(text) is { } network && network.PrefixLength < (network.BaseAddress.GetAddressBytes().Length == 4 ? 8 : 16)) is { } wide
            ? $"'{wide}' takes in much of the world. Use /8 or narrower, for IPv6 /16 or narrower."
        : null;

    /// <summary>What is wrong with a list of names of url parameters.</summary>
    public static string? ParametersFault(IReadOnlyList<string> given) =>
        given.Count > UrlParameters.MostNames ? $"There are {given.Count} names. Use at most {UrlParameters.MostNames}."
        : given.FirstOrDefault(name => !UrlParameters.IsName(name.ToLowerInvariant())) is { } wrong ? $"'{wrong}' is no name. Use up to 40 of a–z, 0–9, _, - and the point."
        : given.FirstOrDefault(UrlParameters.IsPrivate) is { } secret ? $"'{secret}' sounds like a secret or a person. Such a parameter is never kept: use one that says what the link was, not who followed it."
        : null;

    /// <summary>A key made of a name: <c>Café Süd</c> is <c>cafe-sud</c>.</summary>
    public static string KeyFrom(string name)
    {
        var plain = new string([.. name.Normalize(NormalizationForm.FormD).Where(sign => CharUnicodeInfo.GetUnicodeCategory(sign) != UnicodeCategory.NonSpacingMark)]);
        var key = NotInKeys().Replace(plain.ToLowerInvariant(), "-").Trim('-');
        key = key.Length > LongestKey ? key[..LongestKey].Trim('-') : key;
        return key.Length > 0 ? key : "store";
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,39}\z")]
    private static partial Regex KeyShape();

    [GeneratedRegex(@"\A[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+\z")]
    private static partial Regex HostShape();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotInKeys();
}
