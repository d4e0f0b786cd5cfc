using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Attribution.Web.Imports;

internal sealed class ImportsOptions
{
    public const string Section = "Imports";

    /// <summary>Most bytes of one file.</summary>
    [Range(1_024, 100L * 1_024 * 1_024 * 1_024)]
    public long MaxBytes { get; set; } = 500L * 1_024 * 1_024;

    /// <summary>Most files of a store that wait, are checked or are imported.</summary>
    [Range(1, 1_000)]
    public int MaxOpen { get; set; } = 10;

    /// <summary>Days after which the report of refused lines of a finished import goes, and an uploaded file nobody started.</summary>
    [Range(1, 3_650)]
    public int KeepDays { get; set; } = 30;
}

[OptionsValidator]
internal sealed partial class ImportsOptionsValidator : IValidateOptions<ImportsOptions>;
