namespace Attribution.Web.Components;

/// <summary>The short symbol of a currency: a page shows one currency, so $ needs no country.</summary>
internal static class CurrencySymbols
{
    private const string Common =
        "EUR=€ USD=$ GBP=£ JPY=¥ CNY=¥ AUD=$ CAD=$ NZD=$ SGD=$ HKD=$ MXN=$ BRL=R$ INR=₹ KRW=₩ TRY=₺ ILS=₪ UAH=₴ VND=₫ THB=฿ PHP=₱ " +
        "NGN=₦ KZT=₸ GEL=₾ CRC=₡ PLN=zł CZK=Kč HUF=Ft RON=lei SEK=kr NOK=kr DKK=kr ISK=kr ZAR=R";

    private static readonly Dictionary<string, string> Known =
        Common.Split(' ').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    /// <summary>The symbol, or the code itself where none is common.</summary>
    internal static string Of(string currency) => Known.GetValueOrDefault(currency, currency);
}
