using System.Security.Claims;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Components;

/// <summary>What surrounds a page: the store in view with its calendar and models, and the user's other stores. A store that is not theirs is not found.</summary>
internal sealed class StoreFrameReader(CurrentStore current, Database database, ModelDirectory models, DemoMode demo, NavigationManager navigation, TimeProvider clock) : IFrameReader
{
    public async Task<Frame> Read(ClaimsPrincipal user, string? store, CancellationToken cancellation)
    {
        var membership = await current.Find(store, cancellation);
        if (membership is null && !string.IsNullOrEmpty(store))
        {
            navigation.NotFound();
        }

        var stores = await current.All(cancellation);
        return new Frame(
            membership is null ? null : await Describe(membership.Store, cancellation),
            [.. stores.Select(one => new FrameStoreLink(one.Store.Key, one.Store.Name))],
            0,
            membership?.Can(Roles.Admin) == true ? SetupSteps.Progress(membership.Store.SetupStep) : null,
            demo.IsOn);
    }

    private async Task<FrameStore> Describe(StoreSettings store, CancellationToken cancellation)
    {
        await using var db = await database.Read(cancellation);
        var days = db.SnapshotDays.Where(day => day.StoreId == store.Id.Value);
        var first = await days.OrderBy(day => day.Date).Select(day => (DateOnly?)day.Date).FirstOrDefaultAsync(cancellation);
        var open = await days.Where(day => day.SealedAt == null).OrderBy(day => day.Date).Select(day => (DateOnly?)day.Date).FirstOrDefaultAsync(cancellation);
        var last = await days.Where(day => day.SealedAt != null && (open == null || day.Date < open)).OrderByDescending(day => day.Date).Select(day => (DateOnly?)day.Date).FirstOrDefaultAsync(cancellation);
        return new FrameStore(
            store.Id,
            store.Key,
            store.Name,
            store.Currency.Code,
            store.Currency.Exponent,
            store.TimeZone,
            store.Today(clock),
            first,
            last,
            store.DefaultModel,
            [.. (await models.Described(store.Id, cancellation)).Where(model => !model.IsArchived).Select(model => new FrameModel(model.Description.Id, model.Description.Name, model.Configured.Version))],
            store.OwnChannels);
    }
}
