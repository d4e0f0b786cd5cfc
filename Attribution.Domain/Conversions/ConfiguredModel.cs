using Attribution.Domain.Models;

namespace Attribution.Domain.Conversions;

/// <summary>A model as a store had it at a time.</summary>
/// <param name="Model">The model with its parameters.</param>
/// <param name="Version">Version of the store's parameters, from 1.</param>
public sealed record ConfiguredModel(IAttributionModel Model, int Version);
