using System.Net;
using System.Text.Json;
using Attribution.Domain;
using Attribution.Domain.Channels;
using Attribution.Domain.Conversions;
using Attribution.Domain.Touches;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Ingest;

namespace Attribution.Web.Tracking;

/// <summary>Reads one hit (TRACKER.md): tolerantly what a browser sends, to the letter what a server sends.</summary>
internal sealed class HitReader(StoreSettings store, bool isServer, DateTimeOffset receivedAt, TouchIds ids)
{
    private const int MaxUrl = 2_048;
    private const int MaxTag = 255;
    private const int MaxClickId = 512;
    private const int MaxClickIds = 20;
    private const int MaxHitBytes = 8 * 1_024;
    private const int MaxSeconds = 86_400;

    private static readonly string[] Kinds = ["touch", "conversion", "identify", "consent", "pulse"];
    private static readonly string[] OrderTypes = ["order", "lead"];

    /// <summary>The hit; null where a server's has faults.</summary>
    public Hit? Read(JsonElement item, DateTimeOffset? batchSentAt, HitFaults faults)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            faults.Refuse("item", $"Send an object here, not {HitFields.KindOf(item)}.");
            return null;
        }

        if (System.Text.Encoding.UTF8.GetByteCount(item.GetRawText()) > MaxHitBytes)
        {
            faults.AddTooLong("item", "A hit may have 8 KB.");
        }

        var fields = new HitFields(item, faults);
        var kind = (HitKind)Math.Max(0, Array.IndexOf(Kinds, fields.OneOf("kind", Kinds)));
        var sentAt = fields.Instant("sentAt") ?? batchSentAt;
        var statedAt = fields.Instant("occurredAt");
        var hit = new Hit
        {
            Kind = kind,
            Id = fields.Uuid("touchId") ?? ids.Next(),
            OccurredAt = new HitTime(store, isServer, receivedAt).Of(statedAt, sentAt, faults),
            StatedAt = statedAt,
            VisitorId = Own(fields.Id("visitorId", 64)),
            SessionId = fields.Id("sessionId", 64),
            UserId = fields.Text("userId", 128),
            EmailHash = EmailHash(fields),
            Signature = fields.Text("signature", 128),
            Consent = ConsentOf(fields),
            Gpc = fields.Flag("gpc"),
            Pages = fields.Count("pages", 10_000),
            Seconds = fields.Count("seconds", MaxSeconds),
        };
        hit = ReadConversion(fields, hit);
        var landing = ReadLanding(fields);
        hit = isServer ? ReadServerOnly(fields, hit with { Landing = landing }) : hit with { Landing = landing };
        fields.Skip("key");
        fields.RefuseOthers();
        return faults.Any ? null : hit with { Flags = faults.Flags };
    }

    // A derived id is told to nobody, so a browser that names one made it up.
    private string Own(string visitor) => !isServer && IngestIds.IsDerived(visitor) ? "" : visitor;

    private static string EmailHash(HitFields fields)
    {
        var hash = fields.Text("emailHash", 64);
        if (hash.Length == 0 || (hash.Length == 64 && hash.All(char.IsAsciiHexDigit)))
        {
            return hash.ToLowerInvariant();
        }

        fields.Fault("emailHash", "Send the SHA-256 of the trimmed, lower-case address as 64 hex digits.");
        return "";
    }

    // A word that is none of ours says at least that there was a choice: nothing is put on the device.
    private string ConsentOf(HitFields fields)
    {
        var word = fields.Text("consent", 40);
        if (word.Length == 0 || Consent.IsKnown(word))
        {
            return word;
        }

        fields.Fault("consent", "Send granted, limited or denied.");
        return isServer ? "" : Consent.Limited;
    }

    private Hit ReadConversion(HitFields fields, Hit hit)
    {
        var conversion = fields.Object("conversion");
        if (conversion is null)
        {
            if (hit.Kind == HitKind.Conversion)
            {
                fields.Fault("conversion", "Send { \"type\", \"orderId\" or \"cartToken\" }.");
            }

            return hit;
        }

        var type = conversion.Text("type", 40);
        if (type.Length > 0 && !OrderTypes.Contains(type) && !type.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_'))
        {
            conversion.Fault("type", "Send order, lead, or a type of your own of a-z, 0-9 and _.");
        }

        // A hint earns nothing by itself: what the order was worth, the store's server says, or the browser where the store trusts it.
        var value = conversion.Number("value", 0, 1_000_000_000_000m);
        var currency = CurrencyOf(conversion);
        hit = hit with { OrderId = conversion.Text("orderId", 100), CartToken = conversion.Text("cartToken", 200) };
        hit = hit with { Claim = isServer || hit.OrderId.Length == 0 ? null : Claim(type, value, currency) };
        if (hit.OrderId.Length == 0 && hit.CartToken.Length == 0)
        {
            conversion.Fault("orderId", "Send orderId or cartToken: by it the order is found.");
        }

        conversion.RefuseOthers();
        return hit;
    }

    private static string CurrencyOf(HitFields fields)
    {
        var code = fields.Text("currency", 3);
        if (code.Length > 0 && !Currency.TryOf(code, out _))
        {
            fields.Fault("currency", "Send a code of ISO 4217, such as EUR.");
        }

        return code;
    }

    // Only in the store's currency: a browser knows no rate. What is no order stays a hint.
    private OrderClaim? Claim(string type, decimal? value, string currency)
    {
        var named = type switch { "" or "order" => ConversionTypes.Sale, "lead" => ConversionTypes.Signup, _ => type };
        var isKnown = ConversionTypes.KindOf(named) is not null || store.OwnConversionTypes.ContainsKey(named);
        return isKnown && value is { } major && currency.Equals(store.Currency.Code, StringComparison.OrdinalIgnoreCase) && Money.TryFromMajor(major, store.Currency, out var money)
            ? new OrderClaim(named, money)
            : null;
    }

    private Landing ReadLanding(HitFields fields) => new()
    {
        Url = Address(fields),
        Referrer = fields.Text("referrer", MaxUrl),
        Tags = Tags(fields.Object("utm")),
        ClickIds = ClickIds(fields.Object("clickIds")),
        CampaignId = fields.Text("campaignId", MaxClickId),
        AdId = fields.Text("adId", MaxClickId),
        Partner = fields.Text("partner", MaxClickId),
    };

    private string Address(HitFields fields)
    {
        var url = fields.Text("url", MaxUrl);
        if (isServer && url.Length > 0 && !(Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
        {
            fields.Fault("url", "Give the page's full address, such as https://shop.example/?utm_source=google.");
        }

        return url;
    }

    private static CampaignTags Tags(HitFields? utm)
    {
        if (utm is null)
        {
            return CampaignTags.None;
        }

        var tags = new CampaignTags(
            utm.Text("source", MaxTag), utm.Text("medium", MaxTag), utm.Text("campaign", MaxTag), utm.Text("content", MaxTag), utm.Text("term", MaxTag), utm.Text("id", MaxTag));
        utm.RefuseOthers();
        return tags;
    }

    private List<KeyValuePair<string, string>> ClickIds(HitFields? clickIds)
    {
        if (clickIds is null)
        {
            return [];
        }

        List<string> names = [.. isServer ? clickIds.Names.Where(SourceCatalog.BuiltIn.IsClickId) : clickIds.Names.Take(MaxClickIds)];
        List<KeyValuePair<string, string>> ids = [.. names.Select(name => KeyValuePair.Create(HitText.Clean(name), clickIds.Text(name, MaxClickId))).Where(id => id.Value.Length > 0)];
        clickIds.RefuseOthers();
        return ids;
    }

    private Hit ReadServerOnly(HitFields fields, Hit hit)
    {
        var type = fields.Text("type", 40);
        if (type.Length > 0 && !TouchTypes.IsKnown(type))
        {
            fields.Fault("type", $"There is no touch type '{type}'. Send one of {string.Join(", ", TouchTypes.All.Select(known => known.Id))}.");
        }

        var channel = fields.Text("channel", 40);
        if (channel.Length > 0 && !store.HasChannel(channel))
        {
            fields.Fault("channel", $"There is no channel '{channel}'. Send one of {string.Join(", ", MarketingChannel.All.Select(known => known.Id).Concat(store.OwnChannels.Select(own => own.Id)))}.");
        }

        return hit with
        {
            Landing = hit.Landing with { TouchType = type, Channel = channel },
            CostMinor = Cost(fields),
            Engagement = (double?)fields.Number("engagement", 0, 1),
            ClientAddress = ClientAddress(fields),
            UserAgent = fields.Text("userAgent", 1_024),
        };
    }

    private long? Cost(HitFields fields)
    {
        var currency = fields.Text("currency", 3);
        if (currency.Length > 0 && !currency.Equals(store.Currency.Code, StringComparison.OrdinalIgnoreCase))
        {
            fields.Fault("currency", $"A touch's cost is in the store's currency. Send {store.Currency.Code}, or leave it out.");
        }

        if (fields.Number("cost", 0, 1_000_000_000_000m) is not { } cost)
        {
            return null;
        }

        if (Money.TryFromMajor(cost, store.Currency, out var money))
        {
            return money.Minor;
        }

        fields.Fault("cost", $"{store.Currency.Code} has {store.Currency.Exponent} decimals. Round the cost to them.");
        return null;
    }

    private static IPAddress? ClientAddress(HitFields fields)
    {
        var text = fields.Text("clientIp", 64);
        if (text.Length == 0)
        {
            return null;
        }

        if (IPAddress.TryParse(text, out var address))
        {
            return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        }

        fields.Fault("clientIp", "Send an IPv4 or IPv6 address.");
        return null;
    }
}
