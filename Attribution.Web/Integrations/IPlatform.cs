using System.Text.Json;
using Attribution.Web.Storage;

namespace Attribution.Web.Integrations;

/// <summary>A platform whose deliveries are taken: how it signs, names and words them.</summary>
internal interface IPlatform
{
    /// <summary>Its name in addresses, such as shopify.</summary>
    string Kind { get; }

    /// <summary>Its name as people know it.</summary>
    string Name { get; }

    /// <summary>Whether the header's signature is that of the body under the secret. Constant in time.</summary>
    bool IsSigned(IHeaderDictionary headers, byte[] body, string secret);

    /// <summary>What the delivery is about, such as orders/create.</summary>
    string TopicOf(IHeaderDictionary headers, JsonElement item);

    /// <summary>The platform's id of the delivery; empty where it names none.</summary>
    string IdOf(IHeaderDictionary headers, JsonElement item);

    /// <summary>The order it speaks of; empty for none.</summary>
    string OrderIdOf(string topic, JsonElement item);

    /// <summary>What has to be kept of it.</summary>
    string Cut(JsonElement item);

    /// <summary>What it says, out of what was kept.</summary>
    Told Read(StoreSettings store, string topic, JsonElement kept, DateTimeOffset receivedAt);
}

/// <summary>What a delivery says.</summary>
internal abstract record Told
{
    private Told()
    {
    }

    public sealed record Order(ShopOrder State) : Told;

    public sealed record Refund(string OrderId, ShopRefund Back) : Told;

    /// <summary>The order is gone.</summary>
    public sealed record Gone(string OrderId, DateTimeOffset At) : Told;

    /// <summary>Nothing that counts, on purpose.</summary>
    public sealed record Nothing(string Why) : Told;

    /// <summary>It can't be taken as it is; says what is wrong and what to do.</summary>
    public sealed record Wrong(string Why) : Told;
}
