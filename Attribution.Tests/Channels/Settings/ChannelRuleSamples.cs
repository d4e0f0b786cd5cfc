using System.Net;
using Attribution.Domain.Channels;
using Attribution.Domain.Channels.Rules;
using Attribution.Tests.Accounts;
using Attribution.Tests.Conversions;
using Attribution.Web.Channels;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Channels.Settings;

/// <summary>Rules and what admins do with them, in few words.</summary>
internal static class ChannelRuleSamples
{
    public static readonly IReadOnlyDictionary<string, ClickProof> AsUsual = new Dictionary<string, ClickProof>();

    /// <summary>A rule that asks for the start of the source.</summary>
    public static ChannelRule Rule(string id, string source, string channel = "audio", int priority = 10) =>
        new(id, $"{id}, named", priority, true, [new RuleCondition("source", RuleOperators.StartsWith, [source])], new RuleOutcome(channel));

    public static ChannelDraft Draft(int basedOn, params ChannelRule[] rules) => new(rules, AsUsual, "", basedOn);

    public static Task<StoreUser> Admin(this TestApp app) => app.Admin("ana@shop.example");

    public static async Task<StoreUser> Admin(this TestApp app, string email) => (await app.AddUser(email, Roles.Admin)).In(app.Shop);

    public static Task<Outcome<int>> Save(this TestApp app, StoreUser who, ChannelDraft draft) =>
        app.Services.GetRequiredService<ChannelCommands>().Save(who, draft, default);

    public static Task<Outcome<Nothing>> SaveChannel(this TestApp app, StoreUser who, OwnChannel channel, bool isNew = true) =>
        app.Services.GetRequiredService<ChannelCommands>().SaveChannel(who, channel, isNew, default);

    public static async Task<StoreSettings> Settings(this TestApp app) => (await app.Services.GetRequiredService<StoreDirectory>().Find(app.Shop.Id, default))!;

    public static async Task<ReplayResult> Replay(this TestApp app, ChannelDraft draft) =>
        await app.Services.GetRequiredService<ChannelReplay>().Try(await app.Settings(), draft, default);

    /// <summary>A visitor lands on the shop, as its server tells it.</summary>
    public static async Task Lands(this TestApp app, string visitor, string query, int daysAgo = 1, string referrer = "")
    {
        var at = app.Clock!.Now.AddDays(-daysAgo);
        var answer = await app.Post("/api/touches", new { kind = "touch", url = $"https://shop.example/{query}", referrer, visitorId = visitor, sessionId = $"s-{visitor}-{daysAgo}", occurredAt = at, consent = "granted" });
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    public static Task Orders(this TestApp app, string visitor, string order, decimal value) =>
        app.Order(new { orderId = order, visitorId = visitor, value, currency = "EUR" });
}
