using Attribution.Web.Storage.Tables;

namespace Attribution.Web.Conversions;

/// <summary>What came of recording an order.</summary>
internal abstract record OrderOutcome
{
    private OrderOutcome()
    {
    }

    public sealed record Created(OrderRow Order) : OrderOutcome;

    /// <summary>The same order was there already.</summary>
    public sealed record Duplicate(OrderRow Order) : OrderOutcome;

    /// <summary>An order of that id with other content was there already.</summary>
    public sealed record Conflict(string OrderId) : OrderOutcome;
}

/// <summary>What came of booking a refund.</summary>
internal abstract record RefundOutcome
{
    private RefundOutcome()
    {
    }

    public sealed record Created(OrderRow Order, RefundRow Refund) : RefundOutcome;

    public sealed record Duplicate(OrderRow Order, RefundRow Refund) : RefundOutcome;

    public sealed record Conflict : RefundOutcome;

    /// <summary>Its order is not here yet: it is kept, and booked when the order counts.</summary>
    public sealed record Waiting(string OrderId, RefundRequest Refund) : RefundOutcome;

    public sealed record NotFound : RefundOutcome;

    /// <summary>The amount does not fit the order.</summary>
    public sealed record Refused(string Fault) : RefundOutcome;

    /// <summary>The order never counted: nothing can go back.</summary>
    public sealed record NotBooked(string Status) : RefundOutcome;
}

/// <summary>What came of changing an order's status.</summary>
internal abstract record StatusOutcome
{
    private StatusOutcome()
    {
    }

    public sealed record Changed(OrderRow Order) : StatusOutcome;

    public sealed record NotFound : StatusOutcome;

    /// <summary>No way leads there from the status it has.</summary>
    public sealed record NotAllowed(string Status) : StatusOutcome;
}
