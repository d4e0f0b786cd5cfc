namespace Attribution.Web.Storage;

/// <summary>States of a snapshot run, as told by the API.</summary>
internal static class RunStates
{
    public const string Queued = "queued";
    public const string Running = "running";
    public const string Done = "done";
    public const string Failed = "failed";
}
