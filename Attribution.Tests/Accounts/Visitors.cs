using System.Security.Claims;
using System.Text.RegularExpressions;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Accounts;

/// <summary>People at the door of the app.</summary>
internal static partial class Visitors
{
    public const string Password = "four plain words here";

    /// <summary>A user with a role in a store; answers the user's id.</summary>
    public static Task<string> AddUser(this TestApp app, string email, string role, OpenedStore? store = null) =>
        app.Services.GetRequiredService<Database>().Write(
            db =>
            {
                var user = new NewUser(email, Password).Row(new PasswordHasher<AppUser>());
                db.Users.Add(user);
                db.Members.Add(new StoreMemberRow { StoreId = (store ?? app.Shop).Id.Value, UserId = user.Id, Role = role });
                return Task.FromResult(user.Id);
            },
            CancellationToken.None);

    /// <summary>A browser that came in by the login page.</summary>
    public static async Task<HttpClient> SignedIn(this TestApp app, string email, string role, OpenedStore? store = null)
    {
        await app.AddUser(email, role, store);
        var client = app.Client(cookies: true);
        (await client.LogIn(email, Password)).StatusCode.ShouldBe(System.Net.HttpStatusCode.Found);
        return client;
    }

    public static Task<HttpResponseMessage> LogIn(this HttpClient client, string email, string password, string query = "") =>
        client.PostForm("/account/login" + query, "login", ("Input.Email", email), ("Input.Password", password));

    /// <summary>Opens a page and sends its form, with the page's own token.</summary>
    public static async Task<HttpResponseMessage> PostForm(this HttpClient client, string path, string form, params (string Name, string Value)[] fields)
    {
        var page = await client.GetStringAsync(new Uri(path, UriKind.Relative));
        var all = fields.Append(("_handler", form)).Append(("__RequestVerificationToken", TokenOf(page)));
        using var content = new FormUrlEncodedContent(all.Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        return await client.PostAsync(new Uri(path, UriKind.Relative), content);
    }

    /// <summary>A page's answer without what differs each time.</summary>
    public static async Task<string> Words(this HttpResponseMessage answer) =>
        Varying().Replace(await answer.Content.ReadAsStringAsync(), "");

    /// <summary>Lets a user into one more store.</summary>
    public static Task Member(this IServiceProvider services, string userId, OpenedStore store, string role) =>
        services.GetRequiredService<Database>().Write(
            db => db.Members.AddAsync(new StoreMemberRow { StoreId = store.Id.Value, UserId = userId, Role = role }).AsTask(), CancellationToken.None);

    public static ClaimsPrincipal Principal(string userId) => new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, userId)], IdentityConstants.ApplicationScheme));

    public static StoreUser In(this string userId, OpenedStore store) => new(Principal(userId), store.Id);

    private static string TokenOf(string page) => Token().Match(page).Groups[1].Value;

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("value=\"CfDJ8[^\"]+\"|(?:id|for|aria-labelledby|aria-describedby)=\"[a-z]+\\d+[a-z]?\"|value=\"[^\"]*@[^\"]*\"|<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Varying();
}
