namespace Attribution.Tests.Tracking;

/// <summary>Who is who: stories of people with devices, told through the doors a site and its server use.</summary>
public sealed class IdentityStories : Story
{
    private const string Anna = "anna@shop.example";
    private const string Ben = "ben@shop.example";

    [Fact]
    public async Task What_led_to_the_first_login_counts_for_every_later_order()
    {
        using var laptop = new Device(App);
        await laptop.ComesFromAnAd();
        await Days(2);
        await laptop.ComesFromANewsletter();
        await laptop.LogsIn("anna");

        (await App.Sells("1001", new { userId = "anna" })).ShouldBe("user: paid_search email");
        await Days(5);
        (await App.Sells("1002", new { userId = "anna" })).ShouldBe("user: paid_search email");
    }

    [Fact]
    public async Task Two_devices_of_one_user_are_one_journey()
    {
        using var phone = new Device(App, "phone");
        using var laptop = new Device(App);
        await phone.ComesFromAFriendsPost();
        await phone.LogsIn("anna");
        await Days(1);
        await laptop.ComesFromAnAd();
        await laptop.LogsIn("anna");

        (await App.Sells("1001", new { sessionId = laptop.Session })).ShouldBe("session: organic_social paid_search");
    }

    [Fact]
    public async Task Two_devices_nobody_signed_in_on_stay_two_people()
    {
        using var phone = new Device(App, "phone");
        using var laptop = new Device(App);
        await phone.ComesFromAFriendsPost();
        await laptop.ComesFromAnAd();

        (await App.Sells("1001", new { sessionId = laptop.Session })).ShouldBe("session: paid_search");
    }

    [Fact]
    public async Task Logging_out_undoes_nothing()
    {
        using var laptop = new Device(App);
        await laptop.ComesFromAnAd();
        await laptop.LogsIn("anna");
        await Days(1); // logged out: the site names nobody any more
        await laptop.ComesFromANewsletter();

        (await App.Sells("1001", new { userId = "anna" })).ShouldBe("user: paid_search email");
        (await App.Sells("1002", new { sessionId = laptop.Session })).ShouldBe("session: paid_search email");
    }

    [Fact]
    public async Task Logging_out_joins_nobody()
    {
        using var laptop = new Device(App);
        using var guest = new Device(App, "guest");
        await laptop.ComesFromAnAd();
        await laptop.LogsIn("anna");
        await Days(1);
        await laptop.ComesFromANewsletter();
        await guest.ComesFromAFriendsPost();

        (await App.Sells("1001", new { sessionId = guest.Session })).ShouldBe("session: organic_social");
        (await App.Sells("1002", new { userId = "anna" })).ShouldBe("user: paid_search email");
    }

    [Fact]
    public async Task A_shared_tablet_keeps_its_users_apart_in_both_directions()
    {
        using var tablet = new Device(App, "tablet");
        await tablet.ComesFromAnAd();
        await tablet.LogsIn("anna", Anna);
        await Days(1);
        await tablet.Comes("blog.example", "referral"); // nobody signed in: the last who did
        await Days(1);
        await tablet.LogsIn("ben", Ben);
        await tablet.ComesFromANewsletter();

        (await App.Sells("A1", new { userId = "anna" })).ShouldBe("user: paid_search referral");
        (await App.Sells("A2", new { emailHash = Emails.Hash(Anna) })).ShouldBe("email: paid_search referral");
        (await App.Sells("B1", new { userId = "ben" })).ShouldBe("user: email");
        (await App.Sells("B2", new { emailHash = Emails.Hash(Ben) })).ShouldBe("email: email");
        (await App.Sells("B3", new { sessionId = tablet.Session })).ShouldBe("session: email");
    }

    [Fact]
    public async Task Who_comes_back_to_a_shared_tablet_finds_the_own_past_and_not_the_others()
    {
        using var tablet = new Device(App, "tablet");
        await tablet.ComesFromAnAd();
        await tablet.LogsIn("anna");
        await tablet.LogsIn("ben");
        await tablet.ComesFromANewsletter();
        await tablet.LogsIn("anna");
        await tablet.ComesFromAFriendsPost();

        (await App.Sells("A1", new { sessionId = tablet.Session })).ShouldBe("session: paid_search organic_social");
        (await App.Sells("B1", new { userId = "ben" })).ShouldBe("user: email");
    }

