using Attribution.Tests.Accounts;
using Attribution.Web.Http;

namespace Attribution.Tests.Channels.History;

public class PageTests
{
    [Fact]
    public async Task An_admin_sees_what_runs_came_to_and_an_analyst_sees_nothing()
    {
        await using var app = await Past.Start();
        await app.Play([Past.Touch("2026-06-10T08:00:00Z", "?utm_source=partnerx&utm_medium=foo")], app.Shop);
        await app.Rules(app.Shop, 1, Past.Rule("source", "partnerx", "affiliate"));
        await app.Rework(app.Shop);
        using var admin = await app.SignedIn("ana@shop.example", Roles.Admin);
        using var analyst = await app.SignedIn("lis@shop.example", Roles.Analyst);

        var page = await admin.GetStringAsync("/settings/channel-history");

        page.ShouldContain("1 of 1 touch moved, 0 of 0 orders credited anew, 1 open day built anew.");
        page.ShouldContain("the rules in force");
        (await (await analyst.GetAsync("/settings/channel-history")).Content.ReadAsStringAsync()).ShouldNotContain("Re-channel");
    }
}
