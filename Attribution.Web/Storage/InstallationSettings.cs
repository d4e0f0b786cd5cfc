using Attribution.Web.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Storage;

/// <summary>Values that this installation made for itself and keeps, such as the script's alias.</summary>
internal sealed class InstallationSettings(Database database)
{
    public async Task<string?> Find(string name, CancellationToken cancellationToken)
    {
        await using var db = await database.Read(cancellationToken);
        return await db.Settings.Where(setting => setting.Name == name).Select(setting => setting.Value).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The kept value, or <paramref name="make"/>'s, kept from now on.</summary>
    public Task<string> GetOrMake(string name, Func<string> make, CancellationToken cancellationToken) =>
        database.Write(
            async db =>
            {
                var row = await db.Settings.FirstOrDefaultAsync(setting => setting.Name == name, cancellationToken);
                if (row is null)
                {
                    row = new SettingRow { Name = name, Value = make() };
                    db.Settings.Add(row);
                }

                return row.Value;
            },
            cancellationToken);

    public Task Set(string name, string value, CancellationToken cancellationToken) =>
        database.Write(
            async db =>
            {
                var row = await db.Settings.AsTracking().FirstOrDefaultAsync(setting => setting.Name == name, cancellationToken);
                if (row is null)
                {
                    db.Settings.Add(new SettingRow { Name = name, Value = value });
                }
                else
                {
                    row.Value = value;
                }
            },
            cancellationToken);
}
