namespace Attribution.Web.Http;

/// <summary>Where visitors and servers reach this installation.</summary>
internal sealed class Site(IConfiguration configuration)
{
    /// <summary><c>PublicUrl</c>, or the address the page itself was opened at; without a slash at the end.</summary>
    public string Address(string pageBase) => (configuration["PublicUrl"] is { Length: > 0 } address ? address : pageBase).TrimEnd('/');
}
