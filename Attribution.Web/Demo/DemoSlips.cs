namespace Attribution.Web.Demo;

/// <summary>What goes wrong with links in any shop: slips, leftovers and tags where none belong. They change a tag here and there and nothing of who comes and buys.</summary>
internal static class DemoSlips
{
    private static readonly (string Of, int Every, string Right, string Wrong)[] Slips =
    [
        ("utm_source=facebook&", 61, "utm_source=facebook&", "utm_source=facebok&"),
        ("utm_campaign=Weekly%20letter", 37, "utm_campaign=Weekly%20letter", "utm_campaign=weekly_letter"),
        ("utm_campaign=Weekly%20letter", 90, "utm_medium=email", "utm_medium=emial"),
        ("utm_campaign=Weekly%20letter", 210, "utm_campaign=Weekly%20letter", "utm_campaign=Weekly%20letter&utm_content=jane.doe%40mail.example"),
        ("utm_source=bing&", 19, "utm_campaign=Outdoor", "utm_campaign=Outdoor&utm_term=%7Bkeyword%7D"),
        ("utm_source=alpine-club&", 23, "utm_campaign=Members", "utm_campaign=Members&utm_content=hut%2520list"),
        ("utm_source=instagram&", 47, "utm_medium=paid_social", "utm_medium=Paid-Social"),
        ("utm_source=campfire&", 11, "?utm_source", "?page=2?utm_source"),
    ];

    /// <summary>The visit as its link really was. Of visits alike, every so-manieth has a slip.</summary>
    /// <param name="visit">The visit.</param>
    /// <param name="number">How many visits came before it.</param>
    public static DemoVisit Of(DemoVisit visit, int number)
    {
        if (visit.Url.Contains("utm_medium=retargeting", StringComparison.Ordinal) && number % 29 == 0)
        {
            return visit with { Url = visit.Url.Replace("utm_source=criteo&utm_medium=retargeting", "utm_source=homepage&utm_medium=banner", StringComparison.Ordinal), Referrer = $"https://{DemoShop.Domain}/" };
        }

        if (visit is { Referrer.Length: 0 } && !visit.Url.Contains('?') && number % 97 == 0)
        {
            return visit with { Url = visit.Url + "?utm_source=hut-guide&utm_medium=booklet&utm_campaign=Summer%20huts" };
        }

        foreach (var (of, every, right, wrong) in Slips)
        {
            if (number % every == 0 && visit.Url.Contains(of, StringComparison.Ordinal))
            {
                return visit with { Url = visit.Url.Replace(right, wrong, StringComparison.Ordinal) };
            }
        }

        return visit;
    }
}
