namespace Attribution.Tests.Faults;

/// <summary>A store that opens by itself at the first start, with keys that its clients know beforehand.</summary>
internal static class Shopkeeper
{
    public const string PublicKey = "pk_faultsfaultsfaults01";
    public const string SecretKey = "sk_faultsfaultsfaultsfaultsfaultsfaults01";
    public const string Zone = "Europe/Berlin";

    /// <summary>The start's arguments. The limits of an address are lifted: here one machine is all the visitors.</summary>
    public static readonly IReadOnlyList<string> Arguments =
    [
        "--Setup:AdminEmail=owner@shop.example", "--Setup:AdminPassword=long-enough-for-tests", "--Setup:Store:Name=Shop", "--Setup:Store:Key=shop",
        "--Setup:Store:Domains:0=shop.example", $"--Setup:Store:TimeZone={Zone}", "--Setup:Store:Currency=EUR",
        $"--Setup:Store:PublicKey={PublicKey}", $"--Setup:Store:SecretKey={SecretKey}",
        "--Tracking:Limits:AddressPerMinute=1000000", "--Tracking:Limits:StorePerSecond=1000000", "--Tracking:Limits:SecretRequestsPerSecond=1000000",
    ];
}
