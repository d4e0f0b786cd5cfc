namespace Attribution.Web.Snapshots;

internal static class SnapshotsSetup
{
    public static void AddSnapshots(this IHostApplicationBuilder builder)
    {
    }

    public static void MapSnapshots(this IEndpointRouteBuilder routes)
    {
    }
}
