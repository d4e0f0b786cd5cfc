using System.ComponentModel.DataAnnotations;
using Attribution.Web.Storage;
using Microsoft.Extensions.Options;

namespace Attribution.Web.Snapshots;

internal sealed class SnapshotsOptions
{
    public const string Section = "Snapshots";

    /// <summary>Hours after a local day's end until it is sealed.</summary>
    [Range(0, 24 * 60, ErrorMessage = "Snapshots:GraceHours must be between 0 and 1440.")]
    public int GraceHours { get; set; } = 48;

    /// <summary>A store's last local day that is past its grace time.</summary>
    public DateOnly LastPastGrace(StoreSettings store, TimeProvider clock) => store.Calendar.DayOf(clock.GetUtcNow() - TimeSpan.FromHours(GraceHours)).AddDays(-1);
}

[OptionsValidator]
internal sealed partial class SnapshotsOptionsValidator : IValidateOptions<SnapshotsOptions>;
