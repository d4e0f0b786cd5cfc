using Attribution.Domain.Paths;
using Attribution.Domain.Snapshots;
using FsCheck;
using FsCheck.Fluent;

namespace Attribution.Tests.Paths;

public class PathPackTests
{
    [Fact]
    public void What_is_read_is_what_was_written() =>
        Prop.ForAll(
            SomePaths.Paths,
            paths =>
            {
                List<PackedPath> rows = [.. paths.Select((path, i) => Row(path, i))];
                var pack = PathPack.Read(PathPack.Write(rows));
                return pack.Count == rows.Count && Told(pack).SequenceEqual(rows.Select(Told));
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_touch_is_found_by_its_origin()
    {
        var pack = PathPack.Read(PathPack.Write([new("sale", ["email", "direct"], 1, 10_00, 2) { Touched = [new("email", "news", "", "may"), new("direct", "", "", "")] }, new("sale", [], 1, 5, 0)]));
        var found = new List<bool>();
        for (var row = pack.Paths(); row.Next();)
        {
            found.Add(row.Touches([.. pack.Origins.Select(origin => origin.Campaign == "may")]));
        }

        found.ShouldBe([true, false]);
    }

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 2, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0x80 })]
    public void Other_bytes_are_refused(byte[] bytes) => Should.Throw<FormatException>(() => PathPack.Read(bytes));

    private static PackedPath Row(PathTally path, int number) => new(number % 3 == 0 ? "signup" : "sale", path.Steps, path.Orders, (number - 3) * 1_000_000_007L, path.Steps.Count * path.Orders)
    {
        Times = CountHistogram.Parse($"0:{path.Orders + 1} {number + 100}:3"),
        Days = CountHistogram.Parse(number % 2 == 0 ? "" : $"{number * 300}:1"),
        Gaps = CountHistogram.Parse($"{number}:{path.Orders + 200}"),
    };

    private static string Told(PackedPath row) => $"{row.Type} {ChannelPath.Text(row.Steps)} {row.Orders} {row.RevenueMinor} {row.TouchesSum} {row.Times}|{row.Days}|{row.Gaps}";

    private static List<string> Told(PathPack pack)
    {
        var told = new List<string>();
        for (var row = pack.Paths(); row.Next();)
        {
            var (times, days, gaps) = (new CountHistogram(), new CountHistogram(), new CountHistogram());
            row.AddTo(times, days, gaps);
            var steps = row.Steps.ToArray().Select(step => pack.Channels[step]);
            told.Add($"{pack.Types[row.Type]} {ChannelPath.Text(steps)} {row.Orders} {row.RevenueMinor} {row.TouchesSum} {times}|{days}|{gaps}");
        }

        return told;
    }
}
