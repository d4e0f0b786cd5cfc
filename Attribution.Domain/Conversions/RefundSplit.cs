using Attribution.Domain.Models;

namespace Attribution.Domain.Conversions;

/// <summary>Takes refunded money back from the touches that earned it, cumulatively, so that a full refund leaves exactly 0 everywhere.</summary>
public static class RefundSplit
{
    /// <summary>What one refund takes from each touch, in minor units: <c>split(after) − split(before)</c>.</summary>
    /// <param name="credits">What the touches earned. The shares of the value are the weights; the millionths where the value was 0.</param>
    /// <param name="beforeMinor">Refunded before this refund, minor units; below 0 where an edit raised the order above its value.</param>
    /// <param name="afterMinor">Refunded with it, minor units.</param>
    /// <returns>One number a touch, summing to what this refund is; one of them may be a minor unit below 0, as largest remainders go.</returns>
    public static long[] Of(CreditSplit credits, long beforeMinor, long afterMinor)
    {
        long[] shares = [.. credits.Minor];
        var weights = Array.Exists(shares, share => share != 0) ? shares : [.. credits.Millionths];
        var before = LargestRemainder.Split(beforeMinor, weights);
        var after = LargestRemainder.Split(afterMinor, weights);
        return [.. after.Zip(before, (with, without) => with - without)];
    }
}
