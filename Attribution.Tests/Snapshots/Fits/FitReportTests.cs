using System.Text.Json;
using Attribution.Tests.Analytics;

namespace Attribution.Tests.Snapshots.Fits;

/// <summary>What reports tell of fits: of a store with orders enough, and of one with too few.</summary>
public class FitReportTests(FittedStore fitted, ScarceStore scarce) : IClassFixture<FittedStore>, IClassFixture<ScarceStore>
{
    [Fact]
    public async Task The_comparison_tells_what_a_fit_rests_on_and_how_sure_it_is()
    {
        using var server = fitted.App.Server();

        var report = await server.Report("models-compare?startDate=2026-06-10&endDate=2026-06-10");

        var fit = report.GetProperty("fits").EnumerateArray().Single(one => one.GetProperty("model").GetString() == "markov");
        (fit.Number("conversions"), fit.Number("journeys"), fit.Number("standInDays"), fit.GetProperty("note").ValueKind).ShouldBe((120, 240, 0, JsonValueKind.Null));
        var interval = report.GetProperty("channels")[0].GetProperty("intervals").GetProperty("markov");
        interval.Number("low").ShouldBeLessThanOrEqualTo(50);
        interval.Number("high").ShouldBeGreaterThanOrEqualTo(50);
    }

    [Fact]
    public async Task An_orders_page_says_why_linear_stands_in()
    {
        using var server = scarce.App.Server();

        var markov = (await server.Report("journeys/late")).Markov();

        markov.GetProperty("standIn").GetBoolean().ShouldBeTrue();
        markov.GetProperty("reason").GetString().ShouldStartWith("Markov chain needs 100 conversions in 90 days; there are 37. Linear is shown instead.");
    }

    [Fact]
    public async Task Too_little_is_told_in_words()
    {
        using var server = scarce.App.Server();

        var fit = (await server.Report("models-compare?startDate=2026-06-10&endDate=2026-06-10")).GetProperty("fits")[0];

        fit.GetProperty("note").GetString().ShouldBe("Markov chain needs 100 conversions in 90 days; there are 37. Linear is shown instead.");
    }

    [Fact]
    public async Task Two_fitted_models_that_agree_show_no_clear_difference()
    {
        using var server = fitted.App.Server();

        var pair = (await server.Report("models-compare?startDate=2026-06-10&endDate=2026-06-10&models=markov,shapley&pair=markov,shapley")).GetProperty("pair");

        foreach (var row in pair.GetProperty("channels").EnumerateArray().Select(row => row.GetProperty("difference")))
        {
            (row.GetProperty("clear").GetBoolean(), row.GetProperty("verdict").GetString()).ShouldBe((false, "no_clear_difference"));
            row.GetProperty("interval").Number("low").ShouldBeLessThanOrEqualTo(row.Number("revenue"));
            row.GetProperty("interval").Number("high").ShouldBeGreaterThanOrEqualTo(row.Number("revenue"));
        }
    }

    [Fact]
    public async Task Beside_a_rule_the_interval_is_the_fits_and_turns_with_the_pair()
    {
        using var server = fitted.App.Server();
        const string Range = "models-compare?startDate=2026-06-10&endDate=2026-06-10&pair=";

        var there = Differences(await server.Report(Range + "last_touch,markov"));
        var back = Differences(await server.Report(Range + "markov,last_touch"));

        // The order of the day ended with search: last touch gives it all of the 100.00, the fit half of it.
        (there["email"].Number("revenue"), there["email"].GetProperty("verdict").GetString()).ShouldBe((50m, "gains"));
        (there["paid_search"].Number("revenue"), there["paid_search"].GetProperty("clear").GetBoolean()).ShouldBe((-50m, true));
        back["email"].GetProperty("interval").Number("low").ShouldBe(-there["email"].GetProperty("interval").Number("high"));
    }

    [Fact]
    public async Task What_a_fit_says_of_two_ranges_has_an_interval_and_rules_have_none()
    {
        using var server = fitted.App.Server();

        var email = (await server.Report("models-compare?startDate=2026-06-10&endDate=2026-06-10&compare=previous_period")).GetProperty("channels")[0].GetProperty("change");
        var wide = (await server.Report("models-compare?startDate=2026-05-12&endDate=2026-06-10&compare=previous_period")).GetProperty("channels")[0].GetProperty("change");

        // Nothing was sold the day before.
        email.GetProperty("markov").GetProperty("interval").ValueKind.ShouldBe(JsonValueKind.Null);
        wide.GetProperty("linear").GetProperty("clear").ValueKind.ShouldBe(JsonValueKind.Null);
        email.GetProperty("markov").Number("revenue").ShouldBe(50);
    }

    [Fact]
    public async Task A_report_under_a_model_without_a_fit_says_in_its_head_what_stands_in()
    {
        using var server = scarce.App.Server();

        foreach (var report in new[] { "overview", "by-channel", "models-compare", "paths", "campaigns" })
        {
            var head = await server.Report($"{report}?startDate=2026-06-10&endDate=2026-06-10&attributionModel=shapley");
            head.GetProperty("standIn").ToString().ShouldBe(
                """{"model":"linear","days":1,"ofDays":1,"note":"Shapley value needs 100 conversions in 90 days; there are 37. Linear is shown instead."}""");
            (await server.Report($"{report}?startDate=2026-06-10&endDate=2026-06-10&attributionModel=linear")).TryGetProperty("standIn", out _).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task A_stand_in_is_left_out_of_the_variation_and_of_what_is_the_same()
    {
        using var server = scarce.App.Server();

        var report = await server.Report("models-compare?startDate=2026-06-10&endDate=2026-06-10&models=last_touch,markov");

        report.GetProperty("channels")[0].GetProperty("consensus").ValueKind.ShouldBe(JsonValueKind.Null);
        report.Number("same").ShouldBe(1);
    }

    private static Dictionary<string, JsonElement> Differences(JsonElement report) =>
        report.GetProperty("pair").GetProperty("channels").EnumerateArray().ToDictionary(row => row.GetProperty("channel").GetString()!, row => row.GetProperty("difference"));
}
