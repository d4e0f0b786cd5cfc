using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Storage;

/// <summary>Deletes what was kept only to know a second copy by, once no sender sends one any more. Safe to run at any time.</summary>
internal sealed class Forgetting(Database database, TimeProvider clock)
{
    /// <summary>How long an answer is kept under its <c>Idempotency-Key</c>.</summary>
    public static readonly TimeSpan Answers = TimeSpan.FromHours(24);

    // The script keeps a hit for 7 days; a device's clock may be a little behind.
    private static readonly TimeSpan Pulses = TimeSpan.FromDays(8);

    public async Task Run(CancellationToken cancellationToken)
    {
        var (answers, pulses) = (clock.GetUtcNow() - Answers, clock.GetUtcNow() - Pulses);
        await using var db = await database.Read(cancellationToken);
        if (await db.KeptAnswers.AnyAsync(row => row.At < answers, cancellationToken) || await db.Pulses.AnyAsync(row => row.ReceivedAt < pulses, cancellationToken))
        {
            await database.Write(
                async write => await write.KeptAnswers.Where(row => row.At < answers).ExecuteDeleteAsync(cancellationToken)
                    + await write.Pulses.Where(row => row.ReceivedAt < pulses).ExecuteDeleteAsync(cancellationToken),
                cancellationToken);
        }
    }
}
