using System.Text.Json;
using Attribution.Domain;
using Attribution.Domain.Channels;
using Attribution.Domain.Channels.Hygiene;
using Attribution.Web.Http;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Ingest;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Links;

/// <summary>Reads the tags of stored touches and what is wrong with them.</summary>
internal sealed class LinkQueries(Database database)
{
    // A shop has hundreds of links. Who has more finds the frequent ones wrong first.
    private const int MostCombinations = 50_000;

    /// <summary>The check of a range of the store's days. What its rules file by now is no finding.</summary>
    public async Task<LinkCheck> Check(StoreSettings store, DateRange days, CancellationToken cancellationToken)
    {
        var (from, to) = (store.Calendar.StartOf(days.First), store.Calendar.StartOf(days.Last.AddDays(1)));
        await using var db = await database.Read(cancellationToken);
        var rows = await db.Touches
            .Where(touch => touch.StoreId == store.Id.Value && touch.OccurredAt >= from && touch.OccurredAt < to)
            .Where(touch => touch.Campaign != "" || touch.RawTags != "" || touch.LandingUrl.Contains('?'))
            .GroupBy(touch => new { touch.Source, touch.Medium, touch.Campaign, touch.Content, touch.Term, touch.Channel, touch.Reason, touch.Flags, touch.RawTags })
            .OrderByDescending(same => same.LongCount())
            .Take(MostCombinations)
            .Select(same => new TagRow(
                same.Key.Channel, same.Key.Reason, same.Key.Flags, same.Key.Campaign, same.Key.Content, same.Key.Term, same.Key.RawTags, same.Max(touch => touch.LandingUrl)!, same.LongCount()))
            .ToListAsync(cancellationToken);
        var tagged = rows.Select(row => Tagged(store, row)).Where(touches => touches.Raw != CampaignTags.None).ToList();
        return new LinkCheck(days.First, days.Last, tagged.Sum(touches => touches.Touches), HygieneCheck.Of(tagged, store.ChosenNaming));
    }

    private static TaggedTouches Tagged(StoreSettings store, TagRow row)
    {
        var landing = Collector.Resolve(store, new Landing { Url = row.LandingUrl });
        var inUrl = landing.Raw;
        var raw = row.RawTags.Length > 0 && inUrl == CampaignTags.None ? JsonSerializer.Deserialize<CampaignTags>(row.RawTags, JsonSerializerOptions.Web)! : inUrl;

        // What looks like an address of a person is not kept in the landing's URL.
        var whole = raw with { Campaign = Or(raw.Campaign, row.Campaign), Content = Or(raw.Content, row.Content), Term = Or(raw.Term, row.Term) };
        var isMended = row.Channel == "other" && inUrl != CampaignTags.None;
        return new TaggedTouches(
            whole,
            isMended ? landing.Channel : row.Channel,
            isMended ? landing.Reason : row.Reason,
            row.Flags.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            landing.LandingHost + landing.LandingPath,
            row.Touches);
    }

    private static string Or(string first, string second) => first.Length > 0 ? first : second;

    private sealed record TagRow(string Channel, string Reason, string Flags, string Campaign, string Content, string Term, string RawTags, string LandingUrl, long Touches);
}

/// <summary>What a check of links found.</summary>
/// <param name="StartDate">First local day.</param>
/// <param name="EndDate">Last local day.</param>
/// <param name="TaggedTouches">Touches that carry tags.</param>
/// <param name="Findings">Those that concern most touches first.</param>
public sealed record LinkCheck(DateOnly StartDate, DateOnly EndDate, long TaggedTouches, IReadOnlyList<HygieneFinding> Findings)
{
    internal CsvTable ToTable() => new(
        ["kind", "field", "value", "fix", "touches", "campaigns", "pages"],
        Findings.Select(found => (IReadOnlyList<object?>)[found.Kind, found.Field, found.Value, found.Fix, found.Touches, string.Join(" | ", found.Campaigns), string.Join(" | ", found.Pages)]));
}
