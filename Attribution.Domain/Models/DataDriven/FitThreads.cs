namespace Attribution.Domain.Models.DataDriven;

/// <summary>On how many threads a fit works.</summary>
internal static class FitThreads
{
    /// <summary>At most so many. Never without a bound: while the machine is busy a loop would be given another thread every moment, and each holds figures for every state of a chain.</summary>
    /// <param name="threads">-1 for one a core.</param>
    public static int Most(int threads) => threads < 0 ? Environment.ProcessorCount : threads;
}
