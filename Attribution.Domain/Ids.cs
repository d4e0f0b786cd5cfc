namespace Attribution.Domain;

/// <summary>A store of this installation: the tenant wall. Every row, key and answer belongs to exactly one.</summary>
/// <param name="Value">Given by the database, from 1.</param>
public readonly record struct StoreId(int Value);
