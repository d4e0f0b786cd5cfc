using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Attribution.Domain;
using Attribution.Domain.Conversions;

namespace Attribution.Web.Conversions;

/// <summary>States of an order on the wire and in storage.</summary>
internal static class OrderStatus
{
    public const string Pending = "pending";
    public const string Completed = "completed";
    public const string Cancelled = "cancelled";

    public static bool IsKnown(string status) => status is Pending or Completed or Cancelled;
}

/// <summary>A conversion to record, checked already: it holds what a sender may say and nothing else. Texts are empty where nothing was sent.</summary>
/// <param name="OrderId">1 to 100 characters, unique in the store.</param>
/// <param name="Value">0 or more, in the currency it was sent in.</param>
internal sealed record ConversionRequest(string OrderId, Money Value)
{
    public string Type { get; init; } = ConversionTypes.Sale;

    public string Status { get; init; } = OrderStatus.Completed;

    /// <summary>Store units per unit of the sent currency; 1 where they are the same.</summary>
    public decimal Rate { get; init; } = 1;

    /// <summary>When it happened; null for now.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>When it is taken to have arrived; null for now. No sender can set it: it is for history made in process.</summary>
    [JsonIgnore]
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>Whether only a browser tells of it. No sender can set it.</summary>
    [JsonIgnore]
    public bool IsUnverified { get; init; }

    public string SessionId { get; init; } = "";

    public string VisitorId { get; init; } = "";

    public string UserId { get; init; } = "";

    /// <summary>Lower-case SHA-256 hex.</summary>
    public string EmailHash { get; init; } = "";

    public string CartToken { get; init; } = "";

    /// <summary>What commission is reckoned on, in the sent currency; null where it is the value.</summary>
    public Money? CommissionBase { get; init; }

    public ConversionDetails Details { get; init; } = new();

    /// <summary>Hex SHA-256 of what was sent. Defaults that come from a clock are not in it: a retry is no conflict.</summary>
    public string ContentHash() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new
    {
        Type,
        Status,
        Value = Value.Minor,
        Currency = Value.Currency.Code,
        Rate = Rate.ToString("0.############", CultureInfo.InvariantCulture),
        At = OccurredAt?.UtcTicks,
        SessionId,
        VisitorId,
        UserId,
        EmailHash,
        CartToken,
        Commission = CommissionBase?.Minor,
        Details,
    })));
}

/// <summary>What else a sender told of an order: kept with it, not reckoned with.</summary>
internal sealed record ConversionDetails
{
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public string? CustomerType { get; init; }

    public string? Coupon { get; init; }

    public string? Partner { get; init; }

    public string? PolicyId { get; init; }

    public string? PolicyNumber { get; init; }

    public IReadOnlyList<OrderItem>? Items { get; init; }

    /// <summary>Sorted by name, so that the order in which they were sent makes no difference.</summary>
    public SortedDictionary<string, string>? Properties { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Json);
}

/// <summary>A line of an order.</summary>
internal sealed record OrderItem(string? Sku, string? Name, decimal? Quantity, decimal? Price);

/// <summary>A refund to book, checked as far as it can be without its order.</summary>
/// <param name="RefundId">1 to 100 characters, unique in the order.</param>
/// <param name="Amount">Above 0, in major units of the order's sent currency.</param>
internal sealed record RefundRequest(string RefundId, decimal Amount)
{
    public DateTimeOffset? OccurredAt { get; init; }

    [JsonIgnore]
    public DateTimeOffset? ReceivedAt { get; init; }

    public string Reason { get; init; } = "";

    /// <summary>Hex SHA-256 of what was sent.</summary>
    public string ContentHash() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new
    {
        Amount = Amount.ToString("0.############################", CultureInfo.InvariantCulture),
        At = OccurredAt?.UtcTicks,
        Reason,
    })));
}
