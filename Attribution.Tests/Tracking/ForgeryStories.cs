namespace Attribution.Tests.Tracking;

/// <summary>Somebody wants credit for orders that are not theirs. The public key is known to everybody, and so is how the script speaks.</summary>
public sealed class ForgeryStories : Story
{
    private const string Anna = "anna@shop.example";

    [Theory]
    [InlineData("", "user: paid_search")]
    [InlineData("00ff", "user: paid_search")]
    [InlineData("own", "user: paid_search")] // signed, but for another user
    [InlineData("right", "user: paid_search affiliate")]
    public async Task Where_only_signed_users_count_a_partner_is_no_customer(string signature, string journey)
    {
        await SignedOnly();
        using var anna = new Device(App);
        await anna.ComesFromAnAd();
        await anna.LogsIn("anna", Anna, await App.Signs("anna"));
        using var partner = new Device(App, "partner");
        await partner.ComesFromAPartner();

        await partner.LogsIn("anna", Anna, signature switch { "own" => await App.Signs("partner"), "right" => await App.Signs("anna"), _ => signature });

        (await App.Sells("1001", new { userId = "anna" })).ShouldBe(journey);
    }

    [Fact]
    public async Task A_partner_with_an_account_of_its_own_gains_nothing_by_giving_a_customers_address()
    {
        await SignedOnly();
        using var anna = new Device(App);
        await anna.ComesFromAnAd();
        await anna.LogsIn("anna", Anna, await App.Signs("anna"));
        using var partner = new Device(App, "partner");
        await partner.ComesFromAPartner();

        await partner.LogsIn("partner", Anna, await App.Signs("partner"));

        (await App.Sells("1001", new { emailHash = Emails.Hash(Anna) })).ShouldBe("none:");
        (await App.Sells("1002", new { userId = "anna", emailHash = Emails.Hash(Anna) })).ShouldBe("user: paid_search");
    }

    [Fact]
    public async Task A_hint_alone_makes_no_order()
    {
        using var partner = new Device(App, "partner");
        await partner.ComesFromAPartner();

        await partner.Claims("1001");

        (await App.Read(db => Task.FromResult(db.Orders.Count()))).ShouldBe(0);
    }

    [Fact]
    public async Task A_hint_for_an_order_that_comes_in_more_than_ten_minutes_earns_nothing()
    {
        using var partner = new Device(App, "partner");
        await partner.ComesFromAPartner();
        await partner.Claims("1001");
        App.Clock!.Now += TimeSpan.FromMinutes(10);

        (await App.Sells("1001", new { })).ShouldBe("none:");
    }

    [Fact]
    public async Task A_hint_from_a_session_gone_quiet_earns_nothing()
    {
        using var partner = new Device(App, "partner");
        await partner.ComesFromAPartner();
        App.Clock!.Now += TimeSpan.FromMinutes(31);
        await partner.Claims("1001");

        (await App.Sells("1001", new { })).ShouldBe("none:");
    }

    [Fact]
    public async Task Two_visitors_that_claim_one_order_both_get_nothing_and_it_is_on_record()
    {
        using var anna = new Device(App);
        using var partner = new Device(App, "partner");
        await partner.ComesFromAPartner();
        await partner.Claims("1001");
        await anna.ComesFromAnAd();
        await anna.Claims("1001");

        (await App.Sells("1001", new { })).ShouldBe("none:");
        (await App.Findings()).ShouldBe(["1001"]);
    }

    [Theory]
    [InlineData("order")]
    [InlineData("cart")]
    public async Task Who_claims_all_the_orders_to_come_gets_none_of_them(string by)
    {
        using var partner = new Device(App, "partner");
        await partner.ComesFromAPartner();
        for (var next = 1001; next < 1006; next++)
        {
            await partner.Claims(by == "order" ? $"{next}" : "", by == "cart" ? $"c{next}" : "");
        }

        (await App.Sells("1003", new { cartToken = "c1003" })).ShouldBe("none:");
        (await App.Findings()).ShouldBe(["1003"]);
    }

    [Fact]
    public async Task A_customer_with_three_orders_is_no_forger()
    {
        using var anna = new Device(App);
        await anna.ComesFromAnAd();
        foreach (var orderId in (string[])["1001", "1002", "1002", "1003"])
        {
            await anna.Claims(orderId);
        }

        (await App.Sells("1003", new { })).ShouldBe("hint: paid_search");
    }

    [Theory]
    [InlineData("anna", "session: paid_search")]
    [InlineData("nobody", "none:")] // ids that lead nowhere close the door to hints that come later
    public async Task A_hint_takes_no_order_from_whoever_it_names(string owner, string journey)
    {
        using var anna = new Device(App);
        using var partner = new Device(App, "partner");
        await anna.ComesFromAnAd();
        await partner.ComesFromAPartner();
        await App.Sells("1001", owner == "anna" ? new { sessionId = anna.Session } : new { sessionId = "unknown" });
        await partner.Claims("1001");
        await HintsAreTaken(partner);

        (await App.JourneyOf("1001")).ShouldBe(journey);
    }

    [Fact]
    public async Task First_the_hint_then_the_order()
    {
        using var anna = new Device(App);
        await anna.ComesFromAnAd();
        await anna.Claims("1001", "c1");

        (await App.Sells("1001", new { })).ShouldBe("hint: paid_search");
        (await App.Sells("web-2", new { cartToken = "c1" })).ShouldBe("hint: paid_search");
    }

    [Fact]
    public async Task First_the_order_then_the_hint_attributes_it_once()
    {
        using var anna = new Device(App);
        await anna.ComesFromAnAd();
        (await App.Sells("1001", new { })).ShouldBe("none:");

        await App.Until(() => anna.Claims("1001"));
        (await App.JourneyOf("1001")).ShouldBe("hint: paid_search");
        await anna.ComesFromANewsletter();
        await anna.Claims("1001");
        await HintsAreTaken(anna);

        (await App.JourneyOf("1001")).ShouldBe("hint: paid_search");
    }

    [Fact]
    public async Task A_hint_more_than_five_minutes_after_the_order_came_is_too_late()
    {
        using var anna = new Device(App);
        await anna.ComesFromAnAd();
        await App.Sells("1001", new { });
        App.Clock!.Now += TimeSpan.FromMinutes(5);
        await anna.Claims("1001");
        await HintsAreTaken(anna);

        (await App.JourneyOf("1001")).ShouldBe("none:");
    }

    private Task SignedOnly() => App.Change(store => store.SignedUsersOnly = true);

    // Hints are taken one after the other: when an order of this one is found, those before it were looked at.
    private async Task HintsAreTaken(Device device)
    {
        await App.Sells("mark", new { });
        await App.Until(() => device.Claims("mark"));
        (await App.JourneyOf("mark")).ShouldStartWith("hint");
    }
}
