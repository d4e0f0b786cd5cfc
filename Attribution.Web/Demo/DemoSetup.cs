using Attribution.Domain;

namespace Attribution.Web.Demo;

internal static class DemoSetup
{
    /// <summary>Where <c>--demo</c> or <c>Demo=true</c> asks for it; else nothing of it is there.</summary>
    public static void AddDemo(this IHostApplicationBuilder builder)
    {
        if (IsOn(builder.Configuration))
        {
            builder.Services.AddSingleton<DemoStores>();
            builder.Services.AddHostedService<DemoLoad>();
        }
    }

    /// <summary>Before the database is opened: a sample of another day makes room for today's.</summary>
    public static Task RenewDemo(this WebApplication app, CancellationToken cancellationToken) =>
        IsOn(app.Configuration) ? app.Services.GetRequiredService<DemoStores>().Renew(cancellationToken) : Task.CompletedTask;

    /// <summary>Opens the sample's stores; <paramref name="member"/> lets the demo's analyst into each.</summary>
    public static Task OpenDemo(this WebApplication app, Func<StoreId, CancellationToken, Task> member, CancellationToken cancellationToken) =>
        IsOn(app.Configuration) ? app.Services.GetRequiredService<DemoStores>().Open(member, cancellationToken) : Task.CompletedTask;

    private static bool IsOn(IConfiguration configuration) => configuration.GetValue<bool>("Demo");
}
