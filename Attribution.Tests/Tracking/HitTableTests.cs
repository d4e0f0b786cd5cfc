using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Tests.Tracking;

public class HitTableTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly TestApp app = shared.App;

    /// <summary>Members of one hit; what a browser's answer is flagged with ("" where nothing is), and the field a server is told of ("" where it is taken).</summary>
    public static TheoryData<string, string, string> Members => new()
    {
        { """ "url": "https://shop.example/" """, "", "" },
        { """ "url": "" """, "", "" },
        { """ "url": null, "sessionId": null, "utm": null """, "", "" },
        { """ "url": 7 """, "bad_field", "url" },
        { """ "url": ["https://shop.example/"] """, "bad_field", "url" },
        { """ "url": "not an address" """, "", "url" },
        { """ "url": "javascript:alert(1)" """, "", "url" },
        { """ "colour": "red" """, "", "colour" },
        { """ "kind": "wish" """, "bad_field", "kind" },
        { """ "kind": 1 """, "bad_field", "kind" },
        { """ "touchId": "1234" """, "bad_field", "touchId" },
        { """ "touchId": "0199a3c2-7d3f-7c1e-9b1a-1f2e3d4c5b6a" """, "", "" },
        { """ "occurredAt": "yesterday" """, "bad_field", "occurredAt" },
        { """ "occurredAt": "2026-06-15T09:59:00" """, "bad_field", "occurredAt" }, // no zone
        { """ "occurredAt": "2026-06-15T23:59:60Z" """, "bad_field", "occurredAt" }, // leap second
        { """ "occurredAt": 1781517600 """, "bad_field", "occurredAt" },
        { """ "occurredAt": "1999-01-01T00:00:00Z" """, "time_bounded", "occurredAt" },
        { """ "occurredAt": "9999-12-31T23:59:59Z" """, "time_bounded", "occurredAt" },
        { """ "consent": "perhaps" """, "bad_field", "consent" },
        { """ "gpc": "yes" """, "bad_field", "gpc" },
        { """ "pages": -1 """, "bad_field", "pages" },
        { """ "pages": 1.5 """, "bad_field", "pages" },
        { """ "seconds": "42" """, "bad_field", "seconds" },
        { """ "seconds": 1e400 """, "bad_field", "seconds" },
        { """ "seconds": 99999999999999999999999999999999 """, "bad_field", "seconds" },
        { """ "emailHash": "someone@shop.example" """, "bad_field", "emailHash" },
        { """ "utm": "google" """, "bad_field", "utm" },
        { """ "utm": { "source": 5 } """, "bad_field", "utm.source" },
        { """ "utm": { "sauce": "x" } """, "", "utm.sauce" },
        { """ "clickIds": [] """, "bad_field", "clickIds" },
        { """ "clickIds": { "gclid": true } """, "bad_field", "clickIds.gclid" },
        { """ "url": "https://shop.example/", "url": "https://shop.example/2" """, "bad_field", "url" },
        { """ "referrer": "\ud800" """, "bad_referrer", "referrer" }, // half a letter
        { """ "userId": "a\udc00b" """, "", "userId" },
        { """ "\ud800": 1 """, "bad_field", "?" },
        { """ "referrer": "%%% junk" """, "bad_referrer", "" },
        { """ "userId": "a\u0000b\r\nc" """, "", "" },
        { """ "conversion": 5 """, "bad_field", "conversion" },
        { """ "kind": "conversion" """, "", "conversion" },
        { """ "kind": "conversion", "conversion": { "type": "order" } """, "", "conversion.orderId" },
        { """ "kind": "conversion", "conversion": { "orderId": "1", "value": -5 } """, "", "conversion.value" },
        { """ "kind": "conversion", "conversion": { "orderId": "1", "currency": "XQQ" } """, "", "conversion.currency" },
        { """ "type": "fax" """, "", "type" },
        { """ "channel": "carrier_pigeon" """, "", "channel" },
        { """ "cost": 1.505 """, "", "cost" },
        { """ "cost": 1.5, "currency": "USD" """, "", "currency" },
        { """ "engagement": 1.5 """, "", "engagement" },
        { """ "clientIp": "300.1.1.1" """, "", "clientIp" },
    };

    [Theory]
    [MemberData(nameof(Members))]
    public async Task A_browsers_hit_is_never_lost_to_a_fault_in_it(string members, string flag, string field)
    {
        var answer = await app.Client().Raw($$"""{ "key": "{{app.Shop.PublicKey}}", {{members}} }""");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK, field);
        var json = await answer.Json();
        json.Outcome().ShouldBeOneOf("created", "activity", "duplicate");
        var touchId = Guid.Parse(json.Text("touchId"));
        if (flag.Length > 0 && await app.Read(db => db.Touches.SingleOrDefaultAsync(touch => touch.TouchId == touchId)) is { } touch)
        {
            touch.Flags.Split(' ').ShouldContain(flag);
        }
    }

    [Theory]
    [MemberData(nameof(Members))]
    public async Task A_server_is_told_of_each_fault_by_field_and_its_neighbours_are_stored(string members, string flag, string field)
    {
        var answer = await app.Server().Raw($$"""{ "items": [ { "type": "phone_call" }, { {{members}} }, { "type": "chat" } ] }""", "application/json", "/api/touches");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK, flag);
        var items = (await answer.Json()).GetProperty("items");
        items[0].Outcome().ShouldBe("created");
        items[2].Outcome().ShouldBe("created");
        string[] told = items[1].TryGetProperty("errors", out var errors) ? [.. errors.EnumerateObject().Select(error => error.Name)] : [];
        told.ShouldBe(field.Length > 0 ? [field] : []);
    }
}

/// <summary>One app for a table of cases: starting one a row takes longer than the rows.</summary>
public sealed class SharedApp : IAsyncLifetime
{
    internal TestApp App { get; private set; } = null!;

    public async Task InitializeAsync() => App = await TestApp.Start();

    public async Task DisposeAsync() => await App.DisposeAsync();
}
