namespace Attribution.Web.Integrations.Deliveries;

/// <summary>What became of a delivery, as it is stored.</summary>
internal static class DeliveryState
{
    /// <summary>On disk, not taken yet.</summary>
    public const string Received = "received";

    /// <summary>Taken.</summary>
    public const string Done = "done";

    /// <summary>Nothing in it counts.</summary>
    public const string Ignored = "ignored";

    /// <summary>Waits for its order.</summary>
    public const string Waiting = "waiting";

    /// <summary>Can't be taken; kept with the reason until somebody tries again.</summary>
    public const string Failed = "failed";
}
