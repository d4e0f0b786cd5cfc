using Attribution.Domain;

namespace Attribution.Web.Storage;

/// <summary>
/// The door by which an integration hands on what a shop's platform says of its orders. It stands here because features do not know each
/// other: Conversions keeps it, Integrations knocks.
/// </summary>
internal interface IShopOrders
{
    /// <summary>Records an order, or brings a known one to the state that is told. Telling the same again changes nothing.</summary>
    Task<ShopAnswer> Take(StoreSettings store, ShopOrder order, CancellationToken cancellationToken);

    /// <summary>Books one refund, once by its id. What is more than is left of the order is cut to that.</summary>
    Task<ShopAnswer> Refund(StoreSettings store, string orderId, ShopRefund refund, CancellationToken cancellationToken);

    /// <summary>Cancels an order that the platform no longer has; what counted goes back that day.</summary>
    Task<ShopAnswer> Cancel(StoreSettings store, string orderId, DateTimeOffset at, CancellationToken cancellationToken);
}

/// <summary>An order as a platform tells it. Texts are empty where nothing is told; amounts are in the store's currency.</summary>
/// <param name="Origin">The platform, such as <c>shopify</c>.</param>
/// <param name="OrderId">1 to 100 characters, unique in the store.</param>
/// <param name="Version">When the platform last changed it: of two states the later one wins.</param>
/// <param name="Status">pending, completed or cancelled.</param>
/// <param name="Value">What it was worth before money went back.</param>
/// <param name="OccurredAt">When it was placed: its journey ends there.</param>
internal sealed record ShopOrder(string Origin, string OrderId, DateTimeOffset Version, string Status, Money Value, DateTimeOffset OccurredAt)
{
    /// <summary>What it is worth now, edits and refunds taken off; null where the platform tells an event and not a state.</summary>
    public Money? Net { get; init; }

    /// <summary>When it was paid; null where the platform does not say.</summary>
    public DateTimeOffset? PaidAt { get; init; }

    public string SessionId { get; init; } = "";

    public string VisitorId { get; init; } = "";

    public string UserId { get; init; } = "";

    /// <summary>Lower-case SHA-256 hex of the address.</summary>
    public string EmailHash { get; init; } = "";

    public string CartToken { get; init; } = "";

    public string CustomerType { get; init; } = "";

    public string Coupon { get; init; } = "";

    public IReadOnlyList<ShopItem> Items { get; init; } = [];

    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();

    /// <summary>Every refund the platform knows of.</summary>
    public IReadOnlyList<ShopRefund> Refunds { get; init; } = [];
}

/// <summary>A line of an order.</summary>
internal sealed record ShopItem(string Sku, string Name, decimal? Quantity, decimal? Price);

/// <summary>Money that went back.</summary>
/// <param name="RefundId">The platform's id of it, 1 to 100 characters.</param>
/// <param name="Amount">Above 0; null for all that is left.</param>
/// <param name="OccurredAt">When it went back.</param>
internal sealed record ShopRefund(string RefundId, Money? Amount, DateTimeOffset OccurredAt)
{
    public string Reason { get; init; } = "";
}

internal enum ShopOutcome
{
    /// <summary>Something was recorded or booked.</summary>
    Done,

    /// <summary>It was known already.</summary>
    Known,

    /// <summary>A later state is known.</summary>
    Older,

    /// <summary>The order is not there yet, or does not count yet: to be told again.</summary>
    Waits,

    /// <summary>It can't be taken; the note says why.</summary>
    Refused,
}

/// <summary>What came of it, with a word on what was booked.</summary>
internal sealed record ShopAnswer(ShopOutcome Outcome, string Note);
