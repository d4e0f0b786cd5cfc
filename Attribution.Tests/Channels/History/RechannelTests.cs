using Attribution.Web.Storage;

namespace Attribution.Tests.Channels.History;

public class RechannelTests
{
    [Fact]
    public async Task After_it_all_figures_are_those_of_a_store_that_had_the_rules_from_the_start_and_before_nothing_sealed_has_moved()
    {
        await using var app = await Past.Start();
        for (var seed = 1; seed <= 12; seed++)
        {
            var any = new AnyPast(seed);
            var (before, after, past) = (any.Rules(), any.Rules(), any.Happenings());
            var (old, fresh) = (await Opened(app, $"old-{seed}"), await Opened(app, $"fresh-{seed}"));
            await app.Rules(old, 1, before);
            await app.Rules(fresh, 1, after);
            await app.Play(past, old, fresh);
            var days = await app.SealedDays(old);
            var sealedFigures = await app.FiguresOf(old, days);

            await app.Rules(old, 2, after);
            var open = await app.Rework(old);
            (open.Status, open.Error).ShouldBe(("done", null), $"seed {seed}");
            Past.Difference(await app.FiguresOf(old, days), sealedFigures).ShouldBeEmpty($"seed {seed}");

            var all = await app.Rework(old, includeSealed: true);
            (all.Status, all.OrdersKept, all.Partial).ShouldBe(("done", 0, false), $"seed {seed}");
            Past.Difference(await app.FiguresOf(old), await app.FiguresOf(fresh)).ShouldBeEmpty($"seed {seed}");

            var again = await app.Rework(old, includeSealed: true);
            (again.TouchesChanged, again.OrdersChanged, again.SealedDays).ShouldBe((0, 0, "[]"), $"seed {seed}");
        }
    }

    private static Task<OpenedStore> Opened(TestApp app, string key) => app.OpenStore(key, "EUR", "Europe/Berlin", "shop.example");
}
