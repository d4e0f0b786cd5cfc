using Attribution.Domain;

namespace Attribution.Web.Admin.Setup;

/// <summary>The secret key just made, for as long as its maker's page is open: it is shown in a later step, and nowhere after that.</summary>
internal sealed class FreshKey
{
    private (StoreId Store, string Key)? made;

    public void Keep(StoreId store, string key) => made = (store, key);

    public string? Of(StoreId store) => made is { } one && one.Store == store ? one.Key : null;
}
