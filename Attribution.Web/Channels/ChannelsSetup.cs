namespace Attribution.Web.Channels;

internal static class ChannelsSetup
{
    public static void AddChannels(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ChannelCommands>();
        builder.Services.AddSingleton<ChannelQueries>();
        builder.Services.AddSingleton<ChannelReplay>();
        builder.Services.AddSingleton<RuleVersions>();
    }

    public static void MapChannels(this IEndpointRouteBuilder routes) => ChannelRuleEndpoints.Map(routes);
}
