namespace Attribution.Domain.Models;

/// <summary>Names of the models on the wire and in storage.</summary>
public static class ModelIds
{
    /// <summary>The first touch earns everything.</summary>
    public const string FirstTouch = "first_touch";

    /// <summary>The last touch earns everything.</summary>
    public const string LastTouch = "last_touch";

    /// <summary>The last touch that is not direct earns everything.</summary>
    public const string LastNonDirect = "last_non_direct";

    /// <summary>Every touch earns the same.</summary>
    public const string Linear = "linear";

    /// <summary>Every distinct channel earns the same.</summary>
    public const string UniqueLinear = "unique_linear";

    /// <summary>Credit halves with each half-life before the last touch.</summary>
    public const string TimeDecay = "time_decay";

    /// <summary>First and last touch earn more than what lies between.</summary>
    public const string PositionBased = "position_based";

    /// <summary>Position-based with most on the last touch.</summary>
    public const string JShaped = "j_shaped";

    /// <summary>Position-based with most on the first touch.</summary>
    public const string InverseJ = "inverse_j";

    /// <summary>First touch, the touch that led to the first lead, and last touch earn most.</summary>
    public const string WShaped = "w_shaped";

    /// <summary>A base model times a store's own rules.</summary>
    public const string Custom = "custom";

    /// <summary>Removal effects in a Markov chain, fitted daily.</summary>
    public const string Markov = "markov";

    /// <summary>Shapley values of the channel sets, fitted daily.</summary>
    public const string Shapley = "shapley";
}
