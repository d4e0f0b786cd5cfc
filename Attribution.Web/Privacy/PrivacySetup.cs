using Quartz;

namespace Attribution.Web.Privacy;

internal static class PrivacySetup
{
    public const string NightTrigger = "retention";

    public static void AddPrivacy(this IHostApplicationBuilder builder)
    {
        builder.AddErasures();
        builder.Services.AddSingleton<RetentionPurge>();
        builder.Services.AddSingleton<PrivacyCommands>();
        builder.Services.AddSingleton<PersonExports>();
        builder.Services.AddSingleton<PrivacyQueries>();
        builder.Services.AddQuartz(quartz =>
        {
            quartz.ScheduleJob<RetentionJob>(
                trigger => trigger.WithIdentity(NightTrigger).WithCronSchedule("0 20 3 * * ?"), job => job.WithIdentity(RetentionJob.Key));
        });
        builder.Services.AddHostedService<RetentionCatchUp>();
    }

    /// <summary>What erases, and erases again on a copy that was put back: for a server and for a command.</summary>
    public static void AddErasures(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Erasure>();
        builder.Services.AddSingleton<ErasureReplay>();
    }

    /// <summary>Before anything is served: whoever was erased is not in the database, whichever copy of it this is.</summary>
    public static Task RepeatErasures(this IServiceProvider services, CancellationToken cancellationToken) =>
        services.GetRequiredService<ErasureReplay>().Run(cancellationToken);

    public static void MapPrivacy(this IEndpointRouteBuilder routes) => PersonEndpoints.Map(routes);
}
