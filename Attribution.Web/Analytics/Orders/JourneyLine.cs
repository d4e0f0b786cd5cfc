using System.Globalization;
using Attribution.Domain;
using Attribution.Web.Components;

namespace Attribution.Web.Analytics.Orders;

/// <summary>What stands on the time line of an order.</summary>
public enum MarkKind
{
    /// <summary>A touch that may earn.</summary>
    Touch,

    /// <summary>A touch of the person that earns nothing.</summary>
    LeftOut,

    /// <summary>The order.</summary>
    Order,

    /// <summary>Money that went back.</summary>
    Refund,
}

/// <summary>A mark on the time line.</summary>
/// <param name="Text">What it is, in words.</param>
/// <param name="At">When, in words.</param>
/// <param name="X">Place from the left, 0 to 100.</param>
/// <param name="Channel">Of a touch.</param>
public sealed record LineMark(MarkKind Kind, string Text, string At, decimal X, string? Channel)
{
    /// <summary>Where its label stands: up, dn, or nowhere where there is no room.</summary>
    public string? Label { get; init; }

    /// <summary>Whether it stands beside a touch that it would cover.</summary>
    public bool Aside { get; init; }

    /// <summary>Its place, for a style attribute.</summary>
    public string Left => JourneyLine.Percent(X);

    /// <summary>Its place, or beside the touch that it would cover.</summary>
    public string Beside => Aside ? $"calc({Left} + 22px)" : Left;
}

/// <summary>A stretch of the time line.</summary>
public sealed record LineBand(decimal From, decimal To)
{
    /// <summary>Its place, for a style attribute.</summary>
    public string Left => JourneyLine.Percent(From);

    /// <summary>Its width, for a style attribute.</summary>
    public string Width => JourneyLine.Percent(To - From);
}

/// <summary>The journey of an order on a line of time: where each mark stands, and whose label has room.</summary>
/// <param name="Window">Where a touch may earn, as far as it is on the line.</param>
/// <param name="WindowStarts">Whether the start of the window is on the line.</param>
public sealed record JourneyLine(IReadOnlyList<LineMark> Marks, IReadOnlyList<LineBand> Sessions, LineBand Window, bool WindowStarts, IReadOnlyList<(decimal X, string Text)> Ticks)
{
    // Of a line of some 1,080 px: what a letter of a label takes, and what two labels keep between them.
    private const decimal Letter = 0.64m;
    private const decimal Gap = 1.2m;

    /// <param name="report">The order.</param>
    /// <param name="touches">The journey that is shown.</param>
    /// <param name="view">How figures are written.</param>
    public static JourneyLine Of(JourneyReport report, IReadOnlyList<JourneyTouch> touches, ReportView view)
    {
        var times = new StoreTimes(report.Head.TimeZone, view.Formats);
        var window = TimeSpan.FromDays(report.LookbackDays);
        var own = touches.Select(touch => touch.OccurredAt).Concat(report.Refunds.Select(refund => refund.OccurredAt)).Append(report.OccurredAt).ToList();
        var reach = TimeSpan.FromTicks(Math.Max((own.Max() - own.Min()).Ticks / 3, TimeSpan.FromHours(1).Ticks));
        var leftOut = report.LeftOut.Where(touch => touch.OccurredAt > report.OccurredAt - (1.5 * window) && touch.OccurredAt < own.Max() + reach).ToList();
        var all = own.Concat(leftOut.Select(touch => touch.OccurredAt)).ToList();
        var scale = Scale.Of(all.Min(), all.Max());
        var marks = touches.Select(touch => new LineMark(MarkKind.Touch, view.Colours.NameOf(touch.Channel), times.Of(touch.OccurredAt), scale.X(touch.OccurredAt), touch.Channel))
            .Concat(leftOut.Select(touch => new LineMark(MarkKind.LeftOut, LeftOutWords.NameOf(touch.Reason), times.Of(touch.OccurredAt), scale.X(touch.OccurredAt), touch.Channel)))
            .Concat(report.Refunds.Select(refund => new LineMark(MarkKind.Refund, $"Refund {view.Formats.MoneyOf(-refund.Amount)}", times.Of(refund.OccurredAt), scale.X(refund.OccurredAt), null)))
            .Append(new LineMark(MarkKind.Order, $"Order {view.Formats.MoneyOf(report.Value)}", times.Of(report.OccurredAt), scale.X(report.OccurredAt), null))
            .ToList();
        return new(
            Labelled(marks),
            [.. report.Sessions.Where(session => session.LastActivityAt >= scale.From && session.StartedAt <= scale.To).Select(session => new LineBand(scale.X(session.StartedAt), scale.X(session.LastActivityAt)))],
            new(Math.Max(0, scale.X(report.OccurredAt - window)), scale.X(report.OccurredAt)),
            scale.X(report.OccurredAt - window) >= 0,
            scale.Ticks(times, view.Formats));
    }

