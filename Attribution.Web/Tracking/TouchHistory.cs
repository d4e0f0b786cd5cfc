using System.Text.Json;
using Attribution.Domain.Channels;
using Attribution.Web.Storage;
using Attribution.Web.Storage.History;
using Attribution.Web.Storage.Ingest;
using Microsoft.EntityFrameworkCore;

namespace Attribution.Web.Tracking;

/// <summary>Touches of the past: hits of a server, a line each.</summary>
internal sealed class TouchHistory(Collector collector, Database database) : IHistory
{
    public string Kind => "touches";

    // A page or a hit that comes meanwhile waits for one batch at most.
    public int BatchSize => 500;

    public IReadOnlyList<HistoryField> Fields { get; } =
    [
        new("occurredAt", FieldShape.Instant, "timestamp", "time", "date", "datetime", "created at", "event time", "visited at"),
        new("touchId", FieldShape.Text, "id", "event id", "hit id", "message id"),
        new("url", FieldShape.Text, "page", "page url", "landing page", "landing url", "landing page url", "location"),
        new("referrer", FieldShape.Text, "referer", "referrer url", "http referer"),
        new("utm.source", FieldShape.Text, "source"),
        new("utm.medium", FieldShape.Text, "medium"),
        new("utm.campaign", FieldShape.Text, "campaign", "campaign name"),
        new("utm.content", FieldShape.Text, "content", "ad content"),
        new("utm.term", FieldShape.Text, "term", "keyword"),
        new("utm.id", FieldShape.Text),
        new("campaignId", FieldShape.Text),
        new("adId", FieldShape.Text),
        new("partner", FieldShape.Text, "partner code", "ref code"),
        new("type", FieldShape.Text, "touch type", "touchpoint type"),
        new("channel", FieldShape.Text),
        new("visitorId", FieldShape.Text, "visitor", "client id", "anonymous id", "cookie id"),
        new("sessionId", FieldShape.Text, "session", "visit id"),
        new("userId", FieldShape.Text, "user", "customer id", "customer"),
        new("emailHash", FieldShape.Text, "email sha256", "hashed email"),
        new("consent", FieldShape.Text),
        new("cost", FieldShape.Number),
        new("currency", FieldShape.Text),
        new("engagement", FieldShape.Number),
        new("pages", FieldShape.Number, "pageviews", "page views"),
        new("seconds", FieldShape.Number, "duration", "time on site"),
        new("clientIp", FieldShape.Text, "ip", "ip address"),
        new("userAgent", FieldShape.Text, "user agent"),
        new("gpc", FieldShape.Flag),
        new("kind", FieldShape.Text),
    ];

    public HistoryField? MemberOf(string column)
    {
        var name = column.Trim().StartsWith("clickIds.", StringComparison.OrdinalIgnoreCase) ? column.Trim()["clickIds.".Length..] : column.Trim();
        return SourceCatalog.BuiltIn.IsClickId(name) ? new HistoryField("clickIds." + name, FieldShape.Text) : null;
    }

    public IHistoryPass Open(HistoryFile file) => new Pass(file, collector, database);

    private sealed record TouchItem(Hit Hit) : HistoryItem(Hit.OccurredAt);

    private sealed class Pass(HistoryFile file, Collector collector, Database database) : IHistoryPass
    {
        private readonly HashSet<long> seen = [];

        private StoreSettings Store => file.Store;

        public HistoryLine Read(JsonElement line, long number, DateTimeOffset receivedAt)
        {
            var faults = new HitFaults(isStrict: true);
            var hit = new HitReader(Store, isServer: true, receivedAt, new TouchIds(Store.Id, "", receivedAt)).Read(line, null, faults);
            if (line.ValueKind == JsonValueKind.Object)
            {
                NeedTime(line, faults);
                if (hit is { Kind: not (HitKind.Touch or HitKind.Identify) })
                {
                    faults.Add("kind", "Only touch and identify are history. Send orders as a file of conversions, and pages and seconds with the touch.");
                }
            }

            return hit is null || faults.Any ? new HistoryLine(null, faults.ByField) : HistoryLine.Of(new TouchItem(Mend(hit, line, number, receivedAt)));
        }

