using System.Net;
using System.Text.RegularExpressions;
using Attribution.Tests.Accounts;
using Attribution.Tests.Snapshots;

namespace Attribution.Tests.Analytics.Orders;

/// <summary>The pages of orders as somebody reads them.</summary>
internal static partial class OrderPages
{
    /// <summary>A page as a user of the store gets it.</summary>
    public static async Task<string> Page(this TestApp app, string path, string role = "analyst", string email = "ana@shop.example")
    {
        using var client = await app.SignedIn(email, role);
        var answer = await client.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The ids that a list shows, in order.</summary>
    public static IReadOnlyList<string> Listed(string page) => [.. Ids().Matches(page).Select(match => match.Groups[1].Value)];

    /// <summary>The address of a link by its words.</summary>
    public static string Address(string page, string words) => Regex.Match(page, $"""href="([^"]+)"[^>]*>{words}""").Groups[1].Value;

    /// <summary>Three touches on three days, the last a direct one, and an order of 100.00 on the fourth.</summary>
    public static async Task<History> WithOrder(this TestApp app, string orderId = "o1", long refunded = 0)
    {
        var history = new History(app);
        string[] channels = ["paid_search", "email", "direct"];
        var touches = channels.Select((channel, i) => history.Visit(DateTimeOffset.Parse("2026-06-10T10:00:00Z", null).AddDays(i), channel, "v")).ToArray();
        var order = history.Order(orderId, "2026-06-13T10:00:00Z", 100_00, touches);
        if (refunded > 0)
        {
            history.Refund(order, "2026-06-14T10:00:00Z", refunded);
        }

        await history.Save();
        return history;
    }

    [GeneratedRegex("class=\"order-id\"[^>]*>([^<]+)<")]
    private static partial Regex Ids();
}
