using System.Text.Json;
using Attribution.Tests.Analytics;
using static Attribution.Tests.Snapshots.Fits.FitStory;

namespace Attribution.Tests.Snapshots.Fits;

/// <summary>What a fit does not know is marked wherever it is told of.</summary>
public class NewChannelTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_channel_that_the_days_fit_does_not_know_is_marked_new(bool isSealed)
    {
        await using var app = await SnapshotSteps.StartIdle();
        var history = app.Story();
        history.Order("first", "2026-06-10T13:00:00Z", 10_00, history.Visit("2026-06-10T09:00:00Z", "audio", "x"), history.Visit("2026-06-10T10:00:00Z", "email", "x"));
        await history.Save();
        await app.Build();
        await (isSealed ? app.Seal() : Task.CompletedTask);
        using var server = app.Server();

        var journey = await server.Report("journeys/first");
        var (markov, shapley) = (journey.Markov(), Model(journey, "shapley"));

        (markov.GetProperty("mark").GetString(), shapley.GetProperty("mark").GetString()).ShouldBe(("new_channel", "linear"));
        markov.GetProperty("credits").EnumerateArray().Select(credit => credit.GetProperty("new").GetBoolean()).ShouldBe([true, false]);
        markov.GetProperty("reason").GetString()!.ShouldEndWith("Audio is new to that day's fit, and weighs the mean of the channels it knows.");
        markov.GetProperty("credits")[0].GetProperty("reason").GetString()!.ShouldContain("its channel is new to that day's fit");
        shapley.GetProperty("reason").GetString()!.ShouldEndWith("Audio is new to that day's fit, so the path is split as linear does.");
        Model(journey, "linear").GetProperty("mark").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_path_that_the_fit_says_nothing_of_is_marked_as_split_like_linear()
    {
        await using var app = await SnapshotSteps.StartIdle();
        var history = app.Story();
        history.Visit(Start, "display", "looked");
        history.Order("first", "2026-06-10T13:00:00Z", 10_00, history.Visit("2026-06-10T09:00:00Z", "display", "x"), history.Visit("2026-06-10T10:00:00Z", "display", "x"));
        await history.Save();
        await app.Build();
        using var server = app.Server();

        var markov = (await server.Report("journeys/first")).Markov();

        (markov.GetProperty("mark").GetString(), markov.GetProperty("standIn").GetBoolean()).ShouldBe(("linear", false));
        markov.GetProperty("reason").GetString()!.ShouldEndWith("That day's fit saw these channels only where nothing was bought, so the path is split as linear does.");
        markov.GetProperty("credits")[0].GetProperty("reason").GetString()!.ShouldContain("one of 2 equal parts");
    }

    [Fact]
    public async Task The_comparison_names_the_channels_that_are_new_to_a_fit()
    {
        await using var app = await SnapshotSteps.StartIdle();
        var history = app.Story();
        history.Order("first", "2026-06-10T13:00:00Z", 10_00, history.Visit("2026-06-10T09:00:00Z", "audio", "x"));
        await history.Save();
        await app.Build();
        using var server = app.Server();

        var fits = (await server.Report("models-compare?startDate=2026-06-10&endDate=2026-06-10")).GetProperty("fits");

        fits[0].GetProperty("newChannels").ToString().ShouldBe("""["audio"]""");
        fits[0].GetProperty("warnings").ToString().ShouldContain("Audio is new to the fit: it weighs the mean of the channels the fit knows.");
        fits[1].GetProperty("warnings").ToString().ShouldContain("Audio is new to the fit: paths with it are split as linear does.");
    }

    private static JsonElement Model(JsonElement journey, string id) => journey.GetProperty("models").EnumerateArray().Single(model => model.GetProperty("model").GetString() == id);
}
