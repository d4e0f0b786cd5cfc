using Attribution.Domain;
using Attribution.Domain.Models;
using Attribution.Tests.Accounts;
using Attribution.Web.Admin;
using Attribution.Web.Admin.Keys;
using Attribution.Web.Admin.Models;
using Attribution.Web.Admin.Stores;
using Attribution.Web.Admin.Users;
using Attribution.Web.Costs;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Admin;

public class CommandTests
{
    [Fact]
    public async Task A_store_takes_what_its_form_says()
    {
        await using var app = await TestApp.Start();
        var ana = await Admin(app);
        var form = StoreForm.Of(await Store(app)) with { Name = " Nordhaven ", Domains = "https://www.nord.example/\nshop.nord.example", LookbackDays = 90, ConversionTypes = "demo_request: lead" };

        (await Get<StoreCommands>(app).Change(ana, form, default)).Errors.ShouldBeEmpty();

        var store = await Store(app);
        (store.Name, store.LookbackDays, store.IsLead("demo_request"), store.IsLead("sale")).ShouldBe(("Nordhaven", 90, true, false));
        store.Domains.ShouldBe(["nord.example", "shop.nord.example"]);
    }

    [Fact]
    public async Task A_store_is_told_every_fault_by_field_and_keeps_what_it_had()
    {
        await using var app = await TestApp.Start();
        var form = StoreForm.Of(await Store(app)) with { Name = "", Domains = "com", LookbackDays = 366, SessionTimeoutMinutes = 0, CookieDomain = "else.example", ConversionTypes = "Demo: maybe" };

        var outcome = await Get<StoreCommands>(app).Change(await Admin(app), form, default);

        outcome.Errors.Keys.ShouldBe(["Name", "Domains", "LookbackDays", "SessionTimeoutMinutes", "CookieDomain", "ConversionTypes"], ignoreOrder: true);
        (await Store(app)).Name.ShouldBe("shop");
    }

    [Theory]
    [InlineData("signup: order", "'signup' is a lead in every store. Give a type of your own another name.")]
    [InlineData("sale: lead", "'sale' is an order in every store. Give a type of your own another name.")]
    public async Task A_type_that_every_store_has_keeps_its_meaning(string types, string fault)
    {
        await using var app = await TestApp.Start();
        var form = StoreForm.Of(await Store(app)) with { ConversionTypes = types };

        (await Get<StoreCommands>(app).Change(await Admin(app), form, default))["ConversionTypes"].ShouldBe(fault);
    }

    [Fact]
    public async Task A_zone_changes_on_a_day_to_come()
    {
        await using var app = await TestApp.Start();
        var ana = await Admin(app);
        var today = DateOnly.Parse("2026-06-15", null);

        (await Get<StoreCommands>(app).ChangeZone(ana, "Asia/Tokyo", today, default))["From"].ShouldNotBeNull();
        (await Get<StoreCommands>(app).ChangeZone(ana, "Asia/Tokyo", today.AddDays(3), default)).IsDone.ShouldBeTrue();

        var calendar = (await Store(app)).Calendar;
        calendar.DayOf(DateTimeOffset.Parse("2026-06-15T20:00:00Z", null)).ShouldBe(today);
        calendar.DayOf(DateTimeOffset.Parse("2026-06-20T20:00:00Z", null)).ShouldBe(DateOnly.Parse("2026-06-21", null));
    }

    [Fact]
    public async Task The_currency_stays_once_there_are_orders()
    {
        await using var app = await TestApp.Start();
        await app.Server().PostAsync("/api/orders", new StringContent("""{ "orderId": "1", "value": 5 }""", System.Text.Encoding.UTF8, "application/json"));

        var outcome = await Get<StoreCommands>(app).Change(await Admin(app), StoreForm.Of(await Store(app)) with { Currency = "USD" }, default);

        outcome["Currency"].ShouldNotBeNull().ShouldContain("orders in EUR");
    }

    [Fact]
    public async Task A_key_is_shown_once_kept_hashed_and_ends_at_once()
    {
        await using var app = await TestApp.Start();
        var ana = await Admin(app);
        var key = (await Get<KeyCommands>(app).CreateSecret(ana, "Backend", [KeyDirectory.Conversions], default)).Value!;

        var row = await app.Read(db => db.ApiKeys.SingleAsync(one => one.Name == "Backend"));
        (row.PublicKey, row.LastFour, row.Hash).ShouldBe((null, key[^4..], KeyDirectory.HashOf(key)));
        (await Get<KeyDirectory>(app).Find(key, default))!.Scopes.ShouldBe([KeyDirectory.Conversions]);

        await Get<KeyCommands>(app).Revoke(ana, row.KeyId, default);
        (await Get<KeyDirectory>(app).Find(key, default)).ShouldBeNull();
    }

