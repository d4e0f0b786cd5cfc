using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Attribution.Web.Storage;

/// <summary>
/// The name under which this installation serves its script and takes hits, so that no public blocklist knows it: <c>Tracking:Alias</c>,
/// or made at first run and kept.
/// </summary>
internal sealed partial class InstallationAlias(IConfiguration configuration, InstallationSettings settings)
{
    public const string ConfigurationKey = "Tracking:Alias";

    private const string Setting = "alias";
    private const string Letters = "abcdefghijkmnpqrstuvwxyz";
    private const string LettersAndDigits = "abcdefghijkmnpqrstuvwxyz23456789";

    private string? value;

    /// <summary>6 to 10 of <c>[a-z0-9]</c>.</summary>
    public string Value => value ?? throw new InvalidOperationException("The alias is known once the storage is open.");

    /// <summary>Reads the alias, or makes it.</summary>
    /// <exception cref="StartRefusedException">The configured alias can't be one.</exception>
    public async Task Load(CancellationToken cancellationToken)
    {
        var configured = configuration[ConfigurationKey];
        if (!string.IsNullOrEmpty(configured) && !Shape().IsMatch(configured))
        {
            throw new StartRefusedException($"{ConfigurationKey} is '{configured}'. Give 6 to 10 of a-z and 0-9, such as k3v9m2, or leave it out.");
        }

        value = string.IsNullOrEmpty(configured) ? await settings.GetOrMake(Setting, Make, cancellationToken) : configured;
    }

    // A digit in the middle: such a name is no word, and so no route of the app.
    private static string Make() =>
        RandomNumberGenerator.GetString(Letters, 2) + RandomNumberGenerator.GetString("23456789", 1) + RandomNumberGenerator.GetString(LettersAndDigits, 4);

    [GeneratedRegex(@"\A[a-z0-9]{6,10}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