    [Fact]
    public async Task An_address_given_on_a_shared_tablet_belongs_to_who_used_it_then()
    {
        using var tablet = new Device(App, "tablet");
        await tablet.ComesFromAnAd();
        await tablet.LogsIn("anna");
        await tablet.GivesAddress(Anna);
        await Days(1);
        await tablet.LogsIn("ben");
        await tablet.ComesFromANewsletter();

        (await App.Sells("A1", new { emailHash = Emails.Hash(Anna) })).ShouldBe("email: paid_search");
        (await App.Sells("B1", new { userId = "ben" })).ShouldBe("user: email");
    }

    [Fact]
    public async Task A_session_that_changed_hands_earns_for_each_only_what_is_theirs()
    {
        await App.Change(store => store.JourneyScope = "session");
        using var tablet = new Device(App, "tablet");
        await tablet.ComesFromAnAd();
        await tablet.LogsIn("anna");
        await tablet.LogsIn("ben");
        await tablet.ComesFromANewsletter();

        (await App.Sells("B1", new { sessionId = tablet.Session })).ShouldBe("session: email");
    }

    [Fact]
    public async Task An_order_that_names_another_user_is_a_change_of_hands_from_then_on()
    {
        using var tablet = new Device(App, "tablet");
        await tablet.ComesFromAnAd();
        await tablet.LogsIn("anna");
        await App.Sells("B1", new { sessionId = tablet.Session, userId = "ben" });
        await tablet.ComesFromANewsletter();

        (await App.Sells("B2", new { userId = "ben" })).ShouldBe("user: email");
        (await App.Sells("A1", new { userId = "anna" })).ShouldBe("user: paid_search");
    }

    [Fact]
    public async Task An_order_by_telephone_finds_both_devices_by_the_address()
    {
        using var phone = new Device(App, "phone");
        using var laptop = new Device(App);
        await phone.ComesFromAFriendsPost();
        await phone.LogsIn("anna", Anna);
        await laptop.ComesFromAnAd();
        await laptop.LogsIn("anna", Anna);

        (await App.Sells("1001", new { emailHash = Emails.Hash(Anna) })).ShouldBe("email: organic_social paid_search");
    }

    [Fact]
    public async Task Whose_consent_is_limited_is_never_tied_to_anybody()
    {
        using var laptop = new Device(App) { Consent = "limited" };
        await laptop.ComesFromAnAd();
        await laptop.LogsIn("anna", Anna);
        var session = laptop.Session;

        (await App.Sells("1001", new { userId = "anna" })).ShouldBe("none:");
        (await App.Sells("1002", new { emailHash = Emails.Hash(Anna) })).ShouldBe("none:");
        (await App.Sells("1003", new { sessionId = session, emailHash = Emails.Hash(Anna) })).ShouldBe("session: paid_search"); // the order of that very session
        await Days(1);
        (await App.Sells("1004", new { emailHash = Emails.Hash(Anna) })).ShouldBe("none:");
        await laptop.ComesFromANewsletter();
        (await App.Sells("1005", new { sessionId = laptop.Session, userId = "anna" })).ShouldBe("session: email");
    }

    [Fact]
    public async Task Who_used_a_device_when_does_not_depend_on_what_arrived_first()
    {
        using var server = App.Server();
        var now = App.Clock!.Now;
        await server.Touch(new { visitorId = "tablet", url = "https://shop.example/?utm_source=newsletter&utm_medium=email", occurredAt = now.AddHours(-1) });
        await server.Touch(new { visitorId = "tablet", kind = "identify", userId = "ben", occurredAt = now.AddHours(-2) });
        await server.Touch(new { visitorId = "tablet", kind = "identify", userId = "anna", occurredAt = now.AddHours(-3) });
        await server.Touch(new { visitorId = "tablet", url = Hits.Landing, occurredAt = now.AddHours(-4) });

        (await App.Sells("A1", new { userId = "anna" })).ShouldBe("user: paid_search");
        (await App.Sells("B1", new { userId = "ben" })).ShouldBe("user: email");
    }

    private Task Days(int days)
    {
        App.Clock!.Now += TimeSpan.FromDays(days);
        return Task.CompletedTask;
    }
}
