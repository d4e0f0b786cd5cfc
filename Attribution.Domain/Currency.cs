namespace Attribution.Domain;

/// <summary>A currency of ISO 4217.</summary>
/// <param name="Code">Three upper-case letters.</param>
/// <param name="Exponent">Decimals of the minor unit.</param>
public sealed record Currency(string Code, int Exponent)
{
    /// <summary>The currency of a code.</summary>
    public static Currency Of(string code) => new(code, 2);
}
