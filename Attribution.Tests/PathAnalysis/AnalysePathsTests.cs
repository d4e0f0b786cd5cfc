using System.Text.Json;
using Attribution.Domain.Models.DataDriven;
using Attribution.Web.PathAnalysis;

namespace Attribution.Tests.PathAnalysis;

public class AnalysePathsTests
{
    private const string Small =
        """
        path,total_conversions,total_conversion_value,total_null
        C1 > C2 > C3,1,1000,0
        C1,0,0,1
        C2 > C3,0,0,1
        """;

    private static JsonElement Channel(JsonElement report, string model, string channel) =>
        report.GetProperty("models").GetProperty(model).GetProperty("channels").GetProperty(channel);

    private static async Task<JsonElement> Report(string text, params string[] options)
    {
        var result = await CommandLine.Analyse(text, options);
        (result.ExitCode, result.Error).ShouldBe((0, ""));
        return JsonDocument.Parse(result.Output).RootElement;
    }

    [Fact]
    public async Task Every_model_is_printed_as_json_and_nothing_else()
    {
        var report = await Report(Small);

        report.EnumerateObject().Select(field => field.Name).ShouldBe(["rows", "conversions", "value", "nulls", "seconds", "models"]);
        report.GetProperty("seconds").EnumerateObject().Select(field => field.Name).ShouldBe(["read", "models"]);
        report.GetProperty("models").EnumerateObject().Select(model => model.Name).ShouldBe(PathModels.Models);
        (report.GetProperty("rows").GetInt32(), report.GetProperty("conversions").GetDouble(), report.GetProperty("value").GetDouble(), report.GetProperty("nulls").GetDouble())
            .ShouldBe((3, 1, 1000, 2));
    }

    [Fact]
    public async Task A_published_chain_comes_out_as_published()
    {
        var report = await Report(Small, "--models", "markov_1,markov_1_ledger");

        report.GetProperty("models").GetProperty("markov_1").GetProperty("pConversion").GetDouble().ShouldBe(1d / 3, 1e-12);
        Channel(report, "markov_1", "C1").ToString().ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal)
            .ShouldBe("""{"conversions":0.2,"value":200,"removalEffect":{"conversions":0.5,"value":0.5}}""");
        Channel(report, "markov_1_ledger", "C1").EnumerateObject().Select(field => field.Name).ShouldBe(["conversions", "value"]);
        report.GetProperty("models").EnumerateObject().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Without_nulls_the_paths_that_did_not_convert_are_left_out()
    {
        var report = await Report(Small, "--no-nulls", "--models=markov_1");

        Channel(report, "markov_1", "C1").GetProperty("removalEffect").GetProperty("conversions").GetDouble().ShouldBe(1);
        report.GetProperty("models").GetProperty("markov_1").GetProperty("pConversion").GetDouble().ShouldBe(1);
    }

    [Fact]
    public async Task What_nobody_can_earn_is_unattributed_and_fractions_count()
    {
        var report = await Report("path,total_conversions,total_conversion_value\na > b,0.5,10\n,2,30\nc,0,7\nc,1,1\n", "--models", "linear,first_touch");

        Channel(report, "linear", "a").GetProperty("conversions").GetDouble().ShouldBe(0.25);
        (Channel(report, "first_touch", "unattributed").GetProperty("conversions").GetDouble(), Channel(report, "first_touch", "unattributed").GetProperty("value").GetDouble())
            .ShouldBe((2, 37));
        (report.GetProperty("conversions").GetDouble(), report.GetProperty("value").GetDouble()).ShouldBe((3.5, 48));
    }

    [Fact]
    public async Task No_database_is_opened() => (await CommandLine.Analyse(Small, "--models", "linear")).Files.ShouldBe(["paths.csv"]);

    [Theory]
    [InlineData("path,total_conversions\na > b,x\n", "Line 2: total_conversions is `x`, which is no number. Write it like 12 or 0.5.")]
    [InlineData("path,total_conversions\na,1\nb,-1\n", "Line 3: total_conversions is -1. Send 0 or more.")]
    public async Task A_file_that_cannot_be_read_says_which_line_and_what_to_do(string text, string says)
    {
        var result = await CommandLine.Analyse(text);

        (result.ExitCode, result.Output).ShouldBe((1, ""));
        result.Error.ShouldContain(says);
    }

    [Fact]
    public async Task Being_stopped_ends_it()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, Small);

        (await new AnalysePathsCommand().Run([file], new CancellationToken(canceled: true))).ShouldBe(1);

        File.Delete(file);
    }

    [Fact]
    public async Task What_was_not_understood_says_so()
    {
        var unknown = await CommandLine.Analyse(Small, "--models", "linear,magic");

        unknown.ExitCode.ShouldBe(2);
        unknown.Error.ShouldStartWith("There is no model 'magic'. Choose from first_touch,");
        (await CommandLine.Run(new DirectoryInfo(AppContext.BaseDirectory), "analyse-paths")).ExitCode.ShouldBe(2);
        (await CommandLine.Run(new DirectoryInfo(AppContext.BaseDirectory), "analyse-paths", "nowhere.csv")).ExitCode.ShouldBe(1);
        (await CommandLine.Run(new DirectoryInfo(AppContext.BaseDirectory), "analyse-paths", "--help")).Output.ShouldContain("markov_1_ledger");
    }
}
