using System.Text.Json;
using System.Text.RegularExpressions;
using Attribution.Domain;
using Attribution.Domain.Conversions;
using Attribution.Web.Http;
using Attribution.Web.Storage;

namespace Attribution.Web.Conversions;

/// <summary>Reads orders, refunds and changes of status from JSON: all that is wrong at once, by field, with what to send instead.</summary>
internal sealed partial class ConversionReading(StoreSettings store, DateTimeOffset now)
{
    private const int MaxItems = 100;
    private const int MaxProperties = 20;

    private DateTimeOffset Latest => now + TimeSpan.FromHours(24);

    /// <summary>The order of an element; null with faults.</summary>
    /// <param name="element">What was sent.</param>
    /// <param name="defaultType">The type where none is sent.</param>
    /// <param name="faults">Where what is wrong is noted.</param>
    public ConversionRequest? Order(JsonElement element, string defaultType, Faults faults)
    {
        var fields = new JsonFields(element, faults);
        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var orderId = fields.RequiredId("orderId", 100, "Send the order's id, 1 to 100 characters.");
        var type = Type(fields, defaultType);
        var money = new MoneyReading(fields, store.Currency);
        var (currency, rate) = money.CurrencyAndRate("send `rate`");
        var value = Value(money, currency, type, fields);
        money.CheckConverted("value", value, rate);
        var request = new ConversionRequest(orderId, value)
        {
            Type = type,
            Status = Status(fields) ?? OrderStatus.Completed,
            Rate = rate,
            OccurredAt = fields.Instant("occurredAt", Latest),
            SessionId = fields.Id("sessionId", 64),
            VisitorId = fields.Id("visitorId", 64),
            UserId = fields.Id("userId", 128),
            EmailHash = EmailHash(fields),
            CartToken = fields.Id("cartToken", 128),
            CommissionBase = money.Amount("commissionBase", currency, "Send 0 or more."),
            Details = Details(fields, money, currency),
        };
        money.CheckConverted("commissionBase", request.CommissionBase, rate);
        fields.RefuseOthers();
        return faults.Any ? null : request;
    }

    /// <summary>The refund of an element; null with faults. Whether the amount fits the order shows only beside it.</summary>
    public RefundRequest? Refund(JsonElement element, Faults faults) => Refund(new JsonFields(element, faults), faults);

    /// <summary>The refund of an element that also names its order; without a request where there are faults.</summary>
    public (string OrderId, RefundRequest? Request) RefundOfOrder(JsonElement element, Faults faults)
    {
        var fields = new JsonFields(element, faults);
        if (element.ValueKind != JsonValueKind.Object)
        {
            return ("", null);
        }

        var orderId = fields.RequiredId("orderId", 100, "Send the id of the order that the money goes back for.");
        return (orderId, Refund(fields, faults));
    }

    private RefundRequest? Refund(JsonFields fields, Faults faults)
    {
        var refundId = fields.RequiredId("refundId", 100, "Send the refund's id, 1 to 100 characters: the same refund sent twice is booked once.");
        if (refundId == Bookings.CancelId)
        {
            fields.Fault("refundId", $"`{Bookings.CancelId}` is kept for cancelled orders. Send another id, or change the order's status.");
        }

        var request = new RefundRequest(refundId, RefundAmount(fields)) { OccurredAt = fields.Instant("occurredAt", Latest), Reason = fields.Words("reason", 500) };
        fields.RefuseOthers();
        return faults.Any ? null : request;
    }

    /// <summary>The status of an element; null with faults.</summary>
    public static string? NewStatus(JsonElement element, Faults faults)
    {
        var fields = new JsonFields(element, faults);
        var status = Status(fields);
        if (status is null && !faults.Any)
        {
            fields.Fault("status", "This is missing. Send pending, completed or cancelled.");
        }

        fields.RefuseOthers();
        return faults.Any ? null : status;
    }

    private static decimal RefundAmount(JsonFields fields)
    {
        if (!fields.Has("amount"))
        {
            fields.Fault("amount", "This is missing. Send what goes back, in the order's currency.");
            return 0;
        }

        var amount = fields.Number("amount");
        if (amount <= 0)
        {
            fields.Fault("amount", FormattableString.Invariant($"{amount} is not above 0. Send what goes back as a positive number."));
        }

        return amount ?? 0;
    }

