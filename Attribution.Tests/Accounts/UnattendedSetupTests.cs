using System.Net;
using Attribution.Web.Accounts;
using Attribution.Web.Storage;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Accounts;

public class UnattendedSetupTests
{
    private static readonly Dictionary<string, string?> Whole = new()
    {
        ["Setup:AdminEmail"] = "ana@north.example",
        ["Setup:AdminPassword"] = Visitors.Password,
        ["Setup:Store:Name"] = "North",
        ["Setup:Store:Key"] = "north",
        ["Setup:Store:Domains:0"] = "https://www.north.example/",
        ["Setup:Store:TimeZone"] = "Europe/Oslo",
        ["Setup:Store:Currency"] = "NOK",
        ["Setup:Store:PublicKey"] = "pk_0123456789abcdef",
        ["Setup:Store:SecretKey"] = "sk_0123456789abcdef0123456789ABCDEF",
        ["Setup:Store:Consent"] = "limited",
    };

    [Fact]
    public async Task The_keys_open_a_store_and_let_its_admin_in()
    {
        await using var app = await TestApp.Start(configure: web => Whole.ToList().ForEach(key => web.UseSetting(key.Key, key.Value)));

        var store = (await app.Services.GetRequiredService<StoreDirectory>().Find("north", CancellationToken.None))!;

        (store.Domains.Single(), store.Currency.Code, store.TimeZone, store.ConsentDefault).ShouldBe(("north.example", "NOK", "Europe/Oslo", "limited"));
        (await app.Client(cookies: true).LogIn("ana@north.example", Visitors.Password)).StatusCode.ShouldBe(HttpStatusCode.Found);
        (await app.Services.GetRequiredService<KeyDirectory>().Find("sk_0123456789abcdef0123456789ABCDEF", CancellationToken.None))!.Scopes.Count.ShouldBe(4);
        app.Services.GetRequiredService<FirstRun>().Code.ShouldBeNull();
    }

    [Fact]
    public async Task They_are_used_only_while_the_database_is_empty()
    {
        await using var app = await TestApp.Start(configure: web => Whole.ToList().ForEach(key => web.UseSetting(key.Key, key.Value)));

        await app.Restart();

        (await app.Read(db => db.Users.CountAsync())).ShouldBe(1);
    }

    [Theory]
    [InlineData("Setup:AdminEmail")]
    [InlineData("Setup:AdminPassword")]
    [InlineData("Setup:Store:Name")]
    [InlineData("Setup:Store:Key")]
    [InlineData("Setup:Store:Domains:0")]
    [InlineData("Setup:Store:TimeZone")]
    [InlineData("Setup:Store:Currency")]
    public void A_partial_set_is_refused_and_says_what_is_missing(string key) =>
        Refusal((key, null)).ShouldContain(key);

    [Theory]
    [InlineData("Setup:AdminEmail", "ana")]
    [InlineData("Setup:AdminPassword", "short")]
    [InlineData("Setup:AdminPassword", "changeme-changeme")]
    [InlineData("Setup:Store:Key", "North!")]
    [InlineData("Setup:Store:TimeZone", "Mars/Olympus")]
    [InlineData("Setup:Store:Currency", "XXQ")]
    [InlineData("Setup:Store:PublicKey", "pk_short")]
    [InlineData("Setup:Store:SecretKey", "sk_0123456789abcdef")]
    [InlineData("Setup:Store:SecretKey", "sk_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("Setup:Store:Consent", "yes")]
    public void A_value_that_cannot_be_used_is_refused_by_name(string key, string value) =>
        Refusal((key, value)).ShouldContain(key + ":");

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var refusal = Refusal(("Setup:AdminEmail", "ana"), ("Setup:Store:Currency", "XXQ"));

        refusal.ShouldContain("Setup:AdminEmail");
        refusal.ShouldContain("Setup:Store:Currency");
    }

    [Fact]
    public void A_refusal_never_repeats_a_secret() =>
        Refusal(("Setup:Store:SecretKey", "sk_tooshort1"), ("Setup:AdminPassword", "pw")).ShouldNotContain("tooshort1");

    [Fact]
    public void Without_keys_there_is_nothing_to_set_up() =>
        UnattendedSetup.Read(new ConfigurationBuilder().Build()).ShouldBeNull();

    private static string Refusal(params (string Key, string? Value)[] changes)
    {
        var keys = new Dictionary<string, string?>(Whole);
        foreach (var (key, value) in changes)
        {
            keys[key] = value;
        }

        return Should.Throw<StartRefusedException>(() => UnattendedSetup.Read(new ConfigurationBuilder().AddInMemoryCollection(keys).Build())).Message;
    }
}
