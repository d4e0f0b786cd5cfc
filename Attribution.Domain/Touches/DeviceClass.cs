namespace Attribution.Domain.Touches;

/// <summary>The class of a visitor's device, told from what its browser says of itself.</summary>
public static class DeviceClass
{
    /// <summary>A computer.</summary>
    public const string Desktop = "desktop";

    /// <summary>A telephone.</summary>
    public const string Mobile = "mobile";

    /// <summary>A tablet.</summary>
    public const string Tablet = "tablet";

    /// <summary>A television, a console, an app that does not say where it runs.</summary>
    public const string Other = "other";

    private static readonly string[] Televisions = ["SmartTV", "SMART-TV", "Android TV", "AppleTV", "HbbTV", "Web0S", "Tizen", "CrKey", "BRAVIA", "Roku", "AFTT", "PlayStation", "Xbox", "Nintendo"];
    private static readonly string[] Tablets = ["iPad", "Tablet", "Kindle", "Silk/", "PlayBook"];
    private static readonly string[] Mobiles = ["iPhone", "iPod", "Windows Phone", "Opera Mini", "Opera Mobi", "IEMobile", "BlackBerry", "KAIOS"];
    private static readonly string[] Desktops = ["Macintosh", "CrOS", "X11;", "Linux x86_64"];

    /// <summary>
    /// desktop, mobile, tablet or other; empty where nothing tells. A tablet whose browser asks for the pages of computers, as an iPad's
    /// does, counts as one.
    /// </summary>
    /// <param name="userAgent">As the browser sent it; empty for none.</param>
    /// <param name="mobileHint">The header <c>Sec-CH-UA-Mobile</c>: <c>?1</c>, <c>?0</c> or empty.</param>
    public static string Of(string userAgent, string mobileHint = "") => userAgent switch
    {
        _ when Says(userAgent, Televisions) => Other,
        _ when Says(userAgent, "Windows NT") => Desktop,
        _ when Says(userAgent, Tablets) => Tablet,
        _ when mobileHint == "?1" || Says(userAgent, Mobiles) => Mobile,
        _ when Says(userAgent, "Android") => mobileHint != "?0" && Says(userAgent, "Mobile") ? Mobile : Tablet,
        _ when Says(userAgent, Desktops) => Desktop,
        _ when Says(userAgent, "Mobile") => Mobile,
        _ => mobileHint == "?0" ? Desktop : userAgent.Length > 0 ? Other : "",
    };

    private static bool Says(string userAgent, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (userAgent.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
