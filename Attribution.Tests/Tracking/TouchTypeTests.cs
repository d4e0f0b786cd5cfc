using System.Net;
using System.Net.Http.Json;
using Attribution.Domain.Touches;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Tests.Tracking;

public sealed class TouchTypeTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private TestApp App => shared.App;

    // CHANNELS §6: the type, its channel and sub-channel, and whether it is a visit.
    [Theory]
    [InlineData("organic_search", "organic_search", "", true)]
    [InlineData("paid_search", "paid_search", "", true)]
    [InlineData("social_media", "organic_social", "", true)]
    [InlineData("email", "email", "", true)]
    [InlineData("display_ad", "display", "", true)]
    [InlineData("referral", "referral", "", true)]
    [InlineData("direct", "direct", "", true)]
    [InlineData("partner_referral", "partner", "partner", false)]
    [InlineData("broker_referral", "partner", "broker", false)]
    [InlineData("affiliate", "affiliate", "", true)]
    [InlineData("webinar", "event", "webinar", false)]
    [InlineData("event", "event", "event", false)]
    [InlineData("phone_call", "phone", "call", false)]
    [InlineData("chat", "chat", "live_chat", false)]
    [InlineData("other", "other", "", true)]
    public async Task Each_type_has_its_channel_and_only_what_happens_on_the_site_is_a_visit(string type, string channel, string subChannel, bool isVisit)
    {
        var visitorId = $"visitor-of-{type}";

        var answer = await App.Server().Touch(new { type, visitorId });

        (answer.Outcome(), answer.Text("channel"), answer.Text("subChannel"), answer.Text("reason")).ShouldBe(("created", channel, subChannel, "touch_type"));
        (await App.Read(db => db.Touches.SingleAsync(touch => touch.VisitorId == visitorId))).Type.ShouldBe(type);
        (await App.Read(db => db.Sessions.CountAsync(session => session.VisitorId == visitorId))).ShouldBe(isVisit ? 1 : 0);
        answer.Text("sessionId").Length.ShouldBe(isVisit ? 32 : 0);
    }

    [Fact]
    public async Task An_unknown_type_is_refused_with_the_list_of_those_there_are()
    {
        var errors = await (await App.Server().PostAsJsonAsync("/api/touches", new { type = "smoke_signal" })).Errors();

        errors["type"].Single().ShouldStartWith("There is no touch type 'smoke_signal'.");
        TouchTypes.All.ShouldAllBe(type => errors["type"][0].Contains(type.Id));
    }

    [Fact]
    public async Task A_contact_may_name_the_session_it_belongs_to_and_leaves_it_as_it_is()
    {
        var visit = await App.Server().Touch(new { url = Hits.Landing, visitorId = "caller", sessionId = "their-visit" });

        var call = await App.Server().Touch(new { type = "phone_call", sessionId = "their-visit", occurredAt = App.Clock!.Now.AddHours(3) });

        (call.Text("sessionId"), call.Text("visitorId")).ShouldBe(("their-visit", visit.Text("visitorId")));
        var session = await App.Read(db => db.Sessions.SingleAsync(row => row.SessionId == "their-visit"));
        (session.TouchCount, session.LastActivityAt).ShouldBe((1, App.Clock.Now));
    }

    [Fact]
    public async Task What_only_a_server_knows_is_kept_with_the_touch_and_no_address()
    {
        await App.Server().Touch(new { type = "webinar", channel = "offline", cost = 1.5, currency = "EUR", engagement = 0.8, clientIp = "203.0.113.77", userAgent = "Mozilla/5.0 Fair", userId = "fair" });

        var touch = await App.Read(db => db.Touches.SingleAsync(row => row.UserId == "fair"));
        (touch.Channel, touch.Type, touch.CostMinor, touch.Engagement).ShouldBe(("offline", "webinar", 150, 0.8));
        System.Text.Encoding.UTF8.GetString(App.Bytes()).ShouldNotContain("203.0.113.77");
    }

    [Theory]
    [InlineData("channel", """ "channel": "carrier_pigeon" """)]
    [InlineData("cost", """ "cost": 1.555 """)]
    [InlineData("cost", """ "cost": -1 """)]
    [InlineData("cost", """ "cost": "1.50" """)]
    [InlineData("currency", """ "cost": 1.5, "currency": "USD" """)]
    [InlineData("engagement", """ "engagement": 1.01 """)]
    [InlineData("clientIp", """ "clientIp": "somewhere" """)]
    [InlineData("userAgent", """ "userAgent": 5 """)]
    public async Task What_a_server_states_wrongly_is_told_at_its_field(string field, string member)
    {
        var answer = await App.Server().Raw($$"""{ "type": "event", {{member}} }""", "application/json", "/api/touches");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Errors()).Keys.ShouldBe([field]);
    }

    [Fact]
    public async Task The_user_agent_that_a_server_names_may_be_a_bots_its_own_is_not_looked_at()
    {
        using var server = App.Server();
        server.DefaultRequestHeaders.UserAgent.ParseAdd("Googlebot/2.1");

        (await server.Touch(new { type = "event" })).Outcome().ShouldBe("created");
        (await server.Touch(new { url = Hits.Landing, userAgent = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)" })).Outcome().ShouldBe("ignored");
    }

    [Fact]
    public async Task Days_long_past_do_not_join_under_todays_salt()
    {
        var past = App.Clock!.Now.AddDays(-20);
        var first = await App.Server().Touch(new { url = Hits.Landing, consent = "limited", clientIp = "203.0.113.9", userAgent = "Mozilla/5.0 Same", occurredAt = past });
        var second = await App.Server().Touch(new { url = Hits.Landing, consent = "limited", clientIp = "203.0.113.9", userAgent = "Mozilla/5.0 Same", occurredAt = past.AddDays(3) });

        first.Text("sessionId").Split('.')[0].ShouldNotBe(second.Text("sessionId").Split('.')[0]);
    }
}
