using System.Security.Cryptography;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Privacy;

/// <summary>Deletes a person's rows in the caller's transaction: visits stay counted, orders stay with their amounts and credits.</summary>
internal sealed class PersonDeletion(AttributionDb db, StoreSettings store, DateTimeOffset now, CancellationToken cancellationToken)
{
    private readonly int id = store.Id.Value;

    public async Task Run(Person person)
    {
        // Rows are deleted past the tracker: it must remember none.
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        await ErasedVisits.Keep(db, store, person.Sessions, cancellationToken);
        await MendOthers(person);
        await InParts(person.Touches, ids => db.TouchChannels.Where(row => row.StoreId == id && ids.Contains(row.TouchId)));
        await InParts(person.Touches, ids => db.Touches.Where(row => row.StoreId == id && ids.Contains(row.TouchId)));
        await InParts(person.Sessions, ids => db.Sessions.Where(row => row.StoreId == id && ids.Contains(row.SessionId)));
        await InParts(person.Hints, ids => db.ConversionHints.Where(row => row.StoreId == id && ids.Contains(row.HintId)));
        await Identifications(person);
        foreach (var (hmac, from, visitor, user) in person.EmailRows)
        {
            await db.PersonEmails.Where(row => row.StoreId == id && row.EmailHmac == hmac && row.From == from && row.VisitorId == visitor && row.UserId == user)
                .ExecuteDeleteAsync(cancellationToken);
        }

        await Anonymous.Make(db, id, person.Orders, now, cancellationToken);
        await new PersonTraces(db, id, person, cancellationToken).Delete();
    }

    // On a shared browser somebody else's session may hold a touch of the person, or name them.
    private async Task MendOthers(Person person)
    {
        var touches = await PersonFinder.InParts(
            person.Touches, ids => db.Touches.Where(row => row.StoreId == id && ids.Contains(row.TouchId)).Select(row => new { row.TouchId, row.SessionId }), cancellationToken);
        foreach (var lost in touches.Where(row => row.SessionId.Length > 0).GroupBy(row => row.SessionId, row => row.TouchId).Where(rows => !person.Sessions.Contains(rows.Key)))
        {
            List<Guid> gone = [.. lost];
            await db.Sessions.Where(row => row.StoreId == id && row.SessionId == lost.Key).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.TouchCount, row => row.TouchCount - gone.Count)
                    .SetProperty(row => row.LastTouchId, row => gone.Contains(row.LastTouchId) ? row.FirstTouchId : row.LastTouchId),
                cancellationToken);
        }

        List<string> users = [.. person.Users];
        await db.Sessions.Where(row => row.StoreId == id && users.Contains(row.UserId)).ExecuteUpdateAsync(set => set.SetProperty(row => row.UserId, ""), cancellationToken);
    }

    // On a shared browser the time stays somebody's whom nobody knows: else what comes next would be the other user's.
    private async Task Identifications(Person person)
    {
        foreach (var (visitor, from) in person.Identifications)
        {
            var row = db.VisitorUsers.Where(row => row.StoreId == id && row.VisitorId == visitor && row.From == from);
            if (person.SharedVisitors.Contains(visitor))
            {
                var nobody = "erased-" + RandomNumberGenerator.GetHexString(16, lowercase: true);
                await row.ExecuteUpdateAsync(set => set.SetProperty(one => one.UserId, nobody), cancellationToken);
            }
            else
            {
                await row.ExecuteDeleteAsync(cancellationToken);
            }
        }
    }

    private async Task InParts<TId, TRow>(IReadOnlyList<TId> ids, Func<List<TId>, IQueryable<TRow>> rows)
    {
        foreach (var part in ids.Chunk(PersonFinder.MostIds))
        {
            await rows([.. part]).ExecuteDeleteAsync(cancellationToken);
        }
    }
}
