using Attribution.Web.Analytics.Comparing;
using Attribution.Web.Analytics.Orders;
using Attribution.Web.Analytics.Overview;
using Attribution.Web.Analytics.Paths;
using Microsoft.AspNetCore.OpenApi;

namespace Attribution.Web.Analytics;

internal static class AnalyticsSetup
{
    public static void AddAnalytics(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ReportCache>();
        builder.Services.AddSingleton<ReportQueries>();
        builder.Services.AddSingleton<PathQueries>();
        builder.Services.AddSingleton<PathsReader>();
        builder.Services.AddSingleton<ReportFiles>();
        builder.Services.AddSingleton<DayStates>();
        builder.Services.AddSingleton<PartReader>();
        builder.Services.AddSingleton<OrderQueries>();
        builder.Services.AddSingleton<PersonHistories>();
        builder.Services.AddSingleton<OverviewReader>();
        builder.Services.AddSingleton<ComparingReader>();
        builder.Services.Configure<OpenApiOptions>("v1", options => options.AddOperationTransformer<ReportOperations>());
    }

    public static void MapAnalytics(this IEndpointRouteBuilder routes)
    {
        ReportEndpoints.Map(routes);
        OrderExport.Map(routes);
        PathExport.Map(routes);
    }
}
