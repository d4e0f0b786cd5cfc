using Attribution.Web.Analytics.Overview;

namespace Attribution.Tests.Analytics.Overview;

public sealed class WhatMovedTests
{
    [Fact]
    public void Moves_add_up_to_the_change_and_include_channels_that_are_gone()
    {
        var channels = Sample.Channels([Sample.Channel("email", 20, 4, 90), Sample.Channel("direct", 5, 1, 10)], [Sample.Channel("email", 10, 2, 50), Sample.Channel("sms", 3, 1, 30)]);

        var moves = WhatMoved.Of(channels);

        moves.Select(move => (move.Channel, move.Revenue)).ShouldBe([("email", 40m), ("sms", -30m), ("direct", 10m)]);
        moves.Sum(move => move.Revenue).ShouldBe(100 - 80);
    }

    [Theory]
    [InlineData(127, 100, 12.4, "+12 orders, 27\u202f% more visits")]
    [InlineData(50, 100, -2.25, "−2.3 orders, 50\u202f% fewer visits")]
    [InlineData(7, 0, 1, "+1.0 orders, 7 visits after none")]
    [InlineData(0, 0, 3, "+3.0 orders")]
    public void The_reason_tells_orders_and_visits(long visits, long before, double orders, string words) =>
        new Move("email", 1, (decimal)orders, visits, before).Why(Sample.View().Formats).ShouldBe(words);

    [Theory]
    [InlineData(6, 6, 0)]
    [InlineData(7, 5, 2)]
    [InlineData(14, 5, 9)]
    public void What_is_left_over_is_never_a_single_channel(int moves, int listed, int others)
    {
        var parted = WhatMoved.Parted([.. Enumerable.Range(1, moves).Select(n => new Move($"c{n}", n, 0, 0, 0))]);

        (parted.Listed.Count, parted.Others.Count).ShouldBe((listed, others));
    }

    [Fact]
    public void Left_over_channels_are_counted_in_words() => WhatMoved.Others(9).ShouldBe("Nine others");
}
