using System.Collections.Concurrent;
using System.Security.Cryptography;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Storage.Ingest;

/// <summary>The salt of a store's local day, made when first asked for and destroyed within 48 hours of the day's start.</summary>
internal sealed class DailySalts(Database database)
{
    private const int DaysKept = 2;

    private readonly ConcurrentDictionary<(int Store, DateOnly Day), byte[]> known = new();

    /// <exception cref="IngestBusyException">The day has none yet, and none can be stored now.</exception>
    public async ValueTask<byte[]> Of(StoreSettings store, DateOnly day, CancellationToken cancellationToken)
    {
        if (known.TryGetValue((store.Id.Value, day), out var salt))
        {
            return salt;
        }

        try
        {
            return known[(store.Id.Value, day)] = await database.Write(db => GetOrMake(db, store.Id.Value, day, cancellationToken), cancellationToken);
        }
        catch (Exception fault) when (StorageFault.Is(fault))
        {
            throw new IngestBusyException(StorageFault.Why(fault)!, fault);
        }
    }

    /// <summary>Destroys what is too old: in memory, in the tables, in the file's free pages and in its log.</summary>
    public async Task Destroy(IReadOnlyList<StoreSettings> stores, TimeProvider clock, CancellationToken cancellationToken)
    {
        var destroyed = 0;
        foreach (var store in stores)
        {
            var oldest = store.Today(clock).AddDays(1 - DaysKept);
            foreach (var salt in known.Keys.Where(salt => salt.Store == store.Id.Value && salt.Day < oldest))
            {
                known.TryRemove(salt, out _);
            }

            destroyed += await Delete(store.Id.Value, oldest, cancellationToken);
        }

        if (destroyed > 0)
        {
            await database.EmptyLog(cancellationToken);
        }
    }

    private static async Task<byte[]> GetOrMake(AttributionDb db, int store, DateOnly day, CancellationToken cancellationToken)
    {
        var row = await db.DailySalts.FirstOrDefaultAsync(salt => salt.StoreId == store && salt.Day == day, cancellationToken);
        if (row is null)
        {
            row = new DailySaltRow { StoreId = store, Day = day, Salt = RandomNumberGenerator.GetBytes(32) };
            db.DailySalts.Add(row);
        }

        return row.Salt;
    }

    private async Task<int> Delete(int store, DateOnly oldest, CancellationToken cancellationToken)
    {
        await using var read = await database.Read(cancellationToken);
        if (!await read.DailySalts.AnyAsync(salt => salt.StoreId == store && salt.Day < oldest, cancellationToken))
        {
            return 0;
        }

        return await database.Write(
            db => db.DailySalts.Where(salt => salt.StoreId == store && salt.Day < oldest).ExecuteDeleteAsync(cancellationToken), cancellationToken);
    }
}
