using Attribution.Domain;

namespace Attribution.Web.Storage;

/// <summary>
/// What was just committed, told within this process so that pages and jobs need not poll. Only a hint to look: a missed signal is
/// made good by the next look at the database.
/// </summary>
internal sealed class Signals
{
    public event Action<StoreId>? TouchStored;

    public event Action<StoreId, Guid>? HintStored;

    public event Action<StoreId>? OrderStored;

    public event Action<StoreId>? SnapshotsWritten;

    /// <summary>
    /// Told inside the transaction that erases a person, before it commits and while nobody else writes: who holds rows of the store in
    /// memory forgets them.
    /// </summary>
    public event Action<StoreId>? PersonErased;

    public void TellTouchStored(StoreId store) => TouchStored?.Invoke(store);

    public void TellHintStored(StoreId store, Guid hint) => HintStored?.Invoke(store, hint);

    public void TellOrderStored(StoreId store) => OrderStored?.Invoke(store);

    public void TellPersonErased(StoreId store) => PersonErased?.Invoke(store);

    public void TellSnapshotsWritten(StoreId store) => SnapshotsWritten?.Invoke(store);
}
