namespace Attribution.Web.Accounts;

/// <summary>The login form.</summary>
public sealed class LoginInput
{
    /// <summary>Address of the account.</summary>
    public string Email { get; set; } = "";

    /// <summary>As typed; never shown again.</summary>
    public string Password { get; set; } = "";

    /// <summary>Whether the browser keeps the cookie when it closes.</summary>
    public bool Remember { get; set; }
}

/// <summary>The form of the first account.</summary>
public sealed class FirstAccountInput
{
    /// <summary>From the console of the server.</summary>
    public string Code { get; set; } = "";

    /// <summary>Address of the account.</summary>
    public string Email { get; set; } = "";

    /// <summary>As typed; never shown again.</summary>
    public string Password { get; set; } = "";
}

/// <summary>The form for a new password.</summary>
public sealed class PasswordInput
{
    /// <summary>The present one.</summary>
    public string Current { get; set; } = "";

    /// <summary>The one to come.</summary>
    public string Next { get; set; } = "";
}
