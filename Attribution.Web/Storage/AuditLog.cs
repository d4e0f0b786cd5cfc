using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Attribution.Domain;
using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Storage;

/// <summary>Writes what was changed, by whom, in the transaction of the change itself.</summary>
internal static class AuditLog
{
    public static async Task Append(
        AttributionDb db, StoreId store, string who, string what, string before, string after, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var last = await db.Audit.Where(entry => entry.StoreId == store.Value).OrderByDescending(entry => entry.Number).FirstOrDefaultAsync(cancellationToken);
        var number = (last?.Number ?? 0) + 1;
        db.Audit.Add(new AuditEntryRow
        {
            StoreId = store.Value,
            Number = number,
            At = now,
            Who = who,
            What = what,
            Before = before,
            After = after,
            Hash = HashOf(last?.Hash ?? "", number, now, who, what, before, after),
        });
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The hash of an entry, which covers the hash before it.</summary>
    public static string HashOf(string previous, long number, DateTimeOffset at, string who, string what, string before, string after) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
            '\n', previous, number.ToString(CultureInfo.InvariantCulture), at.UtcTicks.ToString(CultureInfo.InvariantCulture), who, what, before, after))));
}
