using System.Globalization;
using Attribution.Domain;
using Attribution.Web.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Demo;

/// <summary>The stores of the sample data, and whether they are still of today.</summary>
internal sealed class DemoStores(Database database, StoreDirectory directory, KeyDirectory keys, InstallationSettings settings, StaleDatabase stale, TimeProvider clock)
{
    public const string ShopKey = "nordhaven";
    public const string FiveJourneysKey = "five-journeys";

    private const string LoadedOn = "demo.loaded";

    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    /// <summary>The stores this start has opened and that wait for their data; null where today's were found.</summary>
    public Pair? Opened { get; private set; }

    /// <summary>Throws away the sample of another day, which would end before today. Call it before the database is opened.</summary>
    public Task Renew(CancellationToken cancellationToken) => stale.DiscardUnless(LoadedOn, DayOf(clock.GetUtcNow()), cancellationToken);

    /// <summary>Notes that all of the sample is there. Written at the end only: a load that was cut short starts over.</summary>
    public Task SetLoaded(CancellationToken cancellationToken) => settings.Set(LoadedOn, DayOf(clock.GetUtcNow()), cancellationToken);

    /// <summary>Opens both stores where there are none; <paramref name="member"/> lets the demo's analyst into each.</summary>
    public async Task Open(Func<StoreId, CancellationToken, Task> member, CancellationToken cancellationToken)
    {
        if ((await directory.All(cancellationToken)).Count > 0)
        {
            return;
        }

        var shop = await Open(new NewStore("Nordhaven Outdoor", ShopKey, [DemoShop.Domain], Zone.Id, "EUR"), cancellationToken);
        var five = await Open(new NewStore("Five journeys", FiveJourneysKey, [DemoJourneys.Domain], Zone.Id, "EUR"), cancellationToken);
        await directory.Reload(cancellationToken);
        await keys.Reload(cancellationToken);
        await member(shop.Id, cancellationToken);
        await member(five.Id, cancellationToken);
        Opened = new Pair(shop, five);
    }

    private Task<OpenedStore> Open(NewStore store, CancellationToken cancellationToken) =>
        database.Write(
            async db =>
            {
                var opened = await store.Open(db, null, clock.GetUtcNow());
                var row = await db.Stores.AsTracking().SingleAsync(row => row.StoreId == opened.Id.Value, cancellationToken);
                row.SetupStep = 6;
                return opened;
            },
            cancellationToken);

    private static string DayOf(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime).ToString("O", CultureInfo.InvariantCulture);

    internal sealed record Pair(OpenedStore Shop, OpenedStore FiveJourneys);
}
