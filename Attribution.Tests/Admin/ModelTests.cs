using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Attribution.Domain.Models;
using Attribution.Tests.Conversions;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Tests.Admin;

public sealed class ModelTests(OneShop shop) : IClassFixture<OneShop>
{
    [Fact]
    public async Task The_models_are_told_with_what_they_do_and_what_is_in_force()
    {
        await using var app = await TestApp.Start();

        var items = (await (await app.Server().GetAsync("/api/models")).Json()).GetProperty("items").EnumerateArray().ToList();

        items.Select(item => item.GetProperty("id").GetString()).ShouldBe(ModelCatalog.Ids);
        var decay = items.Single(item => item.GetProperty("id").GetString() == "time_decay");
        decay.GetProperty("version").GetInt32().ShouldBe(1);
        decay.GetProperty("parameters").GetRawText().ShouldBe("""{"halfLifeHours":168}""");
        items.Single(item => item.GetProperty("isDefault").GetBoolean()).GetProperty("id").GetString().ShouldBe("linear");
    }

    [Fact]
    public async Task Orders_from_now_on_use_the_new_version_and_older_ones_keep_theirs()
    {
        await using var app = await TestApp.Start();
        await app.Journey("v1", "email", "direct");
        await app.Order(new { orderId = "before", value = 3, visitorId = "v1" });

        var model = await (await Put(app, "time_decay", """{ "parameters": { "halfLifeHours": 24 } }""")).Json();

        await app.Order(new { orderId = "after", value = 3, visitorId = "v1" });
        model.GetProperty("version").GetInt32().ShouldBe(2);
        (await app.Attribution("before")).ModelVersions["time_decay"].ShouldBe(1);
        (await app.Attribution("after")).ModelVersions["time_decay"].ShouldBe(2);
        (await app.Attribution("after")).Credits["time_decay"].Minor.ShouldBe([100, 200]);
        (await app.Attribution("after")).ModelVersions["linear"].ShouldBe(1);
    }

    [Fact]
    public async Task A_decay_constant_stands_for_the_half_life()
    {
        await using var app = await TestApp.Start();

        var model = await (await Put(app, "time_decay", """{ "decayHours": 24 }""")).Json();

        model.GetProperty("parameters").GetRawText().ShouldBe("""{"decayHours":24}""");
    }

    [Fact]
    public async Task What_is_in_force_already_makes_no_version()
    {
        await using var app = await TestApp.Start();

        var model = await (await Put(app, "time_decay", """{ "halfLifeHours": 168 }""")).Json();

        model.GetProperty("version").GetInt32().ShouldBe(1);
        (await app.Read(db => db.ModelConfigs.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_change_is_in_the_audit_log()
    {
        await using var app = await TestApp.Start();

        await Put(app, "time_decay", """{ "halfLifeHours": 24 }""");

        var entry = await app.Read(db => db.Audit.SingleAsync(one => one.What == "model.changed"));
        (entry.Before, entry.After).ShouldBe(("time_decay {\"halfLifeHours\":168}", "time_decay {\"halfLifeHours\":24}"));
        entry.Who.ShouldStartWith("key ");
    }

    [Theory]
    [InlineData("time_decay", """{ "halfLifeHours": 0 }""", "halfLifeHours")]
    [InlineData("time_decay", """{ "halfLifeHours": "7" }""", "halfLifeHours")]
    [InlineData("time_decay", """{ "parameters": { "halfLife": 7 } }""", "halfLife")]
    [InlineData("time_decay", """{ "parameters": { }, "version": 7 }""", "version")]
    [InlineData("linear", """{ "halfLifeHours": 7 }""", "halfLifeHours")]
    [InlineData("linear", "[]", "body")]
    public async Task Wrong_parameters_are_named(string model, string body, string field)
    {
        (await (await Put(shop.App, model, body)).Errors()).Keys.ShouldBe([field]);
    }

    [Fact]
    public async Task A_model_that_is_not_there_is_not_found()
    {
        await using var app = await TestApp.Start();

        (await Put(app, "nothing", "{}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_store_is_told_without_its_secrets()
    {
        await using var app = await TestApp.Start();

        var text = await (await app.Server().GetAsync("/api/stores/current")).Content.ReadAsStringAsync();

        var store = JsonSerializer.Deserialize<JsonElement>(text);
        (store.GetProperty("key").GetString(), store.GetProperty("timeZone").GetString(), store.GetProperty("currency").GetString(), store.GetProperty("lookbackDays").GetInt32())
            .ShouldBe(("shop", "Europe/Berlin", "EUR", 30));
        text.ShouldNotContain("ecret");
    }

    private static async Task<HttpResponseMessage> Put(TestApp app, string model, string body) =>
        await app.Server().PutAsync($"/api/models/{model}", new StringContent(body, Encoding.UTF8, "application/json"));
}
