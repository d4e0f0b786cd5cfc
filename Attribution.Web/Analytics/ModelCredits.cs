using Attribution.Domain;
using Attribution.Domain.Economics;
using Attribution.Domain.Models.DataDriven;
using Attribution.Web.Storage;

namespace Attribution.Web.Analytics;

/// <summary>What models credit the channels of a range with: sums of stored integers, and how sure the fitted ones among them are.</summary>
internal sealed class ModelCredits
{
    private readonly Dictionary<(string Model, string Channel), (long Orders, long Minor)> sums;
    private readonly Currency currency;
    private readonly bool isWhole;

    private ModelCredits(ReportRequest request, DateRange range, IReadOnlyList<(string Model, CreditCell Cell)> cells, FitTable fits)
    {
        (Range, currency, isWhole) = (range, request.Store.Currency, request.Filter.IsEmpty);
        sums = cells.GroupBy(row => (row.Model, row.Cell.Origin.Channel)).ToDictionary(rows => rows.Key, rows => (rows.Sum(row => row.Cell.Orders), rows.Sum(row => row.Cell.Revenue)));
        Channels = [.. sums.Keys.Select(key => key.Channel).Distinct().OrderByDescending(channel => Minor(request.Model, channel)).ThenBy(channel => channel, StringComparer.Ordinal)];
        Fits = fits.Marked(request.Store, model => Channels.Where(channel => sums.GetValueOrDefault((model, channel)).Orders != 0));
    }

    public DateRange Range { get; }

    public FitTable Fits { get; }

    /// <summary>By revenue under the request's model, then by id.</summary>
    public IReadOnlyList<string> Channels { get; }

    /// <param name="models">Those that are asked about, the request's own among them.</param>
    public static async Task<ModelCredits> Read(AttributionDb db, ReportRequest request, DateRange range, IReadOnlyList<string> models, CancellationToken cancellationToken) => new(
        request,
        range,
        await SnapshotReader.Under(db, request with { Range = range }, models, cancellationToken),
        await FitTable.Read(db, request.Store, range, models, cancellationToken));

    public ModelCredit Of(string model, string channel) => Credit(sums.GetValueOrDefault((model, channel)));

    public Dictionary<string, ModelCredit> Of(IReadOnlyList<string> models, string channel) => models.ToDictionary(model => model, model => Of(model, channel));

    public Dictionary<string, ModelCredit> Totals(IReadOnlyList<string> models) =>
        models.ToDictionary(model => model, model => Credit((Channels.Sum(channel => sums.GetValueOrDefault((model, channel)).Orders), TotalMinor(model))));

    public bool StandsIn(string model) => Fits.Figures.Any(fit => fit.Model == model && fit.StandsIn);

    public ModelComparison Compare(IReadOnlyList<string> models, string channel) => ModelComparison.Of(models.Select(model =>
    {
        var (orders, minor) = sums.GetValueOrDefault((model, channel));
        return new ModelFigure(model, orders, minor, StandsIn(model));
    }));

    /// <summary>Minor units as reports hold them.</summary>
    public decimal Major(long minor) => Cells.Major(minor, currency);

    /// <summary>Where a channel's revenue may lie under a fitted model; null for a rule, without a fit, and under a filter, which a fit knows nothing of.</summary>
    public RevenueInterval? IntervalOf(string model, string channel)
    {
        // The fit is of its window, the figure of the range: the interval's width is the fit's, laid around what was credited.
        var total = (double)TotalMinor(model);
        return FitOf(model)?.Channels.FirstOrDefault(one => one.Channel == channel) is { ShareInterval: { } shares } known
            ? Laid(Minor(model, channel), total * (shares.Low - known.Share), total * (shares.High - known.Share))
            : null;
    }

    /// <summary>How far each channel's difference may be off, from the model here to a model of the same or of another range; empty where that is not known.</summary>
    public IReadOnlyDictionary<string, Interval> WidthsTo(string model, ModelCredits other, string otherModel)
    {
        var (own, its) = (FitOf(model), other.FitOf(otherModel));
        return (own, its) switch
        {
            ({ }, { }) => FitComparison.Between(own, TotalMinor(model), its, other.TotalMinor(otherModel))
                .ToDictionary(one => one.Channel, one => new Interval(one.Interval.Low - one.Difference, one.Interval.High - one.Difference)),

            // One model in two ranges, fitted in one of them alone: what stands in is another model.
            _ when model == otherModel => new Dictionary<string, Interval>(),

            // A rule is held fixed.
            ({ }, null) => Widths(own, TotalMinor(model)).ToDictionary(one => one.Channel, one => new Interval(-one.Width.High, -one.Width.Low)),
            (null, { }) => Widths(its, other.TotalMinor(otherModel)).ToDictionary(one => one.Channel, one => one.Width),
            _ => new Dictionary<string, Interval>(),
        };
    }

    /// <summary>The difference of a channel's credit, from the model here to a model of the same or of another range.</summary>
    public ModelDifference To(string model, ModelCredits other, string otherModel, string channel, IReadOnlyDictionary<string, Interval> widths)
    {
        var (from, to) = (sums.GetValueOrDefault((model, channel)), other.sums.GetValueOrDefault((otherModel, channel)));
        var (orders, minor) = (to.Orders - from.Orders, to.Minor - from.Minor);
        return new ModelDifference(Cells.Millionths(orders), Cells.Major(minor, currency), widths.TryGetValue(channel, out var width) ? Laid(minor, width.Low, width.High) : null);
    }

    private static IEnumerable<(string Channel, Interval Width)> Widths(ModelFit fit, double total) =>
        from channel in fit.Channels
        where channel.ShareInterval is not null
        select (channel.Channel, new Interval(total * (channel.ShareInterval!.Low - channel.Share), total * (channel.ShareInterval.High - channel.Share)));

    private ModelFit? FitOf(string model) => isWhole && TotalMinor(model) > 0 && Fits.Last.GetValueOrDefault(model) is { Replicates: > 0 } fit ? fit : null;

    private long TotalMinor(string model) => Channels.Sum(channel => Minor(model, channel));

    private long Minor(string model, string channel) => sums.GetValueOrDefault((model, channel)).Minor;

    private RevenueInterval Laid(long minor, double low, double high) => new(Major((long)Math.Round(minor + low)), Major((long)Math.Round(minor + high)));

    private ModelCredit Credit((long Orders, long Minor) sum) => new(Cells.Millionths(sum.Orders), Cells.Major(sum.Minor, currency));
}
