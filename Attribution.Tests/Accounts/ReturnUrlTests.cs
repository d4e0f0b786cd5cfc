using Attribution.Web.Http;

namespace Attribution.Tests.Accounts;

public class ReturnUrlTests
{
    [Theory]
    [InlineData("//evil.example")]
    [InlineData("///evil.example")]
    [InlineData("////evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("\\/evil.example")]
    [InlineData("/\\/evil.example")]
    [InlineData("https:evil.example")]
    [InlineData("https:/evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("HTTPS://evil.example")]
    [InlineData("http:\\\\evil.example")]
    [InlineData("evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("/\t/evil.example")]
    [InlineData("/\n/evil.example")]
    [InlineData("/\r/evil.example")]
    [InlineData("\t//evil.example")]
    [InlineData(" //evil.example")]
    [InlineData("/%2fevil.example")]
    [InlineData("/%2Fevil.example")]
    [InlineData("/%5cevil.example")]
    [InlineData("/%5Cevil.example")]
    [InlineData("/%09/evil.example")]
    [InlineData("/%0d%0aLocation:x")]
    [InlineData("/%252fevil.example")]
    [InlineData("/.//evil.example")]
    [InlineData("/..//evil.example")]
    [InlineData("/%2e/%2fevil.example")]
    [InlineData("/\u2215evil.example")]
    [InlineData("/\u3002evil.example")]
    [InlineData("")]
    [InlineData(null)]
    public void What_may_lead_elsewhere_ends_at_the_start_page(string? target) => LocalPath.Of(target).ShouldBe("/");

    [Theory]
    [InlineData("/")]
    [InlineData("/channels?store=shop&range=last_30_days")]
    [InlineData("/orders/1001?u=1")]
    [InlineData("/channels/paid_search?campaign=a%2Fb")]
    public void A_path_of_this_site_is_kept(string target) => LocalPath.Of(target).ShouldBe(target);
}
