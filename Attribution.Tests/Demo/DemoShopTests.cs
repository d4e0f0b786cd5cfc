using Attribution.Domain.Channels;
using Attribution.Domain.Channels.Hygiene;
using Attribution.Web.Demo;

namespace Attribution.Tests.Demo;

public class DemoShopTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly DemoShop Shop = new(Now, Berlin);

    [Fact]
    public void It_is_a_shop_of_a_believable_size()
    {
        var sales = Shop.Orders.Where(order => order.Type == "sale").ToList();

        Shop.Visits.Count.ShouldBeInRange(56_000, 64_000);
        sales.Count.ShouldBeInRange(1_400, 1_600);
        sales.Average(order => order.Value).ShouldBeInRange(70, 110);
        sales.Count(order => order.Refund is not null).ShouldBeInRange(30, 100);
        sales.Count(order => !order.NewCustomer).ShouldBeInRange(100, 500);
    }

    [Fact]
    public void The_same_day_gives_the_same_shop()
    {
        var again = new DemoShop(Now, Berlin);

        again.Visits.ShouldBe(Shop.Visits);
        again.Orders.ShouldBe(Shop.Orders);
        again.Costs.ShouldBe(Shop.Costs);
    }

    [Fact]
    public void Nothing_in_it_lies_in_the_future() =>
        Shop.Visits.Select(visit => visit.At).Concat(Shop.Orders.Select(order => order.At)).Max().ShouldBeLessThanOrEqualTo(Now);

    [Fact]
    public void Every_id_is_its_own()
    {
        Shop.Visits.Select(visit => visit.TouchId).Distinct().Count().ShouldBe(Shop.Visits.Count);
        Shop.Visits.Select(visit => visit.SessionId).Distinct().Count().ShouldBe(Shop.Visits.Count);
        Shop.Orders.Select(order => order.OrderId).Distinct().Count().ShouldBe(Shop.Orders.Count);
    }

    [Fact]
    public void Its_links_have_the_slips_that_links_have_and_few_of_them()
    {
        var tagged = Shop.Visits.Where(visit => visit.Url.Contains("utm_", StringComparison.Ordinal)).Select(visit => Read(visit));
        var check = HygieneCheck.Of([.. tagged], convention: null);

        check.Select(found => found.Kind).Distinct().Order().ShouldBe(
            ["double_encoded", "internal_link", "malformed_query", "misspelt", "personal_data", "unexpanded_macro", "unknown_medium", "variant"]);
        check.Sum(found => found.Touches).ShouldBeLessThan(Shop.Visits.Count / 50);
    }

    private static TaggedTouches Read(DemoVisit visit)
    {
        var answer = ChannelResolver.BuiltIn.Resolve(new Landing { Url = visit.Url, Referrer = visit.Referrer }, StoreSites.Of(DemoShop.Domain));
        return new TaggedTouches(answer.Raw, answer.Channel, answer.Reason, answer.Flags, answer.LandingPath, 1);
    }
}
