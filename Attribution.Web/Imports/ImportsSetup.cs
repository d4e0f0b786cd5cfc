using Microsoft.Extensions.Options;

namespace Attribution.Web.Imports;

internal static class ImportsSetup
{
    public static void AddImports(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<ImportsOptions>().BindConfiguration(ImportsOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ImportsOptions>, ImportsOptionsValidator>();
        services.AddSingleton<ImportFiles>();
        services.AddSingleton<ImportBook>();
        services.AddSingleton<ImportUpload>();
        services.AddSingleton<ImportMoves>();
        services.AddSingleton<ImportQueries>();
        services.AddSingleton<ImportCommands>();
        services.AddSingleton<ImportPreview>();
        services.AddHostedService<ImportWorker>();
    }

    public static void MapImports(this IEndpointRouteBuilder routes)
    {
        ImportEndpoints.Map(routes);
        ImportPageEndpoints.Map(routes);
    }
}
