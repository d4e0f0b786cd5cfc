using Attribution.Tests.Accounts;
using Attribution.Tests.Privacy;
using Attribution.Tests.Snapshots;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Tests.Analytics.Orders;

public class PersonHistoryTests
{
    [Fact]
    public async Task An_analyst_sees_all_visits_of_a_person_and_nothing_of_another_by_marks_alone()
    {
        await using var app = await People.Story();
        var order = await OrderOfAnna(app);

        var page = await app.Page($"/visits?order={Uri.EscapeDataString(order)}");

        page.ShouldContain("The customer is known to your shop");
        page.ShouldContain("Paid Social");
        page.ShouldContain("Email");
        foreach (var id in People.Anna)
        {
            page.ShouldNotContain(id);
        }

        page.ShouldContain("3 visits over 4 days");
        page.ShouldNotContain("desk-of-ben");
    }

    [Fact]
    public async Task Who_looked_is_written_down_once_a_look()
    {
        await using var app = await People.Story();
        var order = await OrderOfAnna(app);
        using var client = await app.SignedIn("ana@shop.example", "analyst");

        await client.GetAsync($"/visits?order={order}");
        await client.GetAsync($"/visits?order={order}");
        app.Clock!.Now += TimeSpan.FromMinutes(11);
        await client.GetAsync($"/visits?order={order}");

        (await app.Read(db => db.Audit.Where(entry => entry.What == "person.viewed").Select(entry => entry.After).ToListAsync())).ShouldBe([$"order {order}", $"order {order}"]);
    }

    [Fact]
    public async Task A_viewer_sees_the_order_but_not_the_person()
    {
        await using var app = await People.Story();
        var order = await OrderOfAnna(app);

        (await app.Page($"/orders/{order}", "viewer")).ShouldNotContain("All visits of this person");
        using var viewer = await app.SignedIn("b@shop.example", "viewer");
        (await (await viewer.GetAsync($"/visits?order={order}")).Words()).ShouldNotContain("All visits of one person");
        (await app.Read(db => db.Audit.CountAsync(entry => entry.What == "person.viewed"))).ShouldBe(0);
    }

    [Fact]
    public async Task Once_a_person_is_erased_the_order_stays_and_leads_to_nobody()
    {
        await using var app = await People.Story();
        var order = await OrderOfAnna(app);
        await app.Erased("userId=user-anna");

        var page = await app.Page($"/orders/{order}");

        page.ShouldNotContain("All visits of this person");
        page.ShouldContain("Each column adds up");
        page.ShouldNotContain("Left out, with the reason");
    }

    private static Task<string> OrderOfAnna(TestApp app) =>
        app.Read(db => db.Orders.Where(order => order.UserId == "user-anna" && order.Touches > 0).OrderBy(order => order.OrderId).Select(order => order.OrderId).FirstAsync());
}
