using System.Globalization;
using System.Text.Json;
using Attribution.Domain.Channels;
using Attribution.Domain.Channels.Rules;
using Attribution.Tests.Channels.Rules;
using FsCheck;
using FsCheck.Fluent;

namespace Attribution.Tests.Channels;

public class ChannelRobustnessTests
{
    private static readonly string[] Pieces =
    [
        "https://", "HTTP://", "android-app://", "ios-app://", "javascript:", "//", "/", "?", "#", "&", "&amp;", "=", ";", "%", "%e", "%E9", "%2525", "%00", "%F0%9F", "%ED%A0%80", "+", "@",
        ":99999", "[::1]", "[", "10.0.0.0xa", "0x7f000001", ".", "..", "www.", "google", ".com", ".co.uk", "shop.example", "3ds.", "mail.", "deref-", "xn--", "xn--a-",
        "utm_source", "UTM_Medium", "utm_campaign", "pk_kwd", "gclid", "fbclid", "gad_source", "awc", "ref", "partner", "via", "cpc", "p-max", "shop", "{", "}", "__", "[x]", "<x>", "(not set)",
        "\0", "\n", "\u200b", "\u202e", "\ud800", "\udc00", "\uffff", "\ufffe", "\ufdd0", "İ", "ı", "I", "ß", "ﷺ", "ｇ", "münchen", "百度", "🛒", "\u0301", "\u0345", new string('a', 5_000), new string('%', 700),
    ];

    private static readonly Gen<string> Text = Gen.OneOf(
        ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""),
        Gen.Elements(Pieces).ListOf().Select(string.Concat),
        Gen.Elements(Pieces).ListOf().Select(pieces => "https://shop.example/?" + string.Concat(pieces)),
        Gen.Elements(Pieces).ListOf().Select(pieces => "https://" + string.Concat(pieces)));

    private static readonly Gen<Landing> Landings =
        from texts in Text.ArrayOf(5)
        select new Landing { Url = texts[0], Referrer = texts[1], Tags = CampaignTags.None with { Source = texts[2], Medium = texts[3], Campaign = texts[4] } };

    private static readonly StoreSites Ruled = RuleCases.Store with
    {
        IgnoredReferrers = ["forum.example", ""],
        PartnerCodes = new HashSet<string> { "P-7" },
        Rules = new ChannelRuleSet(
            4,
            [
                .. RuleCases.Rules,
                new ChannelRule("odd", "Odd", 900, true, [new("campaign", "regex", ["^(a+)+$|[^\\x00-\\x7f]{3}"]), new("query:via", "glob", ["*?*"], IsNegated: true)], new("brand")),
                new ChannelRule("rest", "Rest", 901, true, [new("default_channel", "one_of", ["other", "referral"]), new("landing_path", "is_set", [])], new("campus")),
            ]),
    };

    private static readonly string[] Cultures = ["tr-TR", "de-DE", "th-TH", ""];

    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(1_000);

    [Fact]
    public void Nothing_throws_under_a_stores_rules_and_each_landing_has_one_known_channel() =>
        Prop.ForAll(Landings.ToArbitrary(), landing =>
        {
            var answer = ChannelResolver.BuiltIn.Resolve(landing, Ruled);
            var account = ChannelResolver.BuiltIn.Explain(landing, Ruled);
            return (MarketingChannel.IsKnown(answer.Channel) || RuleCases.OwnChannels.Contains(answer.Channel))
                && answer.Reason.Length > 0 && Json(account.Answer) == Json(answer);
        }).Check(Thorough);

    [Fact]
    public void Any_landing_means_the_same_in_every_culture() =>
        Prop.ForAll(Landings.ToArbitrary(), landing =>
        {
            var before = CultureInfo.CurrentCulture;
            try
            {
                var answers = Cultures.Select(culture =>
                {
                    CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                    return Json(ChannelResolver.BuiltIn.Resolve(landing, Ruled));
                });
                return answers.Distinct().Count() == 1;
            }
            finally
            {
                CultureInfo.CurrentCulture = before;
            }
        }).Check(Thorough);

    [Fact]
    public void What_was_read_before_changes_nothing()
    {
        var fresh = new ChannelResolver((SourceCatalog)Activator.CreateInstance(typeof(SourceCatalog), nonPublic: true)!);
        foreach (var number in Enumerable.Range(0, 5_000))
        {
            fresh.Resolve(new Landing { Url = $"https://shop.example/?utm_source=s{number}&utm_medium=m{number}" }, ChannelCase.Store);
        }

        ChannelCase.All.Select(known => Json(fresh.Resolve(known.Landing, ChannelCase.Store)))
            .ShouldBe(ChannelCase.All.Select(known => Json(ChannelResolver.BuiltIn.Resolve(known.Landing, ChannelCase.Store))));
    }

    // The bound is fifty times what it takes, and the fastest of many rounds counts: a busy machine does not break it, reading the lists anew for each landing would.
    [Fact]
    public void Over_the_known_landings_one_takes_less_than_fifty_microseconds()
    {
        var fastest = Enumerable.Range(0, 50).Min(_ =>
        {
            var startedAt = TimeProvider.System.GetTimestamp();
            foreach (var known in ChannelCase.All)
            {
                ChannelResolver.BuiltIn.Resolve(known.Landing, ChannelCase.Store);
            }

            return TimeProvider.System.GetElapsedTime(startedAt).TotalMicroseconds / ChannelCase.All.Count;
        });

        fastest.ShouldBeLessThan(50);
    }

    private static string Json(Resolution answer) => JsonSerializer.Serialize(answer);
}
