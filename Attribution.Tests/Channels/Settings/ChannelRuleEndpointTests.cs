using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Attribution.Tests.Accounts;
using Attribution.Tests.Conversions;
using Attribution.Web.Http;
using static Attribution.Tests.Channels.Settings.ChannelRuleSamples;

namespace Attribution.Tests.Channels.Settings;

public class ChannelRuleEndpointTests
{
    private static readonly object Podcasts = new
    {
        id = "podcasts",
        name = "Podcasts",
        priority = 10,
        when = new[] { new { field = "source", op = "starts_with", value = "pod" } },
        then = new { channel = "audio" },
    };

    private static readonly object Unreadable = new { rules = new[] { 1 }, clickIds = new { fbclid = "gold" }, colour = 1 };

    [Fact]
    public async Task A_server_reads_and_sets_the_rules_by_version()
    {
        await using var app = await TestApp.Start();
        using var server = app.Server();

        var set = await server.PutAsJsonAsync("/api/channels/rules", new { rules = new[] { Podcasts }, clickIds = new { fbclid = "ad" }, note = "by script", basedOn = 0 });

        set.StatusCode.ShouldBe(HttpStatusCode.OK, await set.Content.ReadAsStringAsync());
        var read = await server.GetFromJsonAsync<JsonElement>("/api/channels/rules");
        read.GetProperty("version").GetInt32().ShouldBe(1);
        read.GetProperty("rules")[0].GetProperty("name").GetString().ShouldBe("Podcasts");
        read.GetProperty("clickIds").GetProperty("fbclid").GetString().ShouldBe("ad");
        var late = await server.PutAsJsonAsync("/api/channels/rules", new { rules = Array.Empty<object>(), basedOn = 0 });
        late.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task What_is_wrong_is_named_by_rule_and_field()
    {
        await using var app = await TestApp.Start();
        using var server = app.Server();

        var refused = await server.PutAsJsonAsync("/api/channels/rules", new { rules = new[] { new { id = "a", when = new[] { new { field = "source", op = "like", value = "x" } }, then = new { channel = "email" } } } });
        (await refused.Errors()).Keys.ShouldBe(["rules[0].when[0].op"]);

        var unread = await server.PutAsJsonAsync("/api/channels/rules", Unreadable);
        (await unread.Errors()).Keys.ShouldBe(["rules", "clickIds.fbclid", "colour"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_server_asks_what_rules_would_change()
    {
        await using var app = await TestApp.Start();
        await app.Lands("anna", "?utm_source=pod-1");
        await app.Orders("anna", "o-1", 100.10m);

        var answer = await (await app.Post("/api/channels/rules/replay", new { rules = new[] { Podcasts } })).Json();

        var move = answer.GetProperty("moves")[0];
        (move.GetProperty("from").GetString(), move.GetProperty("to").GetString(), move.GetProperty("orders").GetInt64(), move.GetProperty("revenue").GetDecimal())
            .ShouldBe(("other", "audio", 1, 100.10m));
        (await app.Settings()).Sites.Rules.Version.ShouldBe(0);
    }

    [Fact]
    public async Task Admins_take_the_rules_home_as_files_and_nobody_else_does()
    {
        await using var app = await TestApp.Start();
        await app.Save(await app.Admin(), Draft(0, Rule("podcasts", "pod")));
        using var admin = await app.SignedIn("adam@shop.example", Roles.Admin);
        using var viewer = await app.SignedIn("vic@shop.example", Roles.Viewer);

        (await admin.GetStringAsync("/settings/channel-rules/rules.json?store=shop")).ShouldContain("\"podcasts\"");
        (await admin.GetStringAsync("/settings/channel-rules/rules.csv?store=shop")).ShouldBe("utm_source_pattern,utm_medium_pattern,channel,sub_channel,platform,priority\r\n^pod,,audio,,,10\r\n");
        (await viewer.GetAsync("/settings/channel-rules/rules.json?store=shop")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
