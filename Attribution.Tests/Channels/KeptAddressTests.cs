using Attribution.Domain.Channels;

namespace Attribution.Tests.Channels;

public class KeptAddressTests
{
    [Theory]
    [InlineData("https://shop.example/a?utm_source=google&q=shoes&gclid=Cj0", "https://shop.example/a?utm_source=google&gclid=Cj0")]
    [InlineData("https://shop.example/a?mc_cid=1&mc_eid=99&_KX=7", "https://shop.example/a?mc_cid=1")]
    [InlineData("https://shop.example/a?token=1&password=2&session=3&code=4&key=5&email=a%40b.example&sid=6", "https://shop.example/a")]
    [InlineData("https://shop.example/a?utm_content=jane%40mail.example&utm_term=shoes", "https://shop.example/a?utm_term=shoes")]
    [InlineData("https://jane:secret@www.Shop.Example:8443/a;jsessionid=1?UTM_Source=X#top", "https://www.shop.example:8443/a?UTM_Source=X")]
    [InlineData("https://shop.example/?ref=producthunt", "https://shop.example/?ref=producthunt")]
    [InlineData("https://shop.example/?ref=jane-7", "https://shop.example/")]
    [InlineData("https://shop.example#utm_source=google", "https://shop.example/?utm_source=google")]
    [InlineData("javascript://shop.example/%0aalert(1)", "")]
    [InlineData("no address at all", "")]
    public void Of_an_address_only_what_names_a_campaign_or_click_is_kept(string url, string kept) =>
        Resolve(url).LandingUrl.ShouldBe(kept);

    [Theory]
    [InlineData("https://www.Shop.example/shoes?x=1", "shop.example", "/shoes")]
    [InlineData("https://shop.example?x=1", "shop.example", "/")]
    [InlineData("", "", "")]
    public void Host_and_path_stand_apart(string url, string host, string path)
    {
        var answer = Resolve(url);

        (answer.LandingHost, answer.LandingPath).ShouldBe((host, path));
    }

    private static Resolution Resolve(string url) => ChannelResolver.BuiltIn.Resolve(new Landing { Url = url }, ChannelCase.Store);
}
