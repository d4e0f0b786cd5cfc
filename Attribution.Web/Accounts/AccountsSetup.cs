using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Accounts;

internal static partial class AccountsSetup
{
    public static void AddAccounts(this IHostApplicationBuilder builder)
    {
        DemoMode.RefuseToListenWidely(builder.Configuration);
        var services = builder.Services;
        services.AddAuthentication(options =>
        {
            options.DefaultScheme = IdentityConstants.ApplicationScheme;
            options.DefaultSignInScheme = IdentityConstants.ExternalScheme;
        }).AddIdentityCookies();
        services.ConfigureApplicationCookie(options =>
        {
            options.LoginPath = AccountEndpoints.Login;
            options.ReturnUrlParameter = "returnUrl";
            options.Cookie.Name = OwnCookies.Session;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.HttpOnly = true;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.ExpireTimeSpan = TimeSpan.FromDays(14);
            options.Events.OnRedirectToLogin = SignInAnswers.Challenge;
            options.Events.OnRedirectToAccessDenied = SignInAnswers.Deny;
        });
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = CircuitIdentity.Interval);
        services.AddIdentityCore<AppUser>(StorageSetup.ConfigureIdentity)
            .AddEntityFrameworkStores<AttributionDb>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        services.AddScoped<AuthenticationStateProvider, CircuitIdentity>();
        services.AddScoped<PasswordSignIn>();
        services.AddScoped<OwnAccount>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<FirstRun>();
    }

    /// <summary>Sets up unattended where asked to, or makes the code that the first visitor needs and prints it.</summary>
    public static async Task OpenAccounts(this WebApplication app, CancellationToken cancellationToken)
    {
        var services = app.Services;
        if (services.GetRequiredService<DemoMode>().IsOn)
        {
            return;
        }

        if (await IsEmpty(services, cancellationToken) && UnattendedSetup.Read(app.Configuration) is { } setup)
        {
            await setup.Run(services.GetRequiredService<Database>(), new PasswordHasher<AppUser>(), services.GetRequiredService<TimeProvider>().GetUtcNow(), cancellationToken);
            return;
        }

        var first = services.GetRequiredService<FirstRun>();
        await first.Prepare(cancellationToken);
        if (first.Code is { } code)
        {
            app.Lifetime.ApplicationStarted.Register(() => LogCode(app.Logger, AddressOf(app) + AccountEndpoints.Setup, code));
        }
    }

    /// <summary>Sends who came in by a password that someone else chose to the page that sets one's own, wherever they want to go.</summary>
    public static void UseOwnPasswordFirst(this WebApplication app) =>
        app.Use((context, next) =>
        {
            var restricted = context.User.HasClaim(claim => claim.Type == OneTimePassword.ClaimType)
                && context.GetEndpoint() is { } endpoint
                && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
                && !context.Request.Path.StartsWithSegments("/account", StringComparison.Ordinal);
            if (!restricted)
            {
                return next(context);
            }

            if (SignInAnswers.IsApi(context.Request))
            {
                return Problem.Write(context, StatusCodes.Status403Forbidden, "password-first", "Choose a password first", $"Open {AccountEndpoints.Password} and choose your own password.");
            }

            context.Response.Redirect(AccountEndpoints.Password);
            return Task.CompletedTask;
        });

    /// <summary>Who still has the form of the first account open finds nothing to send it to.</summary>
    public static void UseFirstRunOnce(this WebApplication app) =>
        app.Use(async (context, next) =>
        {
            var late = HttpMethods.IsPost(context.Request.Method)
                && context.Request.Path.Equals(AccountEndpoints.Setup, StringComparison.OrdinalIgnoreCase)
                && !await context.RequestServices.GetRequiredService<FirstRun>().IsOpen(context.RequestAborted);
            await (late ? Problem.NotFound().ExecuteAsync(context) : next(context));
        });

    public static void MapAccounts(this IEndpointRouteBuilder routes) => AccountEndpoints.Map(routes);

    private static async Task<bool> IsEmpty(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var db = await services.GetRequiredService<Database>().Read(cancellationToken);
        return !await db.Users.AnyAsync(cancellationToken) && !await db.Stores.AnyAsync(cancellationToken);
    }

    private static string AddressOf(WebApplication app) =>
        (app.Configuration["PublicUrl"]
            ?? app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()?.Replace("[::]", "localhost", StringComparison.Ordinal)
            ?? "http://localhost:5080").TrimEnd('/');

    [LoggerMessage(1, LogLevel.Information, "Nobody has an account yet. Open {Address} and enter the setup code {Code}")]
    private static partial void LogCode(ILogger logger, string address, string code);
}
