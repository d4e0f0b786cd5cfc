using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.FileProviders;

namespace Attribution.Web;

/// <summary>What the host needs before any feature: where settings come from, and whom to believe about the caller.</summary>
internal static class Hosting
{
    /// <summary>The command line with <c>--demo</c> written out as the setting it stands for: a bare switch is no setting to the framework.</summary>
    public static string[] Arguments(string[] args) => [.. args.Select(argument => argument == "--demo" ? "--Demo=true" : argument)];

    /// <summary>Reads the one appsettings.json, which lies at the top of the repository and is copied beside the assembly.</summary>
    public static void UseSharedSettings(this WebApplicationBuilder builder)
    {
        var sources = builder.Configuration.Sources;
        var own = sources.ToList().FindIndex(source => source is JsonConfigurationSource { Path: "appsettings.json" });
        sources.Insert(
            Math.Max(own, 0),
            new JsonConfigurationSource
            {
                Path = "appsettings.json",
                FileProvider = new PhysicalFileProvider(AppContext.BaseDirectory),
                Optional = true,
            });

        // Run from the build's output, static files are found by their manifest; a published app has none.
        if (File.Exists(Path.Combine(AppContext.BaseDirectory, "Attribution.Web.staticwebassets.runtime.json")))
        {
            builder.WebHost.UseStaticWebAssets();
        }

        // An open circuit would otherwise hold a stop for 30 seconds.
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(10));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
    }

    /// <summary>Forwarded headers count only from the addresses of <c>Proxy:Trusted</c>.</summary>
    public static void AddTrustedProxies(this WebApplicationBuilder builder)
    {
        var trusted = builder.Configuration.GetSection("Proxy:Trusted").Get<string[]>() ?? [];
        if (trusted.FirstOrDefault(address => !IPAddress.TryParse(address, out _) && !System.Net.IPNetwork.TryParse(address, out _)) is { } unclear)
        {
            throw new Storage.StartRefusedException($"Proxy:Trusted holds '{unclear}'. Give addresses or CIDR ranges, such as 10.0.0.0/8.");
        }

        // The hosts that a caller may name are those that a proxy may name.
        var hosts = (builder.Configuration["AllowedHosts"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = trusted.Length == 0
                ? ForwardedHeaders.None
                : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            options.ForwardLimit = null;
            options.AllowedHosts = hosts.Contains("*") ? [] : hosts;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var address in trusted)
            {
                if (IPAddress.TryParse(address, out var proxy))
                {
                    options.KnownProxies.Add(proxy);
                }
                else
                {
                    options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(address));
                }
            }
        });
    }

    /// <summary>Takes the header of <c>Proxy:CountryHeader</c> off requests that no trusted proxy passed on. Stands before forwarded headers change who the peer is.</summary>
    public static void UseProxyCountry(this WebApplication app)
    {
        if (app.Configuration["Proxy:CountryHeader"] is not { Length: > 0 } header)
        {
            return;
        }

        var networks = (app.Configuration.GetSection("Proxy:Trusted").Get<string[]>() ?? [])
            .Select(text => IPAddress.TryParse(text, out var one) ? new System.Net.IPNetwork(one, one.GetAddressBytes().Length * 8) : System.Net.IPNetwork.Parse(text))
            .ToArray();
        app.Use((context, next) =>
        {
            var peer = context.Connection.RemoteIpAddress;
            peer = peer is { IsIPv4MappedToIPv6: true } ? peer.MapToIPv4() : peer;
            if (peer is null || !Array.Exists(networks, network => network.Contains(peer)))
            {
                context.Request.Headers.Remove(header);
            }

            return next(context);
        });
    }

    /// <summary>Over https, also behind a trusted proxy, browsers are told to stay there. The app itself never redirects.</summary>
    public static void UseStrictTransport(this WebApplication app) =>
        app.Use((context, next) =>
        {
            if (context.Request.IsHttps)
            {
                context.Response.Headers.StrictTransportSecurity = "max-age=31536000";
            }

            return next(context);
        });
}
