using System.Globalization;
using Attribution.Web.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace Attribution.Web.PathAnalysis;

/// <summary>A path file is dropped, and every model's credits stand beside each other. What was read goes when the page is left.</summary>
public sealed partial class PathFilesPage : IDisposable
{
    private const string Example =
        """
        path,total_conversions,total_conversion_value,total_null
        paid_search > email,12,840.50,310
        direct,30,1999,4200
        paid_social > direct > email,4,250,96
        """;

    private static readonly PathMeasure[] Measures = [PathMeasure.Conversions, PathMeasure.Value, PathMeasure.Removal];

    private readonly CancellationTokenSource leaving = new();
    private PathComparison? _comparison;
    private PathMeasure _measure = PathMeasure.Conversions;
    private bool _withNulls = true;
    private string _name = "";
    private string? _doing;
    private string? _fault;

    [Inject]
    private PathDesk Desk { get; set; } = default!;

    [CascadingParameter]
    private ReportView? View { get; set; }

    private CultureInfo Culture => View?.Formats.Culture ?? CultureInfo.CurrentCulture;

    private IReadOnlyList<TableColumn<PathChannel>> Columns =>
    [
        new("channel", "Channel", channel => builder =>
        {
            builder.OpenComponent<ChannelChip>(0);
            builder.AddComponentParameter(1, nameof(ChannelChip.Channel), channel.Name);
            builder.CloseComponent();
        })
        { Keep = true, Sortable = false },
        .. PathComparison.ModelsWith(_measure).Select(model => new TableColumn<PathChannel>(
            model, PathComparison.NameOf(model), channel => builder => builder.AddContent(0, PathComparison.Figure(channel, model, _measure, Culture)))
        {
            Sortable = false,
            Tip = PathComparison.TipOf(model),
        }),
    ];

    /// <inheritdoc />
    public void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
    }

    private static string NameOf(PathMeasure measure) => measure == PathMeasure.Removal ? "Removal effect" : measure.ToString();

    private async Task Take(InputFileChangeEventArgs chosen)
    {
        (_comparison, _fault, _name) = (null, null, chosen.File.Name);
        if (chosen.File.Size > PathDesk.MaxBytes)
        {
            _fault = "The file is larger than 100 MB. The command analyse-paths reads files of any size.";
            return;
        }

        await Work($"Reading {_name} …", async () =>
        {
            await using var stream = chosen.File.OpenReadStream(PathDesk.MaxBytes, leaving.Token);
            await Compare(await Desk.Read(stream, leaving.Token));
        });
    }

    private async Task Recount(ChangeEventArgs change)
    {
        _withNulls = change.Value is true;
        if (_comparison is { } shown)
        {
            await Work("Computing …", () => Compare(shown.File));
        }
    }

    private async Task Compare(PathFile file)
    {
        _doing = "Computing …";
        StateHasChanged();
        _comparison = new PathComparison(file, await Desk.Compare(file, _withNulls, leaving.Token));
    }

    private async Task Work(string doing, Func<Task> work)
    {
        _doing = doing;
        try
        {
            await work();
        }
        catch (Exception) when (leaving.IsCancellationRequested)
        {
            // Nobody is left to look.
        }
        catch (PathFileException fault)
        {
            _fault = fault.Message;
        }
        catch (IOException)
        {
            _fault = "The file did not arrive whole. Choose it once more.";
        }
        finally
        {
            _doing = null;
        }
    }

    private string Summary(PathComparison comparison)
    {
        string Count(double count) => count.ToString("#,0.##", Culture);
        var file = comparison.File;
        var conversions = file.Conversions;
        return $"{Count(file.Rows)} rows · {Count(conversions)} conversions · value {Count(file.Value)} · {Count(file.Nulls)} journeys without"
            + (file.Nulls > 0 ? $" · {Count(100 * conversions / (conversions + file.Nulls))}\u202f% convert" : "");
    }

    private string Foot(PathComparison comparison) =>
        (comparison.Channels > PathComparison.MostRows ? $"The {PathComparison.MostRows} channels with the most conversions of {comparison.Channels}; the command analyse-paths prints all. " : "")
        + "Markov 1 to 4 are channel importance: what would be lost without a channel. Last non-direct passes over the channel named direct.";
}
