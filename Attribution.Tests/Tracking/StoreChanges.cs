using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Tests.Tracking;

internal static class StoreChanges
{
    /// <summary>Changes the settings of the first store, as its admin would.</summary>
    public static async Task Change(this TestApp app, Action<StoreRow> change)
    {
        await app.Services.GetRequiredService<Database>().Write(
            async db => change(await db.Stores.AsTracking().SingleAsync(store => store.StoreId == app.Shop.Id.Value)), CancellationToken.None);
        await app.Services.GetRequiredService<StoreDirectory>().Reload(CancellationToken.None);
    }
}
