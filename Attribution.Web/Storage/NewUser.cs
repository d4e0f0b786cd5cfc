using System.Net.Mail;
using Attribution.Web.Storage.Tables;
using Microsoft.AspNetCore.Identity;

namespace Attribution.Web.Storage;

/// <summary>What it takes to let a person sign in. Rows are made here so that a user and a membership come into being in one transaction.</summary>
internal sealed record NewUser(string Email, string Password)
{
    public const int PasswordLength = 10;
    private const int LongestPassword = 200;

    /// <summary>Address, trimmed.</summary>
    public string Email { get; } = Email.Trim();

    /// <summary>The form in which an address is looked up.</summary>
    public static string Normalize(string email) => email.Trim().Normalize().ToUpperInvariant();

    /// <summary>What is wrong with an address; null where nothing is.</summary>
    public static string? EmailFault(string email) =>
        email.Trim() is { Length: > 0 and <= 254 } address && MailAddress.TryCreate(address, out var parsed) && parsed.Address == address && !address.Any(char.IsWhiteSpace)
            ? null
            : "Enter an e-mail address, such as ana@shop.example.";

    /// <summary>What is wrong with a password; null where nothing is.</summary>
    public static string? PasswordFault(string password, string email) => password switch
    {
        { Length: < PasswordLength } => $"The password has {password.Length} characters. Use at least {PasswordLength}; a few words make a good one.",
        { Length: > LongestPassword } => $"The password has {password.Length} characters. Use at most {LongestPassword}.",
        _ when password.Distinct().Count() < 4 => "The password repeats the same characters. Use a few words.",
        _ when email.Length > 0 && password.Contains(email.Trim(), StringComparison.OrdinalIgnoreCase) => "The password holds the e-mail address. Use something else.",
        _ => null,
    };

    /// <summary>The row, ready to add.</summary>
    public AppUser Row(IPasswordHasher<AppUser> hasher)
    {
        var user = new AppUser
        {
            UserName = Email,
            NormalizedUserName = Normalize(Email),
            Email = Email,
            NormalizedEmail = Normalize(Email),
            EmailConfirmed = true,
            SecurityStamp = Guid.NewGuid().ToString("N"),
        };
        user.PasswordHash = hasher.HashPassword(user, Password);
        return user;
    }
}
