using Attribution.Domain.Models;
using Attribution.Web.Admin.Models;
using Attribution.Web.Admin.Setup;
using Attribution.Web.Admin.Stores;
using Attribution.Web.Components;
using Attribution.Web.Storage;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Admin;

public class FormTests : BunitContext
{
    [Fact]
    public void A_stores_key_follows_its_name_until_someone_types_one()
    {
        var form = new NewStoreForm();
        var fields = Render<NewStoreFields>(p => p.Add(x => x.Form, form));

        fields.FindAll("input")[0].Input("Café Süd & Co");
        form.Key.ShouldBe("cafe-sud-co");

        fields.FindAll("input")[1].Input("sud");
        fields.FindAll("input")[0].Input("Nord");
        form.Key.ShouldBe("sud");
    }

    [Fact]
    public void A_fault_stands_at_its_field()
    {
        var fields = Render<NewStoreFields>(p => p.Add(x => x.Form, new()).Add(x => x.Errors, new Dictionary<string, string> { ["Currency"] = "No currency." }));

        var input = fields.Find("input[aria-invalid=true]");
        fields.Find("#" + input.GetAttribute("aria-describedby")!.Split(' ')[0]).TextContent.ShouldContain("No currency.");
    }

    [Fact]
    public void A_model_is_saved_with_what_was_typed()
    {
        IReadOnlyDictionary<string, double>? saved = null;
        var card = Card(parameters => saved = parameters);

        card.FindAll("input")[0].Change("48");
        card.Find("form").Submit();

        saved.ShouldNotBeNull()["halfLifeHours"].ShouldBe(48);
    }

    [Fact]
    public void What_is_no_number_is_told_at_the_field_and_not_sent()
    {
        IReadOnlyDictionary<string, double>? saved = null;
        var card = Card(parameters => saved = parameters);

        card.FindAll("input")[0].Change("two days");
        card.Find("form").Submit();

        saved.ShouldBeNull();
        card.Find(".field.invalid .msg").TextContent.ShouldContain("Enter a number.");
    }

    [Theory]
    [InlineData("HTML", "data-consent=\"limited\"")]
    [InlineData("Google Tag Manager", "s.setAttribute('data-consent', 'limited');")]
    [InlineData("Shopify", "_attr_s: ids.sessionId")]
    [InlineData("WooCommerce", "'_attr_s' => 'mk_session'")]
    [InlineData("Next.js", "strategy=\"afterInteractive\"")]
    public void The_snippet_is_in_the_words_of_its_place(string kind, string words)
    {
        var tabs = Render<SnippetTabs>(p => p.Add(x => x.Site, "https://a.shop.example").Add(x => x.Alias, "k3v9m2").Add(x => x.Key, "pk_0123456789abcdef").Add(x => x.Consent, "limited"));

        tabs.FindAll("[role=tab]").Single(tab => tab.TextContent == kind).Click();

        tabs.Find("pre").TextContent.ShouldContain(words);
        tabs.Find("pre").TextContent.ShouldContain("https://a.shop.example/k3v9m2.js");
        tabs.Find("[data-copy]").GetAttribute("data-copy").ShouldBe(tabs.Find("pre").TextContent);
    }

    [Theory]
    [InlineData("http://shop.example/", true)]
    [InlineData("http://192.168.1.4:5080/", true)]
    [InlineData("http://localhost:5080/", false)]
    [InlineData("http://127.0.0.1:5080/", false)]
    [InlineData("https://shop.example/", false)]
    public void Plain_http_off_this_machine_is_warned_of(string address, bool warned)
    {
        Services.AddSingleton<NavigationManager>(new At(address));

        Render<TransportNote>().Markup.Contains("Not encrypted: put a TLS proxy in front", StringComparison.Ordinal).ShouldBe(warned);
    }

    [Theory]
    [InlineData("https://www.Shop.example/path?x=1", "shop.example")]
    [InlineData("shop.example:8080", "shop.example")]
    [InlineData("büro.example", "xn--bro-hoa.example")]
    [InlineData("localhost", "localhost")]
    [InlineData("com", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("user:pw@shop.example", null)]
    [InlineData("shop example", null)]
    [InlineData("-shop.example", null)]
    public void A_domain_is_the_host_that_was_meant(string typed, string? host) => StoreFields.HostOf(typed).ShouldBe(host);

    private IRenderedComponent<ModelCard> Card(Action<IReadOnlyDictionary<string, double>> changed) =>
        Render<ModelCard>(p => p.Add(x => x.Model, ModelCatalog.Find("time_decay")!).Add(x => x.Changed, changed));

    private sealed class At : NavigationManager
    {
        public At(string address) => Initialize(address, address);
    }
}
