using Attribution.Tests.Analytics.Orders;
using Attribution.Tests.Snapshots;

namespace Attribution.Tests.Analytics.Paths;

/// <summary>The page of paths as a reader gets it, figures in it before any script runs.</summary>
public class PathPageTests
{
    [Fact]
    public async Task It_answers_how_people_get_to_an_order()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await app.WithOrder();
        await app.Build();

        var page = await app.Page("/paths?startDate=2026-06-01&endDate=2026-06-14");

        page.ShouldContain("Every order took more than one touch; half were placed within");
        page.ShouldContain("Orders that began with Paid Search and ended with Direct");
        page.ShouldContain("href=\"/orders?startDate=2026-06-01&endDate=2026-06-14&firstTouch=paid_search&lastTouch=direct");
        page.ShouldContain("Roles of the channels");
        page.ShouldContain("Channels that meet");
    }

    [Fact]
    public async Task A_filter_that_nothing_passes_says_so_and_how_to_clear_it()
    {
        await using var app = await SnapshotSteps.StartIdle();
        await app.WithOrder();
        await app.Build();

        var page = await app.Page("/paths?startDate=2026-06-01&endDate=2026-06-14&pathStarts=email");

        page.ShouldContain("Nothing matches these filters.");
        page.ShouldContain("Path</span>");
        page.ShouldContain("href=\"/paths?startDate=2026-06-01&endDate=2026-06-14&u=1\"");
    }

    [Fact]
    public async Task A_store_without_orders_says_what_is_missing()
    {
        await using var app = await SnapshotSteps.StartIdle();

        (await app.Page("/paths")).ShouldContain("Nothing has arrived yet.");
    }
}
