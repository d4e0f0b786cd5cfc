using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Attribution.Tests.Accounts;
using Attribution.Tests.Snapshots;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Privacy;

public class ExportTests
{
    private static readonly Dictionary<string, Type> Parts = new()
    {
        ["touches"] = typeof(TouchRow),
        ["sessions"] = typeof(SessionRow),
        ["identifications"] = typeof(VisitorUserRow),
        ["emails"] = typeof(PersonEmailRow),
        ["hints"] = typeof(ConversionHintRow),
        ["orders"] = typeof(OrderRow),
        ["refunds"] = typeof(RefundRow),
        ["touchChannels"] = typeof(TouchChannelRow),
        ["orderAttributions"] = typeof(OrderAttributionRow),
    };

    // What holds no person, and why a new table needs a thought before it stands here.
    private static readonly string[] WithoutPersons =
    [
        "ApiKey", "AttributionModelConfig", "AttributionSnapshot", "AuditEntry", "CampaignSnapshot", "ChannelRule", "DailySalt", "DataProtectionKey", "DropOutSnapshot", "Erasure", "HistoryRun", "Import", "Integration", "KeptAnswer", "KeptVisit", "MarketingCost", "ModelFit", "OrderCredit", "OwnChannel", "PathPack", "PathSnapshot", "Pulse",
        "Setting", "SnapshotDay", "SnapshotRevision", "SnapshotRun", "Store", "StoreMember", "VisitSnapshot", "WaitingRefund", "WebhookDelivery",
    ];

    [Fact]
    public async Task An_export_holds_every_column_of_every_row()
    {
        await using var app = await People.Story();

        var export = await (await app.Export("userId=user-anna")).Json();

        foreach (var (part, row) in Parts)
        {
            var columns = row.GetProperties().Select(column => JsonNamingPolicy.CamelCase.ConvertName(column.Name)).Where(name => name != "storeId");
            export.GetProperty(part)[0].EnumerateObject().Select(member => member.Name).ShouldBe(columns, ignoreOrder: true, part);
        }

        Parts.Keys.Select(part => export.GetProperty(part).GetArrayLength()).ShouldBe([3, 3, 2, 2, 1, 2, 1, 1, 1]);
        export.GetProperty("identifiers").GetProperty("visitorIds").ToString().ShouldBe("""["desk-of-anna","phone-of-anna"]""");
        export.GetProperty("orders")[0].GetProperty("details").GetProperty("coupon").GetString().ShouldBe("ANNASCOUPON");
        export.ToString().ShouldNotContain("ben");
        export.ToString().ShouldNotContain(People.AnnasAddress);
    }

    [Fact]
    public async Task Every_table_is_exported_or_holds_nobody()
    {
        await using var app = await SnapshotSteps.StartIdle();
        var tables = await app.Read(db => Task.FromResult(db.Model.GetEntityTypes().Where(type => Of(type.ClrType)).ToDictionary(type => type.GetTableName()!, type => type.ClrType)));

        tables.Where(table => !Parts.ContainsValue(table.Value)).Select(table => table.Key).ShouldBe(WithoutPersons, ignoreOrder: true);
    }

    [Fact]
    public async Task An_export_is_kept_nowhere_and_written_down_without_a_name()
    {
        await using var app = await People.Story();

        var answer = await app.Export("email=anna.lind@post.example");

        answer.Headers.CacheControl.ShouldBe(CacheControlHeaderValue.Parse("private, no-store"));
        answer.Content.Headers.ContentDisposition!.ToString().ShouldBe("attachment; filename=\"person.json\"");
        var entry = await app.Read(db => db.Audit.SingleAsync(row => row.What == "person.exported"));
        entry.After.ShouldMatch("^email [0-9a-f]{16}$");
    }

    [Fact]
    public async Task Who_is_unknown_and_who_is_another_stores_get_the_same_answer()
    {
        await using var app = await People.Story();
        var other = await app.OpenStore("other");

        var unknown = await (await app.Export("userId=nobody", other)).Json();
        var theirs = await (await app.Export("userId=user-anna", other)).Json();
        var named = await app.Export("userId=user-anna&store=shop", other);

        Told(theirs).ShouldBe(Told(unknown));
        Told(await named.Json()).ShouldBe(Told(unknown));
        named.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_admin_downloads_it_in_the_browser_and_an_analyst_does_not()
    {
        await using var app = await People.Story();
        using var admin = await app.SignedIn("ana@shop.example", Roles.Admin);
        using var analyst = await app.SignedIn("lis@shop.example", Roles.Analyst);

        (await admin.GetAsync("/api/privacy/person?userId=user-anna")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await analyst.GetAsync("/api/privacy/person?userId=user-anna")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await admin.DeleteAsync("/api/privacy/person?userId=user-anna&reason=x")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_key_without_the_scope_is_refused()
    {
        await using var app = await People.Story();
        using var client = app.Client();
        var key = KeyDirectory.NewSecretKey();
        await app.Services.GetRequiredService<Database>().Write(
            db => db.ApiKeys.AddAsync(KeyDirectory.RowOf(app.Shop.Id, key, "Reports", "read conversions collect", app.Clock!.Now)).AsTask(), CancellationToken.None);
        await app.Services.GetRequiredService<KeyDirectory>().Reload(CancellationToken.None);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);

        (await client.GetAsync("/api/privacy/person?userId=user-anna")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await client.DeleteAsync("/api/privacy/person?userId=user-anna&reason=x")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    // ASP.NET Core Identity's tables hold those who sign in here, not those who visit.
    private static bool Of(Type row) => row.Namespace == typeof(TouchRow).Namespace && row != typeof(AppUser);

    private static string Told(JsonElement problem) => $"{problem.GetProperty("status")} {problem.GetProperty("title")} {problem.GetProperty("detail")}";
}
