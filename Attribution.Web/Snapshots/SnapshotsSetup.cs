using Attribution.Web.Snapshots.Fits;
using Attribution.Web.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Quartz;

namespace Attribution.Web.Snapshots;

internal static class SnapshotsSetup
{
    public static void AddSnapshots(this IHostApplicationBuilder builder)
    {
        builder.AddSnapshotWork();

        // Before the scheduler: no job may start while the runs of a dead server still look alive.
        builder.Services.AddHostedService<SnapshotLoop>();
        builder.Services.AddQuartz(quartz =>
        {
            quartz.ScheduleJob<OpenDaysJob>(
                trigger => trigger.WithIdentity("open-days").WithCronSchedule("0 5 * * * ?"), job => job.WithIdentity(OpenDaysJob.Key));
            quartz.ScheduleJob<SealJob>(trigger => trigger.WithIdentity("seal").WithCronSchedule("0 15 * * * ?"), job => job.WithIdentity(SealJob.Key));
        });
        builder.Services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        builder.Services.AddHealthChecks().AddCheck<SnapshotHealth>("snapshots", HealthStatus.Degraded);
    }

    /// <summary>What builds snapshots, without what starts it by itself: for a server and for a command.</summary>
    public static void AddSnapshotWork(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IFitTrial, FitTrial>();
        services.AddOptions<SnapshotsOptions>().BindConfiguration(SnapshotsOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SnapshotsOptions>, SnapshotsOptionsValidator>();
        services.AddSingleton<SnapshotDays>();
        services.AddSingleton<SnapshotRuns>();
        services.AddSingleton<DayFits>();
        services.AddSingleton<DayBuild>();
        services.AddSingleton<SnapshotLag>();
        services.AddSingleton<SnapshotRunner>();
        services.AddSingleton<SnapshotWatch>();
        services.AddSingleton<SnapshotCatchUp>();
    }

    public static void MapSnapshots(this IEndpointRouteBuilder routes) => SnapshotEndpoints.Map(routes);
}
