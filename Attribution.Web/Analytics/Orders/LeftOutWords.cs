namespace Attribution.Web.Analytics.Orders;

/// <summary>Says why a touch earns nothing of an order.</summary>
internal static class LeftOutWords
{
    public static string NameOf(string reason) => reason switch
    {
        "outside_window" => "Outside the window",
        "after_order" => "After the order",
        "arrived_late" => "Arrived late",
        "other_visit" => "Another visit",
        _ => "Not linked then",
    };
}
