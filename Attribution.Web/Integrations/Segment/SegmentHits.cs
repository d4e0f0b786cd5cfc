using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Attribution.Domain.Channels;
using Attribution.Web.Storage;
using Attribution.Web.Storage.Ingest;

namespace Attribution.Web.Integrations.Segment;

/// <summary>
/// Hits out of Segment's page, track and identify events, as the store's server would send them. They go to the writer at once and are
/// never kept as they came: a visitor's address is read for the day's id and must not reach the disk.
/// </summary>
internal static class SegmentHits
{
    /// <summary>The hit of an event; null where it is none, with what to note of it.</summary>
    public static (Hit? Hit, string Note) Read(StoreSettings store, JsonElement item, string messageId, DateTimeOffset receivedAt) => item.Text(20, "type") switch
    {
        _ when IsOutOfReach(store, item, receivedAt) => (null, $"The event is older than the {store.RetentionMonths} months that are kept, or more than a day ahead."),
        "page" => (HitOf(store, item, messageId, HitKind.Touch, receivedAt), ""),
        "track" when AddressOf(item).Length > 0 => (HitOf(store, item, messageId, HitKind.Touch, receivedAt), ""),
        "track" => (null, "The event names no page, so it tells of no visit."),
        "identify" when item.Text(128, "userId").Length > 0 || EmailOf(item).Length > 0 => (HitOf(store, item, messageId, HitKind.Identify, receivedAt), ""),
        "identify" => (null, "The event names neither user nor e-mail."),
        var type => (null, $"A {(type.Length > 0 ? type : "nameless")} event tells nothing that counts."),
    };

    /// <summary>The id by which a message is one touch for ever: UUIDv8 of SHA-256 over store key, <c>segment</c> and message id, a line each.</summary>
    public static Guid IdOf(string store, string messageId)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{store}\n{SegmentPlatform.KindName}\n{messageId}")).AsSpan(0, 16);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }

    /// <summary>Segment's anonymous id, where it is an id that can be ours.</summary>
    public static string VisitorOf(JsonElement item) => item.Text(65, "anonymousId") is { Length: <= 64 } id && IngestIds.IsPlain(id) && !IngestIds.IsDerived(id) ? id : "";

    private static Hit HitOf(StoreSettings store, JsonElement item, string messageId, HitKind kind, DateTimeOffset receivedAt) => new()
    {
        Kind = kind,
        Id = IdOf(store.Key, messageId),
        OccurredAt = TimeOf(item) ?? receivedAt,
        Landing = kind == HitKind.Touch ? LandingOf(item) : new Landing(),
        VisitorId = VisitorOf(item),
        UserId = item.Text(128, "userId"),
        EmailHash = EmailOf(item),
        UserAgent = item.Text(1_024, "context", "userAgent"),
        ClientAddress = IPAddress.TryParse(item.Text(64, "context", "ip"), out var address) ? address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address : null,
    };

    private static Landing LandingOf(JsonElement item) => new()
    {
        Url = AddressOf(item),
        Referrer = First(item, "referrer"),
        Tags = new CampaignTags(
            item.Text(255, "context", "campaign", "source"),
            item.Text(255, "context", "campaign", "medium"),
            item.Text(255, "context", "campaign", "name"),
            item.Text(255, "context", "campaign", "content"),
            item.Text(255, "context", "campaign", "term"),
            item.Text(255, "context", "campaign", "id")),
    };

    private static string AddressOf(JsonElement item) => First(item, "url");

    // A page call names its page in its properties too; libraries differ in which they fill.
    private static string First(JsonElement item, string name) =>
        item.Text(2_048, "context", "page", name) is { Length: > 0 } page ? page : item.Text(2_048, "properties", name);

    private static string EmailOf(JsonElement item) => BodyCut.HashOf(item.Text(320, "traits", "email") is { Length: > 0 } own ? own : item.Text(320, "context", "traits", "email"));

    private static DateTimeOffset? TimeOf(JsonElement item) => item.Instant("timestamp") ?? item.Instant("originalTimestamp");

    private static bool IsOutOfReach(StoreSettings store, JsonElement item, DateTimeOffset receivedAt) =>
        TimeOf(item) is { } at && (at > receivedAt.AddHours(24) || at < Retention.Oldest(store, receivedAt));
}
