using Attribution.Web.Live;
using Attribution.Web.Storage.Ingest;

namespace Attribution.Tests.Live;

public class LiveListTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-06-15T10:00:00Z", null);

    private readonly SeenStore seen = new();
    private readonly LiveList list = new();

    [Fact]
    public void New_hits_come_in_at_the_top()
    {
        Add("first");
        list.Open(LiveFilter.All, seen, [], Now);
        Add("second");

        list.Advance(seen, isHeld: false, Now);

        list.Hits.Select(hit => hit.Url).ShouldBe(["second", "first"]);
    }

    [Fact]
    public void Held_it_stands_and_counts_then_takes_in_what_waited()
    {
        Add("first");
        list.Open(LiveFilter.All, seen, [], Now);
        Add("second");
        Add("third");

        list.Advance(seen, isHeld: true, Now);
        (list.Waiting, list.Hits.Count).ShouldBe((2, 1));
        list.Advance(seen, isHeld: false, Now);

        list.Waiting.ShouldBe(0);
        list.Hits.Select(hit => hit.Url).ShouldBe(["third", "second", "first"]);
    }

    [Fact]
    public void A_rush_is_shown_as_a_sample_of_the_newest()
    {
        list.Open(LiveFilter.All, seen, [], Now);
        Enumerable.Range(0, 1_000).ToList().ForEach(i => Add($"{i}"));

        list.Advance(seen, isHeld: false, Now);

        list.IsSample.ShouldBeTrue();
        list.Hits.Count.ShouldBe(LiveList.MostAtOnce);
        list.Hits[0].Url.ShouldBe("999");
        seen.Read(Now, []).HalfHour[(int)SeenOutcome.Touch].ShouldBe(1_000);
    }

    [Fact]
    public void A_flood_of_bots_washes_no_touch_away()
    {
        Add("bought");
        for (var i = 0; i < 1_000; i++)
        {
            Add("bot", SeenOutcome.Ignored);
        }

        list.Open(LiveFilter.Of("touch"), seen, [], Now);

        list.Hits.ShouldHaveSingleItem().Url.ShouldBe("bought");
    }

    [Fact]
    public void What_the_tables_and_the_memory_both_hold_is_one_line()
    {
        var id = Guid.CreateVersion7();
        seen.Add(Hit("both", SeenOutcome.Touch) with { TouchId = id });

        list.Open(LiveFilter.All, seen, [Hit("both", SeenOutcome.Touch) with { TouchId = id }, Hit("stored", SeenOutcome.Touch) with { TouchId = Guid.CreateVersion7(), At = Now.AddMinutes(-5) }], Now);

        list.Hits.Select(hit => hit.Url).ShouldBe(["both", "stored"]);
    }

    [Fact]
    public void A_stubborn_sender_is_one_line_that_counts_on()
    {
        Add("", SeenOutcome.Refused);
        list.Open(LiveFilter.All, seen, [], Now);
        Add("", SeenOutcome.Refused);
        Add("", SeenOutcome.Refused);

        list.Advance(seen, isHeld: false, Now);

        list.Hits.ShouldHaveSingleItem().Hits.ShouldBe(3);
    }

    [Fact]
    public void After_half_an_hour_a_hit_leaves()
    {
        Add("old");
        list.Open(LiveFilter.All, seen, [], Now);

        list.Advance(seen, isHeld: false, Now.AddMinutes(30));

        list.Hits.ShouldBeEmpty();
    }

    [Fact]
    public void Made_up_hosts_fill_no_memory_and_what_is_no_domain_is_not_offered()
    {
        for (var i = 0; i < 1_000; i++)
        {
            seen.AddStranger($"host-{i}.example", Now.AddSeconds(i));
        }

        seen.AddStranger("localhost", Now);
        seen.AddStranger("203.0.113.9", Now);
        seen.AddStranger("<b>.example", Now);

        var strangers = seen.Read(Now.AddSeconds(1_000), []).Strangers;
        strangers.Count.ShouldBe(50);
        strangers.ShouldContain(stranger => stranger.Host == "host-999.example");
        strangers.ShouldAllBe(stranger => stranger.Host.StartsWith("host-"));
    }

    [Fact]
    public void Counts_forget_what_is_over()
    {
        var counts = new RollingCounts(3, TimeSpan.FromMinutes(1), 2);
        counts.Add(0, Now);
        counts.Add(1, Now, 5);
        counts.Add(0, Now.AddMinutes(1), 2);

        counts.Series(0, Now.AddMinutes(2), 3).ShouldBe([1, 2, 0]);
        counts.Sum(1, Now.AddMinutes(2)).ShouldBe(5);
        counts.Sum(0, Now.AddMinutes(3)).ShouldBe(2);
        counts.Sum(0, Now.AddHours(1)).ShouldBe(0);
    }

    private static SeenHit Hit(string url, SeenOutcome outcome) => new() { At = Now, Outcome = outcome, Reason = "x", Url = url };

    private void Add(string url, SeenOutcome outcome = SeenOutcome.Touch) => seen.Add(Hit(url, outcome));
}
