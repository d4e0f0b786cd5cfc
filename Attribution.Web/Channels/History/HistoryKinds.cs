namespace Attribution.Web.Channels.History;

/// <summary>What a run over history does.</summary>
internal static class HistoryKinds
{
    /// <summary>Resolves touches under the rules in force, and orders' credits with them.</summary>
    public const string Channels = "channels";

    /// <summary>Credits orders under the models in force.</summary>
    public const string Models = "models";
}

/// <summary>States of a run.</summary>
internal static class HistoryStates
{
    public const string Running = "running";
    public const string Done = "done";
    public const string Failed = "failed";
}

/// <summary>What a run is at, in this order.</summary>
internal static class HistoryPhases
{
    public const string Touches = "touches";
    public const string Orders = "orders";
    public const string Days = "days";
}
