using Attribution.Domain.Channels;

namespace Attribution.Tests.Channels;

public class ChannelResolverTests
{
    private static readonly string[] Columns = ["source", "medium", "channel", "sub_channel", "platform", "click_id", "reason", "flags"];

    public static TheoryData<string> Cases => ChannelCase.Ids;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_landing_of_the_case_file_has_its_known_answer(string id)
    {
        var known = ChannelCase.Of(id);

        var answer = ChannelResolver.BuiltIn.Resolve(known.Landing, ChannelCase.Store);

        Describe(answer).ShouldBe(
            string.Join(" | ", Columns.Select(column => known.Expected[column])),
            $"{known.Landing.Url} from {known.Landing.Referrer}");
    }

    private static string Describe(Resolution answer) => string.Join(
        " | ",
        answer.Source, answer.Medium, answer.Channel, answer.SubChannel, answer.Platform, answer.ClickIdType, answer.Reason, string.Join(' ', answer.Flags));
}
