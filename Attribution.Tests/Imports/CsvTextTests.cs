using System.Text;
using Attribution.Web.Imports;

namespace Attribution.Tests.Imports;

public class CsvTextTests
{
    [Theory]
    [InlineData("a,b,c", ',', "a|b|c")]
    [InlineData("a;b;;", ';', "a|b||")]
    [InlineData("", ',', "")]
    [InlineData(" a , b ", ',', "a|b")]
    [InlineData("\"a,1\",b", ',', "a,1|b")]
    [InlineData("\"say \"\"hi\"\"\",b", ',', "say \"hi\"|b")]
    [InlineData("\"\",b", ',', "|b")]
    [InlineData("5\" screen,b", ',', "5\" screen|b")]
    [InlineData("\"a\"x,b", ',', "ax|b")]
    [InlineData("\"a\nb\",c", ',', "a\nb|c")]
    [InlineData("a\tb", '\t', "a|b")]
    public void A_record_is_split_as_spreadsheets_write_it(string record, char delimiter, string cells) =>
        string.Join('|', CsvText.Split(record, delimiter)!).ShouldBe(cells);

    [Theory]
    [InlineData("a,\"b")]
    [InlineData("\"a\"\"")]
    public void A_quote_that_is_open_goes_on_in_the_next_line(string record) => CsvText.Split(record, ',').ShouldBeNull();

    [Theory]
    [InlineData("a,b;c,d", "comma")]
    [InlineData("a;b", "semicolon")]
    [InlineData("\"a,b,c\";d", "semicolon")]
    [InlineData("a\tb\tc", "tab")]
    [InlineData("a|b", "pipe")]
    [InlineData("orderId", "comma")]
    public void The_head_tells_the_delimiter(string head, string delimiter) => CsvText.DelimiterOf(head).ShouldBe(delimiter);

    [Fact]
    public async Task Lines_end_with_LF_or_CRLF_and_a_mark_at_the_start_is_none_of_the_text()
    {
        using var lines = new LineReader(new MemoryStream([0xEF, 0xBB, 0xBF, .. "a\r\nb\n\nc"u8]));

        var read = await All(lines);

        read.Select(line => line.Text).ShouldBe(["a", "b", "", "c"]);
        read.Select(line => line.End).ShouldBe([6, 8, 9, 10]);
    }

    [Fact]
    public async Task A_line_without_end_is_told_and_not_held()
    {
        using var lines = new LineReader(new MemoryStream([.. Encoding.ASCII.GetBytes(new string('x', 3_000_000)), .. "\nnext"u8]));

        var read = await All(lines);

        read[0].Fault.ShouldBe("This line is longer than 256 KB. Each line holds one record.");
        read[0].Text.Length.ShouldBe(1_000);
        (read[1].Text, read[1].Fault).ShouldBe(("next", null));
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF8_are_the_fault_of_their_line_alone()
    {
        using var lines = new LineReader(new MemoryStream([(byte)'a', 0xE9, (byte)'\n', (byte)'b']));

        (await All(lines)).Select(line => line.Fault is null).ShouldBe([false, true]);
    }

    private static async Task<List<FileLine>> All(LineReader reader)
    {
        var lines = new List<FileLine>();
        while (await reader.Read(CancellationToken.None) is { } line)
        {
            lines.Add(line);
        }

        return lines;
    }
}
