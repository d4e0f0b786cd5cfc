using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Attribution.Domain.Touches;

/// <summary>Host names as the catalogue spells them.</summary>
internal static class HostName
{
    private const int LongestHost = 253;

    private static readonly string[] PrivateNames = ["localhost", "local", "internal", "test"];
    private static readonly SearchValues<char> HostChars = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-._");
    private static readonly SearchValues<char> Ip6Chars = SearchValues.Create("abcdef0123456789:.");
    private static readonly IdnMapping Idn = new() { AllowUnassigned = true, UseStd3AsciiRules = false };

    /// <summary>ASCII, lower case, no user, port or trailing dot; an IPv6 address without its brackets. Null for what is no host.</summary>
    public static string? Read(ReadOnlySpan<char> authority)
    {
        var site = authority[(authority.LastIndexOf('@') + 1)..];
        if (site.StartsWith("["))
        {
            return ReadIp6(site);
        }

        var colon = site.LastIndexOf(':');
        if (colon >= 0 && site[(colon + 1)..].ContainsAnyExceptInRange('0', '9'))
        {
            return null;
        }

        var host = Ascii((colon < 0 ? site : site[..colon]).TrimEnd('.'));
        return host is not null && IsHost(host) ? host : null;
    }

    /// <summary>An app's package or number, lower case; null for what is none.</summary>
    public static string? ReadPackage(ReadOnlySpan<char> authority)
    {
        var package = authority.ToString().ToLowerInvariant();
        return IsHost(package) ? package : null;
    }

    /// <summary>The port with its colon; empty for none.</summary>
    public static string PortOf(ReadOnlySpan<char> authority)
    {
        var colon = authority.LastIndexOf(':');
        var isPort = colon >= 0 && colon < authority.Length - 1 && !authority[(colon + 1)..].ContainsAnyExceptInRange('0', '9');
        return isPort ? authority[colon..].ToString() : "";
    }

    /// <summary>The host without a leading <c>www.</c>.</summary>
    public static string WithoutWww(string host) =>
        host.StartsWith("www.", StringComparison.Ordinal) && host.AsSpan(4).Contains('.') ? host[4..] : host;

    /// <summary>Whether a host is <paramref name="domain"/> or lies under it, at a label's border.</summary>
    public static bool IsAtOrUnder(string host, string domain) =>
        domain.Length > 0
        && host.EndsWith(domain, StringComparison.OrdinalIgnoreCase)
        && (host.Length == domain.Length || host[^(domain.Length + 1)] == '.');

    /// <summary>How many labels a host has.</summary>
    public static int Labels(string host) => host.AsSpan().Count('.') + 1;

    /// <summary>Whether nobody outside a network of one's own could have come from there.</summary>
    public static bool IsPrivate(string host) =>
        MayBeAddress(host) && IPAddress.TryParse(host, out var address) && (host.Contains(':') || Labels(host) == 4)
            ? IsPrivate(address)
            : !host.Contains('.') || IsPrivateName(host);

    // No name ends in a digit or holds a colon, and trying to read one as an address takes longer than all the rest.
    private static bool MayBeAddress(string host) => char.IsAsciiDigit(host[^1]) || host.Contains(':');

    private static bool IsPrivateName(string host)
    {
        foreach (var name in PrivateNames)
        {
            if (IsAtOrUnder(host, name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPrivate(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (plain.AddressFamily == AddressFamily.InterNetworkV6)
        {
            return IPAddress.IsLoopback(plain) || plain.IsIPv6LinkLocal || plain.IsIPv6UniqueLocal || plain.Equals(IPAddress.IPv6Any);
        }

        return plain.GetAddressBytes() is
            [0 or 10 or 127, ..] or [192, 168, ..] or [169, 254, ..] or [172, >= 16 and <= 31, ..] or [100, >= 64 and <= 127, ..];
    }

    private static string? ReadIp6(ReadOnlySpan<char> site)
    {
        var end = site.IndexOf(']');
        var host = end < 0 ? "" : site[1..end].ToString().ToLowerInvariant();
        return host.Contains(':') && !host.AsSpan().ContainsAnyExcept(Ip6Chars) ? host : null;
    }

    private static string? Ascii(ReadOnlySpan<char> host)
    {
        if (System.Text.Ascii.IsValid(host))
        {
            return host.ToString().ToLowerInvariant();
        }

        try
        {
            return Idn.GetAscii(host.ToString()).ToLowerInvariant().TrimEnd('.');
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsHost(string host) =>
        host.Length is > 0 and <= LongestHost
        && host[0] != '.'
        && !host.AsSpan().ContainsAnyExcept(HostChars)
        && !host.Contains("..", StringComparison.Ordinal);
}
