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
    public void What_was_typed_is_the_draft()
    {
        var form = Half("48");

        form.Read().Draft.Definition.Parameters["halfLifeHours"].ShouldBe(48);
        form.Read().Unread.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_no_number_is_told_by_field() => Half("two days").Read().Unread.ShouldBe(new Dictionary<string, string> { ["halfLifeHours"] = "Enter a number." });

    [Fact]
    public void A_fault_of_a_parameter_stands_at_its_field()
    {
        SetRendererInfo(new RendererInfo("Server", true));
        var fields = Render<ParameterFields>(p => p.Add(x => x.Form, Half("0")).Add(x => x.Errors, new Dictionary<string, string> { ["halfLifeHours"] = "0 is outside." }));

        fields.Find(".field.invalid .msg").TextContent.ShouldContain("0 is outside.");
        fields.Find(".field.invalid .hint").TextContent.ShouldContain("1 to 8,760 hours");
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

    private static ModelForm Half(string typed)
    {
        var form = ModelForm.Of("time_decay", 1, new ModelDefinition(new Dictionary<string, double> { ["halfLifeHours"] = 168 }));
        form.Values["halfLifeHours"] = typed;
        return form;
    }

    private sealed class At : NavigationManager
    {
        public At(string address) => Initialize(address, address);
    }
}
