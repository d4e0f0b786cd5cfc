using Attribution.Web;
using Attribution.Web.Accounts;
using Attribution.Web.Admin;
using Attribution.Web.Analytics;
using Attribution.Web.Channels;
using Attribution.Web.Channels.History;
using Attribution.Web.Components;
using Attribution.Web.Conversions;
using Attribution.Web.Costs;
using Attribution.Web.Demo;
using Attribution.Web.Http;
using Attribution.Web.Imports;
using Attribution.Web.Integrations;
using Attribution.Web.Links;
using Attribution.Web.Live;
using Attribution.Web.PathAnalysis;
using Attribution.Web.Privacy;
using Attribution.Web.Snapshots;
using Attribution.Web.Storage;
using Attribution.Web.Telemetry;
using Attribution.Web.Tracking;

try
{
    if (await ConsoleCommands.Run(args) is { } exitCode)
    {
        return exitCode;
    }

    var builder = WebApplication.CreateBuilder(Hosting.Arguments(args));
    builder.UseSharedSettings();
    builder.AddTrustedProxies();
    builder.AddStorage();
    builder.AddHttp();
    builder.AddAccounts();
    builder.AddTracking();
    builder.AddChannels();
    builder.AddConversions();
    builder.AddCosts();
    builder.AddIntegrations();
    builder.AddChannelHistory();
    builder.AddSnapshots();
    builder.AddPrivacy();
    builder.AddImports();
    builder.AddAnalytics();
    builder.AddAdmin();
    builder.AddLinks();
    builder.AddLive();
    builder.AddPathAnalysis();
    builder.AddTelemetry();
    builder.AddDemo();
    builder.AddComponents();

    var app = builder.Build();
    await app.RenewDemo(CancellationToken.None);
    await app.Services.OpenStorage(CancellationToken.None);
    await app.Services.RepeatErasures(CancellationToken.None);
    await app.OpenDemo((store, token) => DemoAccount.Ensure(app.Services, store, token), CancellationToken.None);
    await app.OpenAccounts(CancellationToken.None);
    app.UseProxyCountry();
    app.UseForwardedHeaders();
    app.UseOwnCookieNames();
    app.UseStrictTransport();
    app.UseComponents();
    app.UseApiTimes();
    app.UseFaults();
    app.UseStatusCodePagesWithReExecute(Urls.NotFound, createScopeForStatusCodePages: true);
    app.UseSecretKeyLimit();
    app.UseAuthentication();
    app.UseAuthorization();
    app.UseOwnPasswordFirst();
    app.UseFirstRunOnce();
    app.UseAntiforgery();
    app.MapHttp();
    app.MapAccounts();
    app.MapTracking();
    app.MapChannels();
    app.MapConversions();
    app.MapCosts();
    app.MapIntegrations();
    app.MapSnapshots();
    app.MapPrivacy();
    app.MapImports();
    app.MapAnalytics();
    app.MapAdmin();
    app.MapLinks();
    app.MapTelemetry();
    app.MapComponents();
    app.RefuseTakenAlias();
    await app.RunAsync();
    return 0;
}
catch (StartRefusedException refused)
{
    await Console.Error.WriteLineAsync(refused.Message);
    return 1;
}
