namespace Attribution.Domain.Models.DataDriven;

/// <summary>A data-driven model fitted to the journeys of a window: a document of plain figures, so that it can be stored and read back to the same bits.</summary>
public sealed record ModelFit
{
    /// <summary><c>markov</c> or <c>shapley</c>.</summary>
    public required string Model { get; init; }

    /// <summary>Order of the chain, 1 to 4; 0 for a model without one.</summary>
    public required int Order { get; init; }

    /// <summary>First and last local day of the window.</summary>
    public required DateOnly From { get; init; }

    /// <inheritdoc cref="From"/>
    public required DateOnly To { get; init; }

    /// <summary>Age in days at which a journey entered.</summary>
    public required int MaturityDays { get; init; }

    /// <summary>Journeys that entered, converting or not.</summary>
    public required long Journeys { get; init; }

    /// <summary>Those that converted.</summary>
    public required long Conversions { get; init; }

    /// <summary>Those that did not.</summary>
    public required long Nulls { get; init; }

    /// <summary>Journeys of the window that were too young to enter.</summary>
    public required long Censored { get; init; }

    /// <summary>SHA-256 of the journeys, the model and its parameters, in lower-case hex: equal inputs, equal fit.</summary>
    public required string InputHash { get; init; }

    /// <summary>Seed of the bootstrap, and of the sampling of sets of more than 20 channels.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Replicates of the bootstrap; 0 where the fit has no intervals.</summary>
    public required int Replicates { get; init; }

    /// <summary>The channels the fit knows, by id in ordinal order.</summary>
    public required IReadOnlyList<ChannelFit> Channels { get; init; }

    /// <summary>Channel sets that converted, which <c>shapley</c> credits by; empty for <c>markov</c>.</summary>
    public IReadOnlyList<SetFit> Sets { get; init; } = [];

    /// <summary>Credited share of each channel in each replicate, replicate after replicate: little-endian 32-bit floats in base 64. What differences of two fits are told by.</summary>
    public string ReplicateShares { get; init; } = "";

    /// <summary>What a reader should know, as sentences.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

/// <summary>What a fit says of a channel.</summary>
/// <param name="Channel">Channel id.</param>
/// <param name="Weight"><c>markov</c>: removal effect, 0 to 1. <c>shapley</c>: Shapley values summed over the conversions, negative ones too, per conversion.</param>
/// <param name="Importance">Share of the conversions by channel importance; for <c>shapley</c> the same as <paramref name="Share"/>.</param>
/// <param name="Share">Share of the window's conversions that the ledger credits, 0 to 1.</param>
public sealed record ChannelFit(string Channel, double Weight, double Importance, double Share)
{
    /// <summary>Steps of the window's journeys on the channel.</summary>
    public double Touches { get; init; }

    /// <summary>95 % interval of <see cref="Weight"/>; null without a bootstrap.</summary>
    public Interval? WeightInterval { get; init; }

    /// <summary>95 % interval of <see cref="Share"/>; null without a bootstrap.</summary>
    public Interval? ShareInterval { get; init; }
}

/// <summary>From 2.5 % to 97.5 % of the replicates.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end, not below <paramref name="Low"/>.</param>
public sealed record Interval(double Low, double High)
{
    /// <summary>Whether the value lies inside, ends included.</summary>
    public bool Holds(double value) => value >= Low && value <= High;
}

/// <summary>A set of channels that converted.</summary>
/// <param name="Channels">Indices into <see cref="ModelFit.Channels"/>, ascending.</param>
/// <param name="Conversions">Journeys of exactly this set that converted.</param>
/// <param name="Journeys">Journeys of exactly this set.</param>
public sealed record SetFit(IReadOnlyList<int> Channels, double Conversions, double Journeys);
