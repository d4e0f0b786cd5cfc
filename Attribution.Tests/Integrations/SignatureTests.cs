using System.Net;
using System.Text;
using Attribution.Tests.Tracking;
using Attribution.Web.Integrations;
using Attribution.Web.Storage.Ingest;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Integrations;

public class SignatureTests
{
    private static readonly string Body = Platform.Payload("shopify_order").ToJsonString();

    [Fact]
    public async Task A_signed_delivery_is_on_disk_when_it_is_answered()
    {
        await using var app = await Platform.Connected("shopify");

        var answer = await app.Send("/api/webhooks/shopify/shop", Encoding.UTF8.GetBytes(Body), ("X-Shopify-Topic", "orders/create"), ("X-Shopify-Webhook-Id", "w1"), Signed(Body));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.Deliveries()).Single().DeliveryId.ShouldBe("w1");
    }

    public static TheoryData<string, string, string> Refused => new()
    {
        { "shopify/shop", Body, Platform.Sha256(Body, "another-secret") },
        { "shopify/shop", Body + " ", Platform.Sha256(Body, Platform.Secret) }, // altered after it was signed
        { "shopify/shop", Body, "" },
        { "shopify/shop", Body, "not base64" },
        { "shopify/shop", Body, Platform.Sha256(Body, Platform.Secret)[..20] },
        { "shopify/other", Body, Platform.Sha256(Body, Platform.Secret) }, // another store's secret
        { "shopify/nobody", Body, Platform.Sha256(Body, Platform.Secret) },
        { "woocommerce/shop", Body, Platform.Sha256(Body, Platform.Secret) }, // not connected
        { "magento/shop", Body, Platform.Sha256(Body, Platform.Secret) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Whatever_is_wrong_with_a_delivery_it_is_refused_in_the_same_words(string path, string body, string signature)
    {
        await using var app = await Platform.Connected("shopify");
        await app.Connect("shopify", "the-other-stores-secret", await app.OpenStore("other"));

        var answer = await app.Send("/api/webhooks/" + path, Encoding.UTF8.GetBytes(body), ("X-Shopify-Hmac-Sha256", signature), ("X-WC-Webhook-Signature", signature));
        var missing = await app.Send("/api/webhooks/shopify/shop", []);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await answer.Content.ReadAsStringAsync()).ShouldBe(await missing.Content.ReadAsStringAsync());
        (await app.Deliveries()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Refused_deliveries_are_counted()
    {
        await using var app = await Platform.Connected("shopify");

        await app.Send("/api/webhooks/shopify/shop", Encoding.UTF8.GetBytes(Body), ("X-Shopify-Hmac-Sha256", "wrong"));

        app.Services.GetRequiredService<IngestHealth>().CountOf(app.Shop.Id, WebhookReceiver.CountOf("shopify")).ShouldBe(1);
    }

    [Fact]
    public async Task The_former_secret_holds_for_a_day()
    {
        await using var app = await Platform.Connected("shopify");
        await app.Connect("shopify", "a-new-secret");

        (await app.Shopify("orders/create", Platform.Payload("shopify_order"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        app.Clock!.Now = app.Clock.Now.AddHours(25);
        (await app.Shopify("orders/create", Platform.Payload("shopify_order"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await app.Shopify("orders/create", Platform.Payload("shopify_order"), secret: "a-new-secret")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_is_disconnected_is_refused_at_once_and_no_secret_stands_in_the_clear()
    {
        await using var app = await Platform.Connected("shopify");
        Encoding.UTF8.GetString(app.Bytes()).ShouldNotContain(Platform.Secret);

        await app.Services.GetRequiredService<IntegrationCommands>().Disconnect(await app.Admin(), "shopify", default);

        (await app.Shopify("orders/create", Platform.Payload("shopify_order"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("no json at all")]
    [InlineData("42")]
    [InlineData("{\"id\":")]
    public async Task Junk_with_a_right_signature_is_kept_to_be_seen(string junk)
    {
        await using var app = await Platform.Connected("shopify");

        (await app.Deliver("shopify", junk, Signed(junk))).StatusCode.ShouldBe(HttpStatusCode.OK);

        var kept = (await app.Deliveries()).Single();
        (kept.State, kept.Body).ShouldBe(("failed", ""));
        kept.Note.ShouldContain("no JSON");
    }

    [Fact]
    public async Task More_than_4_MB_are_refused()
    {
        await using var app = await Platform.Connected("shopify");
        var huge = new string(' ', (4 * 1024 * 1024) + 1);

        (await app.Deliver("shopify", huge, Signed(huge))).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await app.Deliver("woocommerce", huge, Signed(huge))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static (string Name, string Value) Signed(string body) => ("X-Shopify-Hmac-Sha256", Platform.Sha256(body, Platform.Secret));
}
