using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Attribution.Web.Analytics.Orders;

/// <summary>Where a page of the list begins: after this order. It holds what the list is sorted by, so that what comes in meanwhile moves nothing.</summary>
/// <param name="Key">Ticks of its instant, or its value.</param>
/// <param name="OrderId">Its id.</param>
internal sealed record OrderCursor(long Key, string OrderId)
{
    private const int Longest = 2_000;

    /// <summary>For an address.</summary>
    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Key}|{OrderId}")));

    /// <summary>Null for a text that no page gave.</summary>
    public static OrderCursor? Read(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > Longest || !Base64Url.IsValid(text))
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('|', 2);
        return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var key) && key is >= 0 ? new(key, parts[1]) : null;
    }
}
