namespace Attribution.Web.Live;

internal static class LiveSetup
{
    public static void AddLive(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<LiveQueries>();
    }
}
