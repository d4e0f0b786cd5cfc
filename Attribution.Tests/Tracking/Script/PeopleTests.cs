using Attribution.Tests.Browser;
using Attribution.Tests.Conversions;

namespace Attribution.Tests.Tracking.Script;

/// <summary>Stories of <see cref="IdentityStories"/>, told by the script in real browsers.</summary>
public sealed class PeopleTests(Chromium chromium) : VisitTest(chromium)
{
    private const string Ad = "/?utm_source=google&utm_medium=cpc";
    private const string Newsletter = "/?utm_source=newsletter&utm_medium=email";

    [Fact]
    public async Task Two_devices_of_one_user_are_one_journey()
    {
        var phone = await Visitor();
        await Land(Home + Ad, phone);
        await Call("'identify', 'anna'", phone);
        App.Clock!.Now += TimeSpan.FromDays(1);
        await Land(Home + Newsletter);
        var laptop = await Call("'identify', 'anna'");

        (await App.Sells("1001", new { sessionId = laptop.SessionId })).ShouldBe("session: paid_search email");
    }

    [Fact]
    public async Task A_shared_browser_keeps_its_users_apart_and_logging_out_ends_nothing()
    {
        await Land(Home + Ad);
        await Call("'identify', 'anna'");
        App.Clock!.Now += TimeSpan.FromDays(1);
        await Land(Home + "/?utm_source=facebook&utm_medium=social"); // logged out
        await Call("'identify', 'ben'");
        App.Clock.Now += TimeSpan.FromDays(1);
        await Land(Home + Newsletter);

        (await App.Sells("A1", new { userId = "anna" })).ShouldBe("user: paid_search organic_social");
        (await App.Sells("B1", new { userId = "ben" })).ShouldBe("user: email");
    }

    [Fact]
    public async Task Where_only_signed_users_count_the_page_shows_the_servers_signature()
    {
        await App.Change(store => store.SignedUsersOnly = true);
        var stranger = await Visitor();
        await Land(Home + Newsletter, stranger);
        await Call("'identify', 'anna', { signature: '00ff' }", stranger);
        await Land(Home + Ad);
        await Call($"'identify', 'anna', {{ signature: '{await App.Signs("anna")}' }}");
        await Call("'conversion', 'lead', { orderId: 'L1' }"); // names the user again, without a signature

        (await App.Sells("1001", new { userId = "anna" })).ShouldBe("user: paid_search");
    }

    [Fact]
    public async Task The_thank_you_page_finds_the_order_that_came_without_ids()
    {
        await Land(Home + Ad);
        await App.Sells("1001", new { });

        await App.Until(() => Call("'conversion', 'order', { orderId: '1001', value: 100, currency: 'EUR' }"));

        (await App.JourneyOf("1001")).ShouldBe("hint: paid_search");
    }
}
