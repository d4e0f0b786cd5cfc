using System.Globalization;
using System.Text.Json;
using Attribution.Domain.Channels;
using FsCheck;
using FsCheck.Fluent;

namespace Attribution.Tests.Channels;

public class ChannelPropertyTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(1_000);

    private static readonly string[] Pieces =
    [
        "https://", "http://", "android-app://", "ios-app://", "//", "/", "?", "??", "#", "&", "&amp;", "=", "%", "%E9", "%25", "%2525", "%F0%9F", "+", "@", ":", ":443",
        ".", "..", "www.", "[", "]", "::1", "google", "google.", ".com", ".de", "shop.example", "3ds", "mail.", "deref-", "utm_source", "utm_medium", "utm_campaign", "utm_content",
        "mtm_kwd", "gclid", "fbclid", "gad_source", "awc", "mc_eid", "ref", "partner", "cpc", "email", "paid", "shop", "pmax", "{x}", "__X__", "(not set)", "\"", "'", ")", ";",
        "\0", "\t", "\n", "\u200b", "\u202e", "\ud800", "\udc00", "\uffff", "\ufffe", "İ", "ı", "ß", "ﷺ", "ＦＢ", "münchen", "百度", "🛒", "\u0301", "xn--", "<script>",
    ];

    private static readonly Gen<string> Text = Gen.OneOf(
        ArbMap.Default.GeneratorFor<string>(),
        Gen.Elements(Pieces).ListOf().Select(string.Concat),
        Gen.Elements(Pieces).ListOf().Select(pieces => "https://shop.example/?" + string.Concat(pieces)),
        Gen.Elements<ChannelCase>(ChannelCase.All).Select(known => known.Landing.Url),
        Gen.Elements<ChannelCase>(ChannelCase.All).Select(known => known.Landing.Referrer));

    private static readonly Gen<Landing> Landings =
        from texts in Text.ArrayOf(11)
        from clickId in Gen.Elements("gclid", "FBCLID", "gad_source", "nothing", "mc_eid")
        from type in Gen.Elements("", "", "phone_call", "social_media", "nothing")
        select new Landing
        {
            Url = texts[0],
            Referrer = texts[1],
            Tags = new CampaignTags(texts[2], texts[3], texts[4], texts[5], texts[6], texts[7]),
            ClickIds = [KeyValuePair.Create(clickId, texts[8])],
            Partner = texts[9],
            CampaignId = texts[10],
            TouchType = type,
        };

    private static readonly Gen<string> TagValues = Gen.OneOf(
        Gen.Elements(
            "google", "facebook ads", "google_ads-uk", "newsletter", "Proton Mail", "x (twitter)", "chatgpt.com", "https://www.bing.com/chat", "acme", "cpc", "paid_social", "direct_mail",
            "organic", "web-push", "PMax UK", "summer-shop", "cross-network", "gbp", "(direct)", "{source}", "über", "ｆｂ", "partner.example"),
        ArbMap.Default.GeneratorFor<string>().Where(text => text?.Contains('%') == false));

    [Fact]
    public void No_landing_throws_and_each_has_a_known_channel_and_a_reason() =>
        Prop.ForAll(Landings.ToArbitrary(), landing =>
        {
            var answer = Resolve(landing);
            return MarketingChannel.IsKnown(answer.Channel) && answer.Reason.Length > 0 && answer.Source.Length > 0 && answer.Medium.Length > 0;
        }).Check(Thorough);

    [Fact]
    public void The_same_landing_has_the_same_answer() =>
        Prop.ForAll(Landings.ToArbitrary(), landing => Json(Resolve(landing)) == Json(Resolve(landing with { }))).Check(Thorough);

    [Theory]
    [InlineData("utm_content")]
    [InlineData("utm_term")]
    public void Content_and_term_never_change_the_channel(string tag)
    {
        var cases = from known in Gen.Elements<ChannelCase>(ChannelCase.All) from value in TagValues select (known.Landing, value);

        Prop.ForAll(cases.ToArbitrary(), sample =>
        {
            var (landing, value) = sample;
            var page = landing.Url.Split('#', 2);
            var added = $"{page[0]}{(page[0].Contains('?') ? "&" : "?")}{tag}={Uri.EscapeDataString(value)}{(page.Length > 1 ? "#" + page[1] : "")}";
            return Resolve(landing with { Url = added }).Channel == Resolve(landing).Channel;
        }).Check(Thorough);
    }

    [Fact]
    public void Case_whitespace_and_one_more_encoding_of_tags_never_change_the_channel()
    {
        var tags = from source in TagValues from medium in TagValues from campaign in TagValues select (string[])[source, medium, campaign];

        Prop.ForAll(tags.ToArbitrary(), values =>
        {
            var channel = ChannelOf(values, value => value);
            return ChannelOf(values, value => value.ToUpperInvariant()) == channel
                && ChannelOf(values, value => $" \t{value.Replace(" ", "  ", StringComparison.Ordinal)}\u00a0") == channel
                && ChannelOf(values, Uri.EscapeDataString) == channel;
        }).Check(Thorough);
    }

    [Fact]
    public void A_Turkish_machine_answers_the_same()
    {
        var before = CultureInfo.CurrentCulture;
        var answers = ChannelCase.All.Select(known => Json(Resolve(known.Landing))).ToList();
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
            "EMAIL".ToLower(CultureInfo.CurrentCulture).ShouldBe("emaıl");
            var catalog = (SourceCatalog)Activator.CreateInstance(typeof(SourceCatalog), nonPublic: true)!;
            var resolver = new ChannelResolver(catalog);

            ChannelCase.All.Select(known => Json(resolver.Resolve(known.Landing, ChannelCase.Store))).ShouldBe(answers);
            resolver.Resolve(new Landing { Url = "https://shop.example/?UTM_SOURCE=LINKEDIN&UTM_MEDIUM=EMAIL" }, ChannelCase.Store).Channel.ShouldBe("email");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string ChannelOf(string[] values, Func<string, string> change)
    {
        var sent = values.Select(value => Uri.EscapeDataString(change(value))).ToList();
        return Resolve(new Landing { Url = $"https://shop.example/?utm_source={sent[0]}&utm_medium={sent[1]}&utm_campaign={sent[2]}" }).Channel;
    }

    private static Resolution Resolve(Landing landing) => ChannelResolver.BuiltIn.Resolve(landing, ChannelCase.Store);

    private static string Json(Resolution answer) => JsonSerializer.Serialize(answer);
}
