using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Attribution.Web.Storage;

namespace Attribution.Web.Privacy;

/// <summary>What a person can be found by.</summary>
internal static class FoundBy
{
    public const string User = "user";
    public const string Email = "email";
    public const string Visitor = "visitor";
    public const string Order = "order";

    public static IReadOnlyList<string> All { get; } = [User, Email, Visitor, Order];
}

/// <summary>A question for one person, by one identifier.</summary>
/// <param name="By">One of <see cref="FoundBy"/>.</param>
/// <param name="Text">As it was typed.</param>
internal sealed partial record PersonQuery(string By, string Text)
{
    private const int Longest = 320;

    /// <summary>The identifier as it is looked for: texts composed, as every id is stored.</summary>
    public string Value => Text.Trim().Normalize(NormalizationForm.FormC);

    /// <summary>What is wrong with it; null where nothing is.</summary>
    public string? Fault => this switch
    {
        _ when !FoundBy.All.Contains(By) => "Choose what to look for: a user id, an e-mail address, a visitor id or an order id.",
        { Text: var text } when string.IsNullOrWhiteSpace(text) => "Enter what to look for.",
        { Text.Length: > Longest } => $"This has {Text.Length} characters. An identifier has at most {Longest}.",
        { By: FoundBy.Email } when !HashShape().IsMatch(Value) && !Value.Contains('@') => "Enter an e-mail address, or the SHA-256 of it as 64 hex digits.",
        _ => null,
    };

    /// <summary>An address hashed as a sender hashes it: SHA-256 of the trimmed, lower-case text, in hex.</summary>
    public string EmailHash => HashShape().IsMatch(Value) ? Value.ToLowerInvariant() : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Value.ToLowerInvariant())));

    /// <summary>An address as the store keeps it: its hash under the store's secret.</summary>
    public string EmailHmac(StoreSettings store) => Storage.EmailHmac.Of(store.EmailSecret, EmailHash);

    [GeneratedRegex(@"\A[0-9a-fA-F]{64}\z")]
    private static partial Regex HashShape();
}
