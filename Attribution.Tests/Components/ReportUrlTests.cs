using Attribution.Domain;
using Attribution.Web.Components;

namespace Attribution.Tests.Components;

public sealed class ReportUrlTests
{
    private static readonly ReportScope Scope = new(new(2026, 11, 21), new(2026, 1, 1), ["linear", "markov"]);

    [Fact]
    public void The_default_state_needs_no_query() => new ReportUrl().ToQuery().ShouldBe("");

    [Fact]
    public void What_is_written_is_read_back()
    {
        var url = new ReportUrl
        {
            Store = "north & south",
            Range = ReportRange.Find("this_month"),
            Compare = Comparison.Off,
            Model = "markov",
            Filters = [new("channel", "email"), new("channel", "paid_search"), new("campaign", "spring=50%&more")],
            Metric = "orders",
            Sort = "revenue",
            Descending = true,
        };

        var read = ReportUrlReader.Read(url.ToQuery(), Scope);

        read.Notes.ShouldBeEmpty();
        read.Url.ShouldBeEquivalentTo(url with { Filters = read.Url.Filters });
        read.Url.Filters.ShouldBe(url.Filters);
    }

    [Theory]
    [InlineData("models=c,a")]
    [InlineData("models=a&models=c")]
    [InlineData("models=a&models=c&models=a")]
    public void Compared_models_are_read_from_a_list_or_from_check_boxes(string query)
    {
        var read = ReportUrlReader.Read("?pair=c,b&" + query, Scope with { Models = ["a", "b", "c"] });

        read.Notes.ShouldBeEmpty();
        read.Url.ToQuery().ShouldBe("?models=a,c&pair=c,b&u=1");
    }

    [Fact]
    public void All_models_need_no_mention() =>
        ReportUrlReader.Read("?models=markov,linear", Scope).Url.ToQuery().ShouldBe("");

    [Fact]
    public void Exact_days_are_written_as_the_api_names_them() =>
        new ReportUrl().WithDays(new(new(2026, 11, 1), new(2026, 11, 19))).ToQuery().ShouldBe("?startDate=2026-11-01&endDate=2026-11-19&u=1");

    [Fact]
    public void A_relative_range_stays_relative() =>
        ReportUrlReader.Read("?range=last_7_days", Scope).Url.ToQuery().ShouldBe("?range=last_7_days&u=1");

    [Theory]
    [InlineData("range=last_week")]
    [InlineData("attributionModel=nonsense")]
    [InlineData("compare=moon")]
    [InlineData("metric=fun")]
    [InlineData("models=linear,nonsense")]
    [InlineData("models=markov")]
    [InlineData("pair=linear,linear")]
    [InlineData("pair=linear")]
    [InlineData("sort=a%20b")]
    [InlineData("channel=Paid%20Search")]
    [InlineData("startDate=2026-11-01")]
    [InlineData("startDate=2026-11-20&endDate=2026-11-01")]
    [InlineData("startDate=2027-01-01&endDate=2027-01-02")]
    [InlineData("startDate=2026-13-01&endDate=2026-11-02")]
    [InlineData("u=2")]
    public void A_wrong_parameter_is_dropped_with_a_note_and_the_rest_works(string wrong)
    {
        var read = ReportUrlReader.Read($"https://a.example/channels?{wrong}&source=google#top", Scope);

        read.Notes.ShouldNotBeEmpty();
        read.Url.ToQuery().ShouldBe("?source=google&u=1");
    }

    [Fact]
    public void Days_after_today_are_cut_and_said()
    {
        var read = ReportUrlReader.Read("?startDate=2026-11-01&endDate=2026-12-31", Scope);

        read.Url.Exact!.Last.ShouldBe(Scope.Today);
        read.Notes.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_head_sorts_from_large_to_small_first_and_then_the_other_way()
    {
        var once = new ReportUrl().SortedBy("visits");

        once.ToQuery().ShouldBe("?sort=-visits&u=1");
        once.SortedBy("visits").ToQuery().ShouldBe("?sort=visits&u=1");
        once.SortedBy("visits").SortedBy("cost").ToQuery().ShouldBe("?sort=-cost&u=1");
    }

    [Fact]
    public void Another_page_keeps_store_days_and_model_but_no_filter()
    {
        var url = new ReportUrl { Store = "n", Model = "markov", Filters = [new("channel", "email")], Sort = "visits" };

        Urls.Elsewhere(Urls.Channels, url).ShouldBe("/channels?store=n&attributionModel=markov&u=1");
    }

    [Theory]
    [InlineData("/channels?u=1", true)]
    [InlineData("//evil.example", false)]
    [InlineData("/\\evil.example", false)]
    [InlineData("https://evil.example", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_a_path_of_this_site_is_followed_after_a_login(string? target, bool local) => Urls.IsLocal(target).ShouldBe(local);
}
