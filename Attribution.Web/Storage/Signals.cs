using Attribution.Domain;

namespace Attribution.Web.Storage;

/// <summary>
/// What was just committed, told within this process so that pages and jobs need not poll. Only a hint to look: a missed signal is
/// made good by the next look at the database. What is told within a write is heard after its commit.
/// </summary>
internal sealed class Signals(Database database)
{
    public event Action<StoreId>? TouchStored;

    public event Action<StoreId, Guid>? HintStored;

    public event Action<StoreId>? OrderStored;

    public event Action<StoreId>? SnapshotsWritten;

    public void TellTouchStored(StoreId store) => database.AfterWrite(() => TouchStored?.Invoke(store));

    public void TellHintStored(StoreId store, Guid hint) => database.AfterWrite(() => HintStored?.Invoke(store, hint));

    public void TellOrderStored(StoreId store) => database.AfterWrite(() => OrderStored?.Invoke(store));

    public void TellSnapshotsWritten(StoreId store) => database.AfterWrite(() => SnapshotsWritten?.Invoke(store));
}