        public async Task<IReadOnlyList<HistoryOutcome>> Check(IReadOnlyList<HistoryItem> items, DateTimeOffset receivedAt, CancellationToken cancellationToken)
        {
            var hits = HitsOf(items);
            var known = await Known(hits, null, cancellationToken);
            return [.. hits.Select(hit => Check(hit, known, receivedAt))];
        }

        public async Task<IReadOnlyList<HistoryOutcome>> Take(IReadOnlyList<HistoryItem> items, DateTimeOffset receivedAt, bool again, CancellationToken cancellationToken)
        {
            var hits = HitsOf(items);
            var own = again ? await Known(hits, receivedAt, cancellationToken) : [];
            var answers = await collector.Take(Store, hits, new Caller(IsServer: true, receivedAt), cancellationToken);
            return [.. answers.Select(answer => OutcomeOf(answer, own))];
        }

        private HistoryOutcome Check(Hit hit, HashSet<Guid> known, DateTimeOffset receivedAt)
        {
            var (ignoredAs, row) = collector.Look(Store, hit, new Caller(IsServer: true, receivedAt));
            return ignoredAs is not null ? new HistoryOutcome(HistoryResult.Ignored, ignoredAs)
                : hit.Kind != HitKind.Touch ? new HistoryOutcome(HistoryResult.Noted)
                : known.Contains(hit.Id) || !seen.Add(HistoryIds.Short(hit.Id)) ? HistoryOutcome.Known
                : new HistoryOutcome(HistoryResult.New, row!.Row.Channel);
        }

        private static HistoryOutcome OutcomeOf(HitAnswer answer, HashSet<Guid> own) => answer.Outcome switch
        {
            HitOutcome.Created => new HistoryOutcome(HistoryResult.New, answer.Resolution!.Channel),
            HitOutcome.Duplicate when own.Remove(answer.TouchId) => new HistoryOutcome(HistoryResult.New, answer.Resolution!.Channel),
            HitOutcome.Duplicate => HistoryOutcome.Known,
            HitOutcome.Activity => new HistoryOutcome(HistoryResult.Noted),
            HitOutcome.Ignored => new HistoryOutcome(HistoryResult.Ignored, answer.IgnoredAs),
            _ => HistoryOutcome.Refused("line", "It could not be stored. Import the line again; if it fails again, its content is the cause."),
        };

        private async Task<HashSet<Guid>> Known(IReadOnlyList<Hit> hits, DateTimeOffset? receivedAt, CancellationToken cancellationToken)
        {
            List<Guid> ids = [.. hits.Select(hit => hit.Id).Distinct()];
            await using var db = await database.Read(cancellationToken);
            return await db.Touches
                .Where(touch => touch.StoreId == Store.Id.Value && ids.Contains(touch.TouchId) && (receivedAt == null || touch.ReceivedAt == receivedAt))
                .Select(touch => touch.TouchId)
                .ToHashSetAsync(cancellationToken);
        }

        // Only a touch has a row that tells a second copy of a line from the first: on what merely extends a visit, pages and seconds
        // would count twice.
        private Hit Mend(Hit hit, JsonElement line, long number, DateTimeOffset receivedAt)
        {
            var named = IsThere(line, "touchId") ? hit : hit with { Id = HistoryIds.Of(Store.Id, file.Hash, number) };
            return (named.Pages > 0 || named.Seconds > 0) && collector.Look(Store, named, new Caller(IsServer: true, receivedAt)).Hit is not { IsNews: true }
                ? named with { Pages = 0, Seconds = 0 }
                : named;
        }

        private static void NeedTime(JsonElement line, HitFaults faults)
        {
            if (!IsThere(line, "occurredAt"))
            {
                faults.Add("occurredAt", "This is missing. History has to say when it happened, such as 2026-11-21T08:00:00Z.");
            }
        }

        private static bool IsThere(JsonElement line, string name) =>
            HitText.Find(line, name) is { } value && value.ValueKind != JsonValueKind.Null && !(value.ValueKind == JsonValueKind.String && value.ValueEquals(""));

        private static List<Hit> HitsOf(IReadOnlyList<HistoryItem> items) => [.. items.Cast<TouchItem>().Select(item => item.Hit)];
    }
}
