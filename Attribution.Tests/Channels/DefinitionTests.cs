using Attribution.Domain.Channels;

namespace Attribution.Tests.Channels;

/// <summary>What the definition of channels says in words and the case file does not try.</summary>
public class DefinitionTests
{
    [Theory]
    [InlineData("utm_source=google&utm_medium=cpc&utm_campaign=Smart%20Shopping", "cross_network")]
    [InlineData("utm_source=google&utm_medium=cpc&utm_campaign=Demand_Gen_UK", "cross_network")]
    [InlineData("utm_source=google&utm_medium=cpc&utm_campaign=P-Max%20UK", "cross_network")]
    [InlineData("utm_source=google&utm_medium=cpc&utm_campaign=pump-maximum", "paid_search")]
    [InlineData("utm_source=criteo&utm_medium=cpc&utm_campaign=demandgen", "cross_network")] // an ad network's may be one
    [InlineData("utm_source=facebook&utm_medium=cpc&utm_campaign=pmax", "paid_social")] // a social network's is none
    [InlineData("utm_campaign=pmax", "other")] // nobody paid
    public void Campaigns_that_run_over_several_networks_are_known_by_name(string query, string channel) => ChannelOf(query).ShouldBe(channel);

    [Theory]
    [InlineData("readme")]
    [InlineData("download")]
    [InlineData("badge")]
    public void Words_that_hold_ad_are_no_ads(string medium) => ChannelOf($"utm_source=google&utm_medium={medium}").ShouldBe("organic_search");

    [Theory]
    [InlineData("google-ads-uk", "paid_search")]
    [InlineData("Google%20Ads%20UK", "paid_search")]
    [InlineData("reddit-paid", "paid_social")]
    [InlineData("paid%20reddit", "paid_social")]
    [InlineData("criteo", "display")]
    [InlineData("newsletter-uk", "email")]
    [InlineData("com.reddit.frontpage", "organic_social")]
    [InlineData("https://www.facebook.com/groups/x", "organic_social")]
    [InlineData("blog.maker.example", "referral")]
    [InlineData("acme", "other")]
    public void A_source_alone_tells(string source, string channel) => ChannelOf($"utm_source={source}").ShouldBe(channel);

    [Theory]
    [InlineData("", "paid_search", "")]
    [InlineData("https://duckduckgo.com/", "paid_search", "")]
    [InlineData("https://www.youtube.com/", "paid_video", "")]
    [InlineData("https://www.amazon.de/", "paid_shopping", "")]
    [InlineData("https://mail.google.com/", "display", "")]
    [InlineData("https://news.example.com/a", "display", "")]
    [InlineData("https://www.reddit.com/", "organic_social", "click_id_contradicted")]
    [InlineData("https://chatgpt.com/", "ai_assistant", "click_id_contradicted")]
    [InlineData("https://shop.example/cart", "paid_search", "self_referral")]
    [InlineData("https://checkout.stripe.com/", "paid_search", "excluded_referrer")]
    public void A_search_ads_click_is_placed_by_its_referrer(string referrer, string channel, string flags)
    {
        var answer = Resolve("gclid=a", referrer);

        (answer.Channel, string.Join(' ', answer.Flags)).ShouldBe((channel, flags));
    }

    [Theory]
    [InlineData("li_fat_id=a", "https://ib.adnxs.com/x", "display")]
    [InlineData("ttclid=a", "https://ad.doubleclick.net/x", "display")]
    [InlineData("ttclid=a", "https://blog.example/", "paid_social")]
    public void A_social_ad_on_an_ad_network_is_display(string query, string referrer, string channel) => Resolve(query, referrer).Channel.ShouldBe(channel);

    [Theory]
    [InlineData("gclid=a&fbclid=b", "organic_social", "fbclid")]
    [InlineData("fbclid=b&gclid=a", "paid_search", "gclid")]
    [InlineData("irclickid=1&gclid=2", "paid_search", "gclid")]
    [InlineData("gad_source=1&fbclid=b", "organic_social", "fbclid")]
    [InlineData("fbclid=b&gad_source=1", "organic_social", "fbclid")] // a companion counts only alone
    [InlineData("gclsrc=aw.ds", "direct", "")]
    public void The_last_click_id_is_the_click(string query, string channel, string type)
    {
        var answer = Resolve(query);

        (answer.Channel, answer.ClickIdType).ShouldBe((channel, type));
    }

    [Theory]
    [InlineData("https://www.google.com.br/", "google")]
    [InlineData("https://google.evil.example/", "google.evil.example")]
    [InlineData("https://google.de.evil.com/", "google.de.evil.com")]
    [InlineData("https://evilgoogle.de/", "evilgoogle.de")]
    [InlineData("https://gemini.google.com/app", "gemini")]
    [InlineData("https://docs.google.com/document/x", "docs.google.com")]
    [InlineData("https://dropbox.com/", "dropbox.com")]
    [InlineData("https://microsoft.com/", "microsoft.com")]
    [InlineData("https://user:pw@WWW.Bing.com.:443/search?q=x", "bing")]
    [InlineData("https://mail.company.example/owa", "mail.company.example")]
    public void Hosts_are_read_label_by_label(string referrer, string source) => Resolve("", referrer).Source.ShouldBe(source);

    [Theory]
    [InlineData("utm_medium=cpc", "https://blog.example.com/", "paid_other")]
    [InlineData("utm_medium=cpc", "https://www.reddit.com/", "paid_social")]
    [InlineData("utm_medium=referral", "https://www.facebook.com/", "organic_social")] // a weak medium gives way
    [InlineData("utm_medium=in-product", "https://news.ycombinator.com/", "organic_social")]
    [InlineData("utm_source=acme&utm_medium=cpc&utm_campaign=shopping", "https://www.facebook.com/", "paid_social")]
    [InlineData("utm_source=acme&utm_medium=cpc&utm_campaign=workshop", "", "paid_other")]
    [InlineData("utm_source=chatgpt.com&utm_medium=cpc", "", "paid_other")]
    [InlineData("utm_source=__SOURCE__&utm_medium=$%7Bmedium%7D", "", "direct")]
    public void A_referrer_stands_in_for_tags_that_say_nothing(string query, string referrer, string channel) => Resolve(query, referrer).Channel.ShouldBe(channel);

    private static string ChannelOf(string query) => Resolve(query).Channel;

    private static Resolution Resolve(string query, string referrer = "") =>
        ChannelResolver.BuiltIn.Resolve(new Landing { Url = $"https://shop.example/?{query}", Referrer = referrer }, ChannelCase.Store);
}
