namespace Attribution.Web.Components;

/// <summary>Says in words how an order found its person, what became of it, and what it is. One place for all pages.</summary>
public static class OrderWords
{
    /// <summary>How the person was found, in a few words.</summary>
    public static string MatchedBy(string by) => by switch
    {
        "session" => "Visit",
        "visitor" => "Browser",
        "hint" => "Thank-you page",
        "user" => "Customer",
        "email" => "E-mail",
        "none" => "Not matched",
        _ => Plain(by),
    };

    /// <summary>How the person was found, as a sentence.</summary>
    public static string WhyMatched(string by) => by switch
    {
        "session" => "The order named the visit it came from.",
        "visitor" => "The order named the browser it came from.",
        "hint" => "A browser told that it saw this order's thank-you page.",
        "user" => "The order named a customer who was seen before.",
        "email" => "The order's e-mail address was seen before. It is kept as a hash only.",
        _ => "Nothing in the order led to a visit: no visit, browser, customer or e-mail address that is known.",
    };

    /// <summary>The status as shown.</summary>
    public static string Status(string status) => Plain(status);

    /// <summary>The type of a conversion as shown.</summary>
    public static string Type(string type) => Plain(type);

    private static string Plain(string id) => id.Length == 0 ? "" : char.ToUpperInvariant(id[0]) + id[1..].Replace('_', ' ');
}
