using Attribution.Web.Analytics.Overview;
using Attribution.Web.Http;

namespace Attribution.Web.Analytics;

/// <summary>Reads the parts of a page, each on its own: what fails is logged under a reference and leaves the others alone.</summary>
internal sealed partial class PartReader(ILogger<PartReader> log)
{
    /// <param name="name">As it stands in the log.</param>
    /// <param name="inTurn">On this thread, for figures that are in the cache already; else on another.</param>
    /// <param name="read">Reads the part.</param>
    public async Task<Part<T>> Read<T>(string name, bool inTurn, Func<Task<T>> read)
        where T : class
    {
        try
        {
            return new(await (inTurn ? read() : Task.Run(read)), null);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            var reference = Problem.NewReference();
            Failed(failure, name, reference);
            return new(null, reference);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The {Part} of a page could not be read, reference {Reference}")]
    private partial void Failed(Exception failure, string part, string reference);
}
