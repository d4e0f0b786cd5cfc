namespace Attribution.Domain.Models.DataDriven;

/// <summary>A model that learns its weights from a store's journeys. Without a fit it weighs as <c>linear</c>, the stand-in.</summary>
public interface IDataDrivenModel : IAttributionModel
{
    /// <summary>What is asked of the journeys before and while fitting.</summary>
    FitSettings Settings { get; }

    /// <summary>Fits the model, with intervals where replicates are asked for.</summary>
    /// <param name="request">The journeys and what is known of them.</param>
    /// <returns>Null where fewer than <see cref="FitSettings.MinConversions"/> converted: the stand-in is shown.</returns>
    ModelFit? Fit(FitRequest request);

    /// <summary>The model that credits by a fit of this model.</summary>
    /// <exception cref="ArgumentException">The fit is another model's.</exception>
    IFittedModel With(ModelFit fit);
}

/// <summary>A data-driven model that credits by a fit.</summary>
public interface IFittedModel : IAttributionModel
{
    /// <summary>The weights of a journey's touches, and whether they are what the fit says.</summary>
    FittedWeights Credit(Journeys.Journey journey);
}

/// <summary>Weights of a journey's touches under a fit.</summary>
/// <param name="Weights">One a touch; finite, not negative, at least one above 0.</param>
/// <param name="Mark">Whether the fit gave them.</param>
public sealed record FittedWeights(double[] Weights, FitMark Mark);

/// <summary>How much of a journey's credit is the fit's own.</summary>
public enum FitMark
{
    /// <summary>All of it.</summary>
    Fitted,

    /// <summary>A channel is new: it weighed the mean of those the fit knows.</summary>
    NewChannel,

    /// <summary>The fit says nothing of this journey: it was split as <c>linear</c>.</summary>
    Linear,
}

/// <summary>What is fitted.</summary>
/// <param name="Input">The journeys.</param>
/// <param name="From">First local day of the window.</param>
/// <param name="To">Last local day of the window.</param>
/// <param name="Seed">Seed of the bootstrap and of sampling: <see cref="FitSeed.Of"/>.</param>
public sealed record FitRequest(FitInput Input, DateOnly From, DateOnly To, ulong Seed)
{
    /// <summary>Replicates of the bootstrap, 0 for none; 200 in the job.</summary>
    public int Replicates { get; init; } = 200;

    /// <summary>Most threads to use; the result is the same for any number. -1 for one a core.</summary>
    public int Threads { get; init; } = -1;
}