    /// <summary>A place or width for a style attribute.</summary>
    public static string Percent(decimal x) => x.ToString("0.##", CultureInfo.InvariantCulture) + "%";

    // The order's label first, then refunds, touches, and what was left out; whoever finds both rows taken has none.
    private static IReadOnlyList<LineMark> Labelled(List<LineMark> marks)
    {
        var rows = new Dictionary<string, List<(decimal From, decimal To)>> { ["dn"] = [], ["up"] = [] };
        var placed = new Dictionary<LineMark, string?>(ReferenceEqualityComparer.Instance);
        foreach (var (mark, index) in marks.OrderBy(mark => mark.Kind switch { MarkKind.Order => 0, MarkKind.Refund => 1, MarkKind.Touch => 2, _ => 3 }).ThenBy(mark => mark.X).Select((mark, index) => (mark, index)))
        {
            var half = Letter * Math.Max(mark.Text.Length, mark.At.Length) / 2;
            var (from, to) = (mark.X - half, mark.X + half);
            string[] wanted = index % 2 == 0 ? ["dn", "up"] : ["up", "dn"];
            var row = wanted.FirstOrDefault(row => from >= -2 && to <= 102 && !rows[row].Exists(taken => from < taken.To + Gap && to > taken.From - Gap));
            placed[mark] = row;
            if (row is not null)
            {
                rows[row].Add((from, to));
            }
        }

        var last = marks.Where(mark => mark.Kind == MarkKind.Touch).Select(mark => mark.X).DefaultIfEmpty(-100).Max();
        return [.. marks.OrderBy(mark => mark.X).Select(mark => mark with { Label = placed[mark], Aside = mark.Kind == MarkKind.Order && mark.X - last < 2 })];
    }

    // From the first mark to the last, with room at both ends for labels.
    private sealed record Scale(DateTime From, DateTime To)
    {
        private const int MostTicks = 9;

        private static readonly TimeSpan[] Steps =
        [
            TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12),
            TimeSpan.FromDays(1), TimeSpan.FromDays(2), TimeSpan.FromDays(7), TimeSpan.FromDays(14), TimeSpan.FromDays(28), TimeSpan.FromDays(91),
        ];

        public static Scale Of(DateTime first, DateTime last)
        {
            var room = TimeSpan.FromTicks(Math.Max((last - first).Ticks / 12, TimeSpan.FromMinutes(20).Ticks));
            return new(first - room, last + room);
        }

        public decimal X(DateTime at) => Math.Round(100m * (at - From).Ticks / (To - From).Ticks, 2);

        public List<(decimal X, string Text)> Ticks(StoreTimes times, Formats formats)
        {
            var step = Steps.FirstOrDefault(step => (To - From) / step <= MostTicks, TimeSpan.FromDays(182));
            var ticks = new List<(decimal, string)>();
            for (var at = times.StartOf(times.DayOf(From)); at < To; at = step < TimeSpan.FromDays(1) ? at + step : times.StartOf(times.DayOf(at).AddDays((int)step.TotalDays)))
            {
                if (at > From && X(at) is >= 2 and <= 97 and var x)
                {
                    ticks.Add((x, step < TimeSpan.FromDays(1) && times.StartOf(times.DayOf(at)) != at ? times.Clock(at) : formats.Day(times.DayOf(at))));
                }
            }

            return ticks;
        }
    }
}