    private static string Type(JsonFields fields, string defaultType)
    {
        var type = fields.Id("type", 200) switch
        {
            "" => defaultType,
            "order" => ConversionTypes.Sale,
            "lead" => ConversionTypes.Signup,
            var sent => sent,
        };
        if (!ConversionTypes.IsName(type))
        {
            fields.Fault("type", "This is no conversion type. Send sale, signup, quote_request, policy_bound, renewal, or an own name of 1 to 40 of a–z, 0–9 and _.");
        }

        return type;
    }

    private static string? Status(JsonFields fields)
    {
        var status = fields.Id("status", 40);
        if (status.Length == 0)
        {
            return null;
        }

        if (!OrderStatus.IsKnown(status))
        {
            fields.Fault("status", $"`{status}` is no status. Send pending, completed or cancelled.");
        }

        return status;
    }

    private Money Value(MoneyReading money, Currency currency, string type, JsonFields fields)
    {
        if (!fields.Has("value") && !store.IsLead(type))
        {
            fields.Fault("value", "This is missing. Send the order's value, 0 or more.");
        }

        return money.Amount("value", currency, "Send 0 or more; book refunds at /refunds.") ?? new Money(0, currency);
    }

    private static string EmailHash(JsonFields fields)
    {
        var hash = fields.Id("emailHash", 200);
        if (hash.Length > 0 && !Sha256().IsMatch(hash))
        {
            fields.Fault("emailHash", "This is no SHA-256 in hex. Send 64 hex digits: the hash of the trimmed, lower-case address, never the address itself.");
        }

        return hash.ToLowerInvariant();
    }

    private static ConversionDetails Details(JsonFields fields, MoneyReading money, Currency currency) => new()
    {
        CustomerType = OrNull(fields.Words("customerType", 40)),
        Coupon = OrNull(fields.Words("coupon", 200)),
        Partner = OrNull(fields.Id("partner", 200)),
        PolicyId = OrNull(fields.Id("policyId", 100)),
        PolicyNumber = OrNull(fields.Id("policyNumber", 100)),
        Items = Items(fields, currency),
        Properties = Properties(fields),
    };

    private static List<OrderItem>? Items(JsonFields fields, Currency currency)
    {
        var elements = fields.List("items", MaxItems);
        var items = new List<OrderItem>(elements.Count);
        for (var i = 0; i < elements.Count; i++)
        {
            var item = fields.Item("items", i, elements[i]);
            var quantity = item.Number("quantity");
            if (quantity < 0)
            {
                item.Fault("quantity", "This is negative. Send 0 or more.");
            }

            var price = new MoneyReading(item, currency).Amount("price", currency, "Send 0 or more; a discount lowers the order's value.");
            items.Add(new OrderItem(OrNull(item.Words("sku", 100)), OrNull(item.Words("name", 200)), quantity is { } pieces ? Plain(pieces) : null, price?.Major));
            item.RefuseOthers();
        }

        return items.Count > 0 ? items : null;
    }

    private static SortedDictionary<string, string>? Properties(JsonFields fields)
    {
        if (fields.Object("properties") is not { } own || own.Names is not { Count: > 0 } names)
        {
            return null;
        }

        if (names.Count > MaxProperties)
        {
            fields.Fault("properties", $"These are {names.Count}. Send at most {MaxProperties}.");
            return null;
        }

        var properties = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (name.Length is 0 or > 200 || name.Any(char.IsControl))
            {
                own.Fault(name, "A property's name has 1 to 200 characters, none of them a control character.");
            }

            properties[name] = own.Scalar(name, 200);
        }

        return properties;
    }

    // 2.0 and 2 are the same quantity, and must hash the same.
    private static decimal Plain(decimal number) => number / 1.0000000000000000000000000000m;

    private static string? OrNull(string text) => text.Length > 0 ? text : null;

    [GeneratedRegex(@"\A[0-9a-fA-F]{64}\z")]
    private static partial Regex Sha256();
}
