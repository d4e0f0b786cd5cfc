using Attribution.Domain.Conversions;
using Attribution.Domain.Models;
using Attribution.Tests.Journeys;
using FsCheck;
using FsCheck.Fluent;

namespace Attribution.Tests.Conversions;

public class RefundSplitTests
{
    private static readonly CreditSplit Thirds = CreditSplit.Of(new Linear(), AJourney.Of("a", "b", "c"), 10_000);

    [Fact]
    public void A_refund_is_split_by_what_the_touches_earned() =>
        RefundSplit.Of(Thirds, 0, 1_000).ShouldBe([334, 333, 333]);

    [Fact]
    public void The_next_refund_takes_the_rest_of_the_split_so_far() =>
        RefundSplit.Of(Thirds, 1_000, 10_000).ShouldBe([3_000, 3_000, 3_000]);

    [Fact]
    public void An_order_of_no_value_is_split_by_its_credits() =>
        RefundSplit.Of(CreditSplit.Of(new Linear(), AJourney.Of("a", "b"), 0), 0, 7).ShouldBe([4, 3]);

    [Fact]
    public void Refunds_sum_and_a_full_refund_leaves_nothing_anywhere() =>
        Prop.ForAll(AJourney.Any, Gen.Choose(0, 20_000).ListOf().ToArbitrary(), (journey, parts) =>
            {
                long value = parts.Sum();
                foreach (var split in ModelCatalog.Defaults.Select(model => CreditSplit.Of(model, journey, value)))
                {
                    if (!LeavesNothing(split, parts))
                    {
                        return false;
                    }
                }

                return true;
            })
            .QuickCheckThrowOnFailure();

    private static bool LeavesNothing(CreditSplit split, IEnumerable<int> parts)
    {
        long refunded = 0;
        long[] left = [.. split.Minor];
        foreach (var part in parts)
        {
            var taken = RefundSplit.Of(split, refunded, refunded + part);
            refunded += part;
            left = [.. left.Zip(taken, (share, one) => share - one)];
            if (taken.Sum() != part)
            {
                return false;
            }
        }

        return left.All(share => share == 0);
    }
}
