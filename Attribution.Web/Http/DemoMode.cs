using System.Net;
using Attribution.Web.Storage;

namespace Attribution.Web.Http;

/// <summary>Whether this server shows sample data: then settings, keys and users are read-only, and anyone on the machine may look around.</summary>
internal sealed class DemoMode(IConfiguration configuration)
{
    public const string ReadOnly = "This is sample data: it can be looked at, not changed.";

    public bool IsOn { get; } = configuration.GetValue<bool>("Demo");

    /// <summary>Sample data needs no password, so it stays on this machine unless <c>Demo:Public</c> says otherwise.</summary>
    /// <exception cref="StartRefusedException">The demo would listen to the network.</exception>
    public static void RefuseToListenWidely(IConfiguration configuration)
    {
        if (!configuration.GetValue<bool>("Demo") || configuration.GetValue<bool>("Demo:Public"))
        {
            return;
        }

        if (Addresses(configuration).FirstOrDefault(address => !IsLoopback(address)) is { } open)
        {
            throw new StartRefusedException(
                $"The demo lets anyone in without a password, and Urls holds '{open}', which others can reach. Listen on http://localhost:5080, or set Demo:Public=true.");
        }
    }

    private static IEnumerable<string> Addresses(IConfiguration configuration) =>
        (configuration["Urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Concat(configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"] ?? ""));

    private static bool IsLoopback(string address)
    {
        // BindingAddress reads what Kestrel reads, wildcards included.
        var host = BindingAddress.Parse(address).Host.Trim('[', ']');
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));
    }
}