    [Fact]
    public async Task While_a_key_is_rotated_both_hold()
    {
        await using var app = await TestApp.Start();
        var ana = await Admin(app);
        var id = (await Get<KeyDirectory>(app).Find(app.Shop.SecretKey, default))!.KeyId;

        var next = (await Get<KeyCommands>(app).Rotate(ana, id, default)).Value!;

        (await Get<KeyDirectory>(app).Find(next, default))!.Scopes.Count.ShouldBe(4);
        (await Get<KeyDirectory>(app).Find(app.Shop.SecretKey, default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Another_stores_key_is_not_there()
    {
        await using var app = await TestApp.Start();
        var other = await app.OpenStore("other");
        var id = (await Get<KeyDirectory>(app).Find(other.SecretKey, default))!.KeyId;

        (await Get<KeyCommands>(app).Revoke(await Admin(app), id, default))[""].ShouldBe("That key is gone already.");
        (await Get<KeyDirectory>(app).Find(other.SecretKey, default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Who_is_invited_comes_in_once_by_a_password_and_then_chooses_an_own_one()
    {
        await using var app = await TestApp.Start();
        var invited = (await Users(app).Invite(await Admin(app), "bob@shop.example", Roles.Analyst, default)).Value!;
        using var bob = app.Client(cookies: true);

        (await bob.LogIn("bob@shop.example", invited.OneTimePassword!)).Headers.Location!.OriginalString.ShouldEndWith("/account/password");
        (await bob.GetAsync("/costs")).Headers.Location!.OriginalString.ShouldEndWith("/account/password");
        await bob.PostForm("/account/password", "password", ("Input.Current", invited.OneTimePassword!), ("Input.Next", Visitors.Password));

        (await bob.GetAsync("/costs")).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        (await app.Client(cookies: true).LogIn("bob@shop.example", invited.OneTimePassword!)).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
    }

    [Fact]
    public async Task Scripts_of_who_must_choose_a_password_first_are_answered_and_not_led_to_its_page()
    {
        await using var app = await TestApp.Start();
        var invited = (await Users(app).Invite(await Admin(app), "bob@shop.example", Roles.Analyst, default)).Value!;
        using var bob = app.Client(cookies: true);
        await bob.LogIn("bob@shop.example", invited.OneTimePassword!);

        (await bob.GetAsync("/js/frame.js")).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        (await bob.GetAsync("/_framework/blazor.web.js")).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        (await bob.GetAsync("/_blazor/initializers")).StatusCode.ShouldBe(System.Net.HttpStatusCode.Forbidden);
        (await bob.PostAsync("/_blazor/negotiate?negotiateVersion=1", null)).StatusCode.ShouldBe(System.Net.HttpStatusCode.Forbidden);
        (await bob.GetStringAsync("/account/denied")).ShouldNotContain("\"type\":\"server\"");
    }

    [Fact]
    public async Task A_one_time_password_does_not_hold_for_ever()
    {
        await using var app = await TestApp.Start();
        var invited = (await Users(app).Invite(await Admin(app), "bob@shop.example", Roles.Analyst, default)).Value!;

        app.Clock!.Now += OneTimePassword.Life;

        (await app.Client(cookies: true).LogIn("bob@shop.example", invited.OneTimePassword!)).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_forgotten_password_gives_way_to_a_one_time_one()
    {
        await using var app = await TestApp.Start();
        var ana = await Admin(app);
        var bob = await app.AddUser("bob@shop.example", Roles.Viewer);

        var reset = (await Users(app).ResetPassword(ana, bob, default)).Value!;

        (await app.Client(cookies: true).LogIn("bob@shop.example", Visitors.Password)).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        (await app.Client(cookies: true).LogIn("bob@shop.example", reset.OneTimePassword!)).Headers.Location!.OriginalString.ShouldEndWith("/account/password");
    }

    [Fact]
    public async Task An_admin_cannot_reset_a_password_that_opens_another_store()
    {
        await using var app = await TestApp.Start();
        var ana = await Admin(app);
        var bob = await app.AddUser("bob@shop.example", Roles.Viewer);
        await app.Services.Member(bob, await app.OpenStore("other"), Roles.Viewer);

        (await Users(app).ResetPassword(ana, bob, default))[""].ShouldNotBeNull().ShouldContain("not yours");
    }

    [Fact]
    public async Task A_store_keeps_its_last_admin()
    {
        await using var app = await TestApp.Start();
        var ana = await Admin(app);

        (await Users(app).Remove(ana, ana.UserId!, default))[""].ShouldNotBeNull().ShouldContain("last admin");
        (await Users(app).ChangeRole(ana, ana.UserId!, Roles.Viewer, default))[""].ShouldNotBeNull().ShouldContain("last admin");
    }

    [Fact]
    public async Task Who_is_removed_from_the_last_store_has_no_account_any_more()
    {
        await using var app = await TestApp.Start();
        var ana = await Admin(app);
        var bob = await app.AddUser("bob@shop.example", Roles.Viewer);

        (await Users(app).Remove(ana, bob, default)).IsDone.ShouldBeTrue();

        (await app.Read(db => db.Users.CountAsync(user => user.Id == bob))).ShouldBe(0);
    }

    [Fact]
    public async Task A_model_takes_a_new_version_or_says_at_the_field_what_is_wrong()
    {
        await using var app = await TestApp.Start();
        var ana = await Admin(app);

        (await Get<ModelCommands>(app).Save(ana, Draft("position_based", "first", 0.5), default)).Errors.Values.Single().ShouldContain("must add up to 1");
        (await Get<ModelCommands>(app).Save(ana, Draft("time_decay", "halfLifeHours", 48), default)).Value.ShouldBe(2);

        (await Get<ModelDirectory>(app).Of(app.Shop.Id, default)).Single(model => model.Model.Id == "time_decay").Version.ShouldBe(2);
        (await Get<ModelVersionQueries>(app).Of(app.Shop.Id, "time_decay", default)).Select(version => (version.Version, version.By)).ShouldBe([(2, "ana@shop.example"), (1, null)]);
    }

    [Fact]
    public async Task Of_two_admins_who_change_a_model_the_second_is_told()
    {
        await using var app = await TestApp.Start();
        var ana = await Admin(app);
        await Get<ModelCommands>(app).Save(ana, Draft("time_decay", "halfLifeHours", 48) with { BasedOn = 1 }, default);

        var second = await Get<ModelCommands>(app).Save(ana, Draft("time_decay", "halfLifeHours", 24) with { BasedOn = 1 }, default);

        second.Errors[""].ShouldBe("Somebody saved version 2 meanwhile. Look at it, then make your change again.");
        (await app.Read(db => db.ModelConfigs.CountAsync())).ShouldBe(1);
    }

    private static ModelDraft Draft(string model, string parameter, double value) =>
        new(model, new ModelDefinition(new Dictionary<string, double> { [parameter] = value }), "", null);

    [Theory]
    [InlineData("1250.50", 125050)]
    [InlineData("1250,5", 125050)]
    [InlineData("0", 0)]
    [InlineData("1.500", null)]
    [InlineData("1,250.50", null)]
    [InlineData("-5", null)]
    [InlineData("5 €", null)]
    public async Task A_cost_is_read_as_written_or_refused(string text, int? minor)
    {
        await using var app = await TestApp.Start();
        var form = new CostForm { Date = DateOnly.Parse("2026-06-14", null), Channel = "email", Cost = text };

        (await Get<CostCommands>(app).Enter(await Admin(app), form, default))["Cost"].ShouldBe(minor is null ? "Enter an amount in EUR with at most 2 decimals and nothing between thousands, such as 1250.50." : null);

        (await app.Read(db => db.Costs.Select(cost => (long?)cost.CostMinor).SingleOrDefaultAsync())).ShouldBe(minor);
    }

    [Fact]
    public async Task A_cost_is_replaced_by_the_same_key_and_removed_by_it()
    {
        await using var app = await TestApp.Start();
        var ana = await Admin(app);
        var day = DateOnly.Parse("2026-06-14", null);
        await Get<CostCommands>(app).Enter(ana, new() { Date = day, Channel = "email", Cost = "10" }, default);
        await Get<CostCommands>(app).Enter(ana, new() { Date = day, Channel = "email", Cost = "12" }, default);

        (await Get<CostQueries>(app).ByChannel(await Store(app), new DateRange(day, day), default)).ShouldBe([("email", 12m)]);
        (await Get<CostCommands>(app).Remove(ana, new(day, "email", "", "", ""), default)).IsDone.ShouldBeTrue();
        (await app.Read(db => db.Costs.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task The_log_says_who_changed_what_and_no_secret()
    {
        await using var app = await TestApp.Start();
        var ana = await Admin(app);
        var key = (await Get<KeyCommands>(app).CreateSecret(ana, "Backend", [KeyDirectory.Read], default)).Value!;

        var entry = (await Get<SettingsQueries>(app).Audit(app.Shop.Id, long.MaxValue, default))[0];

        (entry.Who, entry.What).ShouldBe(("ana@shop.example", "key.created"));
        entry.After.ShouldBe($"Backend …{key[^4..]} (read)");
    }

    private static async Task<StoreUser> Admin(TestApp app) => (await app.AddUser("ana@shop.example", Roles.Admin)).In(app.Shop);

    private static async Task<StoreSettings> Store(TestApp app) => (await Get<StoreDirectory>(app).Find(app.Shop.Id, default))!;

    private static UserCommands Users(TestApp app) => app.Services.CreateScope().ServiceProvider.GetRequiredService<UserCommands>();

    private static T Get<T>(TestApp app)
        where T : notnull => app.Services.GetRequiredService<T>();
}
