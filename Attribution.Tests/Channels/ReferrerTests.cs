using Attribution.Domain.Channels;

namespace Attribution.Tests.Channels;

public class ReferrerTests
{
    private static readonly StoreSites Store = new(["shop.example"], ["forum.example"], new HashSet<string>());

    [Theory]
    [InlineData("https://www.google.co.uk/", "google")]
    [InlineData("https://images.de.ask.com/?q=shoes", "ask")] // a star for one label
    [InlineData("https://cnn.com/?query=shoes", "google")] // counts with its keyword only
    [InlineData("https://www.bing.com/chatter", "bing")] // not the path /chat
    [InlineData("https://www.bing.com/chat/1", "copilot")]
    [InlineData("https://google.com.evil.example/", "google.com.evil.example")]
    [InlineData("https://google.example/", "google.example")]
    [InlineData("https://mail.google.de/", "gmail")]
    [InlineData("android-app://com.unknown/https/www.google.com/x", "google")]
    [InlineData("ios-app://com.burbn.instagram/", "instagram")]
    public void A_referrer_is_found_in_the_catalogue(string referrer, string source) => Resolve(referrer).Source.ShouldBe(source);

    [Theory]
    [InlineData("https://shop.example/cart", "self_referral")]
    [InlineData("https://notshop.example/", "")]
    [InlineData("http://10.1.2.3/", "private_referrer")]
    [InlineData("http://172.31.0.9/", "private_referrer")]
    [InlineData("http://[fd00::1]:8080/", "private_referrer")]
    [InlineData("http://wiki/", "private_referrer")]
    [InlineData("https://172.32.0.9/", "")]
    [InlineData("https://sub.forum.example/", "excluded_referrer")]
    [InlineData("https://www.facebook.com/login/x", "excluded_referrer")]
    [InlineData("https://www.facebook.com/loginnews", "")]
    [InlineData("https://3ds.bank/", "")] // two labels may be anybody's
    [InlineData("https://exa mple.com/", "bad_referrer")]
    public void A_referrer_that_is_no_source_says_why(string referrer, string flag)
    {
        var answer = Resolve(referrer);

        string.Join(' ', answer.Flags).ShouldBe(flag);
        answer.HasReferrer.ShouldBe(flag.Length == 0);
        answer.IsReturn.ShouldBe(flag is "self_referral" or "excluded_referrer");
    }

    [Fact]
    public void Of_a_referrer_scheme_host_and_path_are_kept()
    {
        var answer = Resolve("HTTPS://jane:secret@WWW.Blog.Example:8443/post;jsessionid=1?token=2#3");

        answer.ReferrerUrl.ShouldBe("https://www.blog.example/post");
        answer.ReferrerHost.ShouldBe("blog.example");
    }

    [Theory]
    [InlineData("?gclid=x", "https://gemini.google.com/", "paid_other", "ai")] // an ad in an assistant of the same owner
    [InlineData("?msclkid=x", "https://www.linkedin.com/", "paid_social", "")]
    [InlineData("?ttclid=x", "https://blog.example/", "paid_social", "")]
    [InlineData("?gclid=x", "https://mail.yahoo.com/", "email", "webmail")] // somebody mailed the link on
    public void An_ads_placement_comes_from_the_referrer(string query, string referrer, string channel, string subChannel)
    {
        var answer = Resolve(referrer, query);

        (answer.Channel, answer.SubChannel).ShouldBe((channel, subChannel));
    }

    private static Resolution Resolve(string referrer, string query = "") =>
        ChannelResolver.BuiltIn.Resolve(new Landing { Url = $"https://shop.example/{query}", Referrer = referrer }, Store);
}
