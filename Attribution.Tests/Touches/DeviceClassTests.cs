using Attribution.Domain.Touches;

namespace Attribution.Tests.Touches;

public class DeviceClassTests
{
    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36", "?0", "desktop")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15", "", "desktop")]
    [InlineData("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36", "", "desktop")]
    [InlineData("Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Tablet PC 2.0)", "", "desktop")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148", "", "mobile")]
    [InlineData("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36", "?1", "mobile")]
    [InlineData("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36", "?0", "tablet")]
    [InlineData("Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0", "", "mobile")]
    [InlineData("Mozilla/5.0 (Android 14; Tablet; rv:140.0) Gecko/140.0 Firefox/140.0", "", "tablet")]
    [InlineData("Mozilla/5.0 (iPad; CPU OS 12_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/12.1.2 Mobile/15E148 Safari/604.1", "", "tablet")]
    [InlineData("Mozilla/5.0 (SMART-TV; Linux; Tizen 7.0) AppleWebKit/537.36 (KHTML, like Gecko) Safari/537.36", "", "other")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64; Xbox; Xbox Series X) AppleWebKit/537.36 (KHTML, like Gecko)", "", "other")]
    [InlineData("ShopApp/3.2", "", "other")]
    [InlineData("", "?0", "desktop")]
    [InlineData("", "", "")]
    public void A_device_is_what_its_browser_says(string userAgent, string hint, string device) => DeviceClass.Of(userAgent, hint).ShouldBe(device);

    [Theory]
    [InlineData("promo")]
    [InlineData("keyword")]
    [InlineData("mailing")]
    [InlineData("author")]
    [InlineData("ad_name")]
    public void A_parameter_that_says_what_a_link_was_may_be_kept(string name) => UrlParameters.IsPrivate(name).ShouldBeFalse();

    [Theory]
    [InlineData("token")]
    [InlineData("access_token")]
    [InlineData("new_password")]
    [InlineData("PHPSESSID")]
    [InlineData("session")]
    [InlineData("code")]
    [InlineData("apikey")]
    [InlineData("api_key")]
    [InlineData("e-mail")]
    [InlineData("user_email")]
    [InlineData("mail")]
    public void A_parameter_that_carries_a_secret_or_a_person_may_not(string name) => UrlParameters.IsPrivate(name).ShouldBeTrue();
}
