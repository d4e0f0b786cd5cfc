using System.Text;
using Attribution.Web.PathAnalysis;

namespace Attribution.Tests.PathAnalysis;

public class PathFileTests
{
    private static Task<PathFile> Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private static async Task<PathFile> Read(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return await PathFileReader.Read(stream, CancellationToken.None);
    }

    private static string[] PathsOf(PathFile file) => [.. Enumerable.Range(0, file.Paths.Count).Select(path => FormattableString.Invariant(
        $"{string.Join('|', file.Paths.Path(path).ToArray().Select(step => file.Paths.Channels[step]))} {file.Paths.Conversions[path]} {file.Paths.Values[path]} {file.Paths.Nulls[path]}"))];

    [Theory]
    [InlineData("path,total_conversions,total_conversion_value,total_null\na > b,1,2.5,3\n")]
    [InlineData("\uFEFFtotal_null;Path;total_conversion_value;total_conversions\r\n3;a > b;2.5;1\r\n\r\n")]
    [InlineData("\"path\"\t\"total_conversions\"\t\"total_conversion_value\"\t\"total_null\"\n\"a > b\"\t1\t2.5\t3")]
    public async Task Columns_are_found_by_name_in_any_order_and_with_any_usual_separator(string text) =>
        PathsOf(await Read(text)).ShouldBe(["a|b 1 2.5 3"]);

    [Fact]
    public async Task Quotes_hold_separators_and_doubled_quotes() =>
        PathsOf(await Read("path,total_conversions\n\"say \"\"hi\"\", all > b\",1\n")).ShouldBe(["say \"hi\", all|b 1 0 0"]);

    [Theory]
    [InlineData("", "The file is empty.")]
    [InlineData("route,total_conversions\n", "Line 1: there is no column `path`.")]
    [InlineData("path,conversions\n", "Line 1: there is no column `total_conversions`.")]
    [InlineData("path,total_conversions\na,1,2\n", "Line 2: there are 3 columns, and 2 in the first line.")]
    [InlineData("path,total_conversions\n\n\"a,1\n", "Line 3: a quote is not closed")]
    [InlineData("path,total_conversions\n\"a\"b,1\n", "Line 2: a quote is not closed, or text follows it.")]
    [InlineData("path,total_conversions\na >  > b,1\n", "Line 2: the path has a step without a channel.")]
    [InlineData("path,total_conversions\na,NaN\n", "Line 2: total_conversions is `NaN`, which is no number.")]
    [InlineData("path,total_conversions,total_null\na,1,-2\n", "Line 2: total_null is -2. Send 0 or more.")]
    [InlineData("path,total_conversions\na,1e308\n", "Line 2: total_conversions is 1e308. Send 1,000,000,000,000,000 or less.")]
    [InlineData("path,total_conversions,Path\na,1,b\n", "Line 1: the column `path` stands there twice. Keep one of them.")]
    public async Task A_fault_names_its_line(string text, string says) =>
        (await Should.ThrowAsync<PathFileException>(() => Read(text))).Message.ShouldStartWith(says);

    [Fact]
    public async Task What_is_not_utf8_is_told() =>
        (await Should.ThrowAsync<PathFileException>(() => Read([.. "path,total_conversions\n"u8, 0xE4, 0x2C, 0x31]))).Message.ShouldContain("not UTF-8");
}
