namespace Attribution.Domain.Paths;

/// <summary>What part a channel plays on the way to orders.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Orders">Orders whose journey holds the channel at all.</param>
/// <param name="First">Orders whose journey it began.</param>
/// <param name="Assisted">Orders whose journey holds it and ends with another channel.</param>
/// <param name="Last">Orders whose journey it ended. With <paramref name="Assisted"/> it adds up to <paramref name="Orders"/>.</param>
/// <param name="Alone">Orders whose journey holds no other channel.</param>
public sealed record ChannelRole(string Channel, long Orders, long First, long Assisted, long Last, long Alone)
{
    /// <summary>Assisted ÷ last: above 1 the channel more often helps than closes. Null where it never was last.</summary>
    public decimal? AssistRatio => Last > 0 ? (decimal)Assisted / Last : null;
}
