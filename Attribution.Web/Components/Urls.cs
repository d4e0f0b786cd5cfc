namespace Attribution.Web.Components;

/// <summary>The addresses of the pages. Every link in the app is made here.</summary>
public static class Urls
{
    public const string Overview = "/";
    public const string Channels = "/channels";
    public const string Models = "/models";
    public const string Paths = "/paths";
    public const string Orders = "/orders";
    public const string Visits = "/visits";
    public const string Costs = "/costs";
    public const string Budget = "/budget";
    public const string Partners = "/partners";
    public const string Quality = "/quality";
    public const string Insights = "/insights";
    public const string PathFiles = "/tools/paths";
    public const string Live = "/live";
    public const string Settings = "/settings";
    public const string Setup = "/setup";
    public const string Login = "/account/login";
    public const string Logout = "/account/logout";
    public const string Profile = "/account/profile";
    public const string NotFound = "/not-found";

    /// <summary>A page with a state.</summary>
    public static string Of(string page, ReportUrl url) => page + url.ToQuery();

    /// <summary>A channel's own page.</summary>
    public static string Channel(string channel, ReportUrl url) => $"{Channels}/{Uri.EscapeDataString(channel)}{url.ToQuery()}";

    /// <summary>An order's own page.</summary>
    public static string Order(string orderId, ReportUrl url) => $"{Orders}/{Uri.EscapeDataString(orderId)}{url.ToQuery()}";

    /// <summary>Another page of the same store, days and model: what the rail links to.</summary>
    public static string Elsewhere(string page, ReportUrl url) => page + (url with { Filters = [], Metric = null, Sort = null, Descending = false, Open = [] }).ToQuery();

    /// <summary>Whether a target is a path of this site, so that a login cannot be used to lead elsewhere.</summary>
    public static bool IsLocal(string? target) =>
        target is ['/', ..] && !target.StartsWith("//", StringComparison.Ordinal) && !target.Contains('\\') && !target.Any(char.IsControl);
}
