using System.Reflection;
using Attribution.Domain.Channels;
using Attribution.Domain.Channels.Hygiene;
using Attribution.Tests.Accounts;
using Attribution.Web.Admin.Collecting;
using Attribution.Web.Admin.Keys;
using Attribution.Web.Admin.Models;
using Attribution.Web.Admin.Stores;
using Attribution.Web.Admin.Users;
using Attribution.Web.Channels;
using Attribution.Web.Channels.History;
using Attribution.Web.Costs;
using Attribution.Web.Http;
using Attribution.Web.Imports;
using Attribution.Web.Integrations;
using Attribution.Web.Links;
using Attribution.Web.Privacy;
using Attribution.Web.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Admin;

public class RoleTableTests
{
    // Who may do what. A command without a line here fails the first test.
    private static readonly Dictionary<string, (string Needed, Func<IServiceProvider, StoreUser, Task<bool>> Call)> Table = new()
    {
        ["StoreCommands.Open"] = (Roles.Admin, async (app, who) => (await Get<StoreCommands>(app).Open(who.User, new() { Name = "", Key = "" }, default)).IsForbidden),
        ["StoreCommands.Change"] = (Roles.Admin, async (app, who) => (await Get<StoreCommands>(app).Change(who, new(), default)).IsForbidden),
        ["StoreCommands.ChangeZone"] = (Roles.Admin, async (app, who) => (await Get<StoreCommands>(app).ChangeZone(who, "x", default, default)).IsForbidden),
        ["StoreCommands.ReachStep"] = (Roles.Admin, async (app, who) => (await Get<StoreCommands>(app).ReachStep(who, 3, default)).IsForbidden),
        ["StoreCommands.ChooseConsent"] = (Roles.Admin, async (app, who) => (await Get<StoreCommands>(app).ChooseConsent(who, "x", default)).IsForbidden),
        ["CollectingCommands.Change"] = (Roles.Admin, async (app, who) => (await Get<CollectingCommands>(app).Change(who, new(), default)).IsForbidden),
        ["LinkCommands.SetConvention"] = (Roles.Admin, async (app, who) => (await Get<LinkCommands>(app).SetConvention(who, NamingConvention.Default, default)).IsForbidden),
        ["KeyCommands.CreateSecret"] = (Roles.Admin, async (app, who) => (await Get<KeyCommands>(app).CreateSecret(who, "", [], default)).IsForbidden),
        ["KeyCommands.CreatePublic"] = (Roles.Admin, async (app, who) => (await Get<KeyCommands>(app).CreatePublic(who, "", default)).IsForbidden),
        ["KeyCommands.Rotate"] = (Roles.Admin, async (app, who) => (await Get<KeyCommands>(app).Rotate(who, Guid.Empty, default)).IsForbidden),
        ["KeyCommands.Revoke"] = (Roles.Admin, async (app, who) => (await Get<KeyCommands>(app).Revoke(who, Guid.Empty, default)).IsForbidden),
        ["UserCommands.Invite"] = (Roles.Admin, async (app, who) => (await Get<UserCommands>(app).Invite(who, "", "", default)).IsForbidden),
        ["UserCommands.ChangeRole"] = (Roles.Admin, async (app, who) => (await Get<UserCommands>(app).ChangeRole(who, "", "", default)).IsForbidden),
        ["UserCommands.ResetPassword"] = (Roles.Admin, async (app, who) => (await Get<UserCommands>(app).ResetPassword(who, "", default)).IsForbidden),
        ["UserCommands.Remove"] = (Roles.Admin, async (app, who) => (await Get<UserCommands>(app).Remove(who, "", default)).IsForbidden),
        ["ModelCommands.Change"] = (Roles.Admin, async (app, who) => (await Get<ModelCommands>(app).Change(who, "no_model", new Dictionary<string, double>(), default)).IsForbidden),
        ["PrivacyCommands.Change"] = (Roles.Admin, async (app, who) => (await Get<PrivacyCommands>(app).Change(who, new(), default)).IsForbidden),
        ["PrivacyCommands.RenewIdentifySecret"] = (Roles.Admin, async (app, who) => (await Get<PrivacyCommands>(app).RenewIdentifySecret(who, default)).IsForbidden),
        ["PrivacyCommands.Find"] = (Roles.Admin, async (app, who) => (await Get<PrivacyCommands>(app).Find(who, Nobody, default)).IsForbidden),
        ["PrivacyCommands.Erase"] = (Roles.Admin, async (app, who) => (await Get<PrivacyCommands>(app).Erase(who, Nobody, "", "", default)).IsForbidden),
        ["CostCommands.Enter"] = (Roles.Analyst, async (app, who) => (await Get<CostCommands>(app).Enter(who, new(), default)).IsForbidden),
        ["IntegrationCommands.Connect"] = (Roles.Admin, async (app, who) => (await Get<IntegrationCommands>(app).Connect(who, "", "", default)).IsForbidden),
        ["IntegrationCommands.MakeSecret"] = (Roles.Admin, async (app, who) => (await Get<IntegrationCommands>(app).MakeSecret(who, "", default)).IsForbidden),
        ["IntegrationCommands.Disconnect"] = (Roles.Admin, async (app, who) => (await Get<IntegrationCommands>(app).Disconnect(who, "", default)).IsForbidden),
        ["IntegrationCommands.FetchFrom"] = (Roles.Admin, async (app, who) => (await Get<IntegrationCommands>(app).FetchFrom(who, "", "", default)).IsForbidden),
        ["IntegrationCommands.StopFetching"] = (Roles.Admin, async (app, who) => (await Get<IntegrationCommands>(app).StopFetching(who, default)).IsForbidden),
        ["IntegrationCommands.FetchNow"] = (Roles.Admin, async (app, who) => (await Get<IntegrationCommands>(app).FetchNow(who, default)).IsForbidden),
        ["IntegrationCommands.Retry"] = (Roles.Admin, async (app, who) => (await Get<IntegrationCommands>(app).Retry(who, "", "", default)).IsForbidden),
        ["ChannelCommands.Save"] = (Roles.Admin, async (app, who) => (await Get<ChannelCommands>(app).Save(who, new([], new Dictionary<string, ClickProof>(), "", -1), default)).IsForbidden),
        ["ChannelCommands.SaveChannel"] = (Roles.Admin, async (app, who) => (await Get<ChannelCommands>(app).SaveChannel(who, new("", ""), true, default)).IsForbidden),
        ["CostCommands.Remove"] = (Roles.Analyst, async (app, who) => (await Get<CostCommands>(app).Remove(who, new(default, "email", "", "", ""), default)).IsForbidden),
        ["HistoryCommands.Forecast"] = (Roles.Admin, async (app, who) => (await Get<HistoryCommands>(app).Forecast(who, new(), default)).IsForbidden),
        ["HistoryCommands.Start"] = (Roles.Admin, async (app, who) => (await Get<HistoryCommands>(app).Start(who, new(), default)).IsForbidden),
        ["HistoryCommands.GoOn"] = (Roles.Admin, async (app, who) => (await Get<HistoryCommands>(app).GoOn(who, Guid.Empty, default)).IsForbidden),
        ["ImportCommands.MayUpload"] = (Roles.Admin, async (app, who) => (await Get<ImportCommands>(app).MayUpload(who, default)).IsForbidden),
        ["ImportCommands.Check"] = (Roles.Admin, async (app, who) => (await Get<ImportCommands>(app).Check(who, Guid.Empty, null, default)).IsForbidden),
        ["ImportCommands.Start"] = (Roles.Admin, async (app, who) => (await Get<ImportCommands>(app).Start(who, Guid.Empty, default)).IsForbidden),
        ["ImportCommands.Pause"] = (Roles.Admin, async (app, who) => (await Get<ImportCommands>(app).Pause(who, Guid.Empty, default)).IsForbidden),
        ["ImportCommands.Cancel"] = (Roles.Admin, async (app, who) => (await Get<ImportCommands>(app).Cancel(who, Guid.Empty, default)).IsForbidden),
        ["ImportCommands.Rebuild"] = (Roles.Admin, async (app, who) => (await Get<ImportCommands>(app).Rebuild(who, Guid.Empty, "x", default)).IsForbidden),
    };

