using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Attribution.Web.Integrations;

/// <summary>Keeps what a platform entrusts: protected for one store and platform, so that a row copied elsewhere says nothing.</summary>
internal sealed class Secrets(IDataProtectionProvider protection)
{
    public string Protect(int store, string kind, string secret) => Of(store, kind).Protect(secret);

    /// <summary>The secret; null where the keys that protect it are lost.</summary>
    public string? Unprotect(int store, string kind, string kept)
    {
        try
        {
            return kept.Length == 0 ? null : Of(store, kind).Unprotect(kept);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector Of(int store, string kind) =>
        protection.CreateProtector("Attribution.Integrations", store.ToString(System.Globalization.CultureInfo.InvariantCulture), kind);
}
