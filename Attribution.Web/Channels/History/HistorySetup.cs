namespace Attribution.Web.Channels.History;

internal static class HistorySetup
{
    public static void AddChannelHistory(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<HistoryRunner>();
        services.AddSingleton<HistoryForecasts>();
        services.AddSingleton<HistoryCommands>();
        services.AddSingleton<HistoryQueries>();
        services.AddHostedService<HistoryWorker>();
    }
}