    private static readonly string[] Features = ["Admin", "Accounts", "Channels", "Costs", "Imports", "Integrations", "Links", "Privacy"];

    private static PersonQuery Nobody => new("user", "nobody");

    [Fact]
    public void Every_command_has_its_line()
    {
        var commands =
            from type in typeof(StoreCommands).Assembly.GetTypes()
            where type.Name.EndsWith("Commands", StringComparison.Ordinal) && type is { IsClass: true, Namespace: not null }
            where Features.Contains(type.Namespace!.Split('.').ElementAtOrDefault(2))
            from method in type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
            select $"{type.Name}.{method.Name}";

        commands.Distinct().ShouldBe(Table.Keys, ignoreOrder: true);
    }

    [Fact]
    public async Task Every_command_checks_the_role_itself()
    {
        await using var app = await TestApp.Start();
        var other = await app.OpenStore("other");
        var stranger = await app.AddUser("eve@other.example", Roles.Admin, other);
        foreach (var role in Roles.All)
        {
            var id = await app.AddUser($"{role}@shop.example", role);
            foreach (var (name, (needed, call)) in Table)
            {
                await using var scope = app.Services.CreateAsyncScope();
                (await call(scope.ServiceProvider, id.In(app.Shop))).ShouldBe(!Roles.Covers(role, needed), $"{name} by {role}");
                (await call(scope.ServiceProvider, "nobody".In(app.Shop))).ShouldBeTrue($"{name} by nobody");
                if (name != "StoreCommands.Open")
                {
                    (await call(scope.ServiceProvider, stranger.In(app.Shop))).ShouldBeTrue($"{name} by another store's admin");
                }
            }
        }
    }

    [Fact]
    public async Task What_a_viewer_tries_changes_nothing()
    {
        await using var app = await TestApp.Start();
        var viewer = (await app.AddUser("vic@shop.example", Roles.Viewer)).In(app.Shop);

        await Get<KeyCommands>(app.Services).CreateSecret(viewer, "Mine", [KeyDirectory.Manage], default);
        await Get<StoreCommands>(app.Services).ChooseConsent(viewer, "denied", default);

        (await app.Read(db => db.ApiKeys.CountAsync(key => key.StoreId == app.Shop.Id.Value))).ShouldBe(2);
        (await app.Read(db => db.Stores.Select(store => store.ConsentDefault).SingleAsync())).ShouldBe("granted");
    }

    [Fact]
    public async Task A_role_taken_away_counts_at_once()
    {
        await using var app = await TestApp.Start();
        var ana = (await app.AddUser("ana@shop.example", Roles.Admin)).In(app.Shop);
        var bob = await app.AddUser("bob@shop.example", Roles.Admin);
        await using var scope = app.Services.CreateAsyncScope();

        await scope.ServiceProvider.GetRequiredService<UserCommands>().ChangeRole(ana, bob, Roles.Viewer, default);

        (await Get<KeyCommands>(app.Services).CreatePublic(bob.In(app.Shop), "Page", default)).IsForbidden.ShouldBeTrue();
    }

    private static T Get<T>(IServiceProvider services)
        where T : notnull => services.GetRequiredService<T>();
}
