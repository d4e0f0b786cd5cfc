namespace Attribution.Web.PathAnalysis;

internal static class PathAnalysisSetup
{
    public static void AddPathAnalysis(this IHostApplicationBuilder builder) => builder.Services.AddSingleton<PathDesk>();
}
