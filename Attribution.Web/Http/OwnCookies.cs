using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.Features;

namespace Attribution.Web.Http;

/// <summary>
/// Gives the app's own cookies the <c>__Host-</c> prefix over https, which a browser takes only from this very host, over TLS. Over
/// plain http, where browsers refuse the prefix, they go by their bare names. Over https a bare one is not even read: anyone on the
/// network could have planted it.
/// </summary>
internal static class OwnCookies
{
    public const string Session = "attribution.session";
    public const string Antiforgery = "attribution.antiforgery";
    private const string Own = "attribution.";
    private const string Prefix = "__Host-";

    public static void UseOwnCookieNames(this WebApplication app) =>
        app.Use((context, next) =>
        {
            if (context.Request.IsHttps)
            {
                var features = context.Features;
                features.Set<IRequestCookiesFeature>(new RequestCookiesFeature(new Incoming(context.Request.Cookies)));
                features.Set<IResponseCookiesFeature>(new Outgoing(new ResponseCookiesFeature(features)));
            }

            return next(context);
        });

    private static string OnTheWire(string name) => name.StartsWith(Own, StringComparison.Ordinal) ? Prefix + name : name;

    private sealed class Incoming(IRequestCookieCollection inner) : IRequestCookieCollection
    {
        public int Count => inner.Count;

        public ICollection<string> Keys => inner.Keys;

        public string? this[string key] => inner[OnTheWire(key)];

        public bool ContainsKey(string key) => inner.ContainsKey(OnTheWire(key));

        public bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => inner.TryGetValue(OnTheWire(key), out value);

        public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => inner.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class Outgoing(IResponseCookiesFeature inner) : IResponseCookiesFeature, IResponseCookies
    {
        public IResponseCookies Cookies => this;

        public void Append(string key, string value) => inner.Cookies.Append(OnTheWire(key), value);

        public void Append(string key, string value, CookieOptions options) => inner.Cookies.Append(OnTheWire(key), value, options);

        public void Delete(string key) => inner.Cookies.Delete(OnTheWire(key));

        public void Delete(string key, CookieOptions options) => inner.Cookies.Delete(OnTheWire(key), options);
    }
}
