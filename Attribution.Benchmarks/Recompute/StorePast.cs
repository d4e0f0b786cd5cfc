using System.Globalization;
using System.Text.Json;
using Attribution.Domain.Channels;
using Attribution.Domain.Conversions;
using Attribution.Domain.Journeys;
using Attribution.Domain.Models;
using Attribution.Domain.Touches;
using Attribution.Web.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Attribution.Benchmarks.Recompute;

/// <summary>A store with a past: people with 4.55 touches over 12 channels on average, a day apart, every eighth with an order.</summary>
internal static class StorePast
{
    public const int TouchesPerDay = 30_000;
    public const int Touches = Days * TouchesPerDay;
    private const int Days = 34;
    private const double MeanLength = 4.55;

    private static readonly string[] Channels = [.. MarketingChannel.All.Take(12).Select(channel => channel.Id)];
    private static readonly ConfiguredModel[] Models = [.. ModelCatalog.Defaults.Select(model => new ConfiguredModel(model, 1))];

    public static DateOnly FirstDay { get; } = new(2026, 3, 1);

    public static DateOnly LastDay { get; } = FirstDay.AddDays(Days - 1);

    public static async Task<StoreSettings> Fill(IServiceProvider services)
    {
        var database = services.GetRequiredService<Attribution.Web.Storage.Database>();
        var directory = services.GetRequiredService<StoreDirectory>();
        await database.Write(
            async db =>
            {
                var opened = await new NewStore("Shop", "shop", ["shop.example"], "Etc/UTC", "EUR").Open(db, null, DateTimeOffset.UnixEpoch);
                await db.SaveChangesAsync();
                Write(db, opened.Id.Value);
            },
            CancellationToken.None);
        await directory.Reload(CancellationToken.None);
        return (await directory.All(CancellationToken.None))[0];
    }

    private static void Write(AttributionDb db, int store)
    {
        var random = new Random(7);
        var touches = new Rows(db, "MarketingTouch", "StoreId", "TouchId", "VisitorId", "SessionId", "UserId", "OccurredAt", "ReceivedAt", "Channel", "Source", "Medium", "Reason", "RuleVersion", "Campaign", "SubChannel", "Content", "Term", "CampaignId", "AdId", "ClickIdType", "ClickId", "Platform", "Flags", "RawTags", "LandingUrl", "ReferrerUrl", "ReferrerHost", "Partner", "Type", "Consent");
        var sessions = new Rows(db, "AttributionSession", "StoreId", "SessionId", "VisitorId", "UserId", "FirstTouchId", "LastTouchId", "TouchCount", "StartedAt", "LastActivityAt", "Seconds", "Pages");
        var orders = new Rows(db, "Order", "StoreId", "OrderId", "Type", "Status", "ValueMinor", "SentMinor", "SentCurrency", "Rate", "RefundedMinor", "OccurredAt", "ReceivedAt", "CompletedAt", "BookedOn", "SessionId", "VisitorId", "UserId", "EmailHmac", "CartToken", "IsUnverified", "MatchedBy", "Touches", "MarketingAttribution", "Details", "ContentHash");
        var first = new DateTimeOffset(FirstDay, TimeOnly.MinValue, TimeSpan.Zero);
        var (written, person) = (0, 0);
        var open = new List<(DateTimeOffset At, int Person, int Left, List<Touch> Path)>();

        // In the order in which they came, as a store has them.
        for (var day = 0; day < Days; day++)
        {
            var still = new List<(int Person, int Left, List<Touch> Path)>(open.Select(one => (one.Person, one.Left, one.Path)));
            open.Clear();
            while (still.Count < TouchesPerDay)
            {
                still.Add((person++, Length(random), []));
            }

            for (var i = 0; i < TouchesPerDay; i++)
            {
                var (who, left, path) = still[i];
                var at = first.AddDays(day).AddSeconds((i * 2.8) + random.NextDouble());
                var (visitor, session) = ($"{who:x32}", $"{written:x32}");
                var id = new Guid(written++, 0, 0, new byte[8]);
                var channel = Channels[random.Next(Channels.Length)];
                var bytes = id.ToByteArray(bigEndian: true);
                touches.Add(store, bytes, visitor, session, "", at.UtcTicks, at.UtcTicks, channel, "source", "medium", "utm", 0, $"c{random.Next(20)}", "", "", "", "", "", "", "", "", "", "", "https://shop.example/", "", "", "", "", "granted");
                sessions.Add(store, session, visitor, "", bytes, bytes, 1, at.UtcTicks, at.UtcTicks, 0, 1);
                path.Add(new Touch(id, at, channel, "source", "medium") { SessionId = session, VisitorId = visitor });
                if (left > 1)
                {
                    open.Add((at, who, left - 1, path));
                }
                else if (random.Next(8) == 0)
                {
                    var (ordered, value) = (at.AddMinutes(1), random.Next(1_000, 30_000));
                    var attribution = MarketingAttribution.Of(new Journey(path, ordered, null), value, Models);
                    orders.Add(
                        store, $"o{who}", "sale", "completed", value, value, "EUR", "1", 0, ordered.UtcTicks, ordered.UtcTicks, ordered.UtcTicks, DateOnly.FromDateTime(ordered.UtcDateTime).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                        session, visitor, "", "", "", false, "session", path.Count, JsonSerializer.Serialize(attribution), "{}", "");
                }
            }

            open.AddRange(still.Skip(TouchesPerDay).Select(one => (first, one.Person, one.Left, one.Path)));
        }
    }

    private static int Length(Random random)
    {
        var length = 1;
        while (random.NextDouble() < 1 - (1 / MeanLength))
        {
            length++;
        }

        return length;
    }

    private sealed class Rows
    {
        private readonly System.Data.Common.DbCommand command;

        public Rows(AttributionDb db, string table, params string[] columns)
        {
            string[] names = [.. columns.Select((_, i) => $"@{i}")];
            command = Attribution.Web.Storage.Database.Command(
                db,
                $"INSERT INTO \"{table}\" (\"{string.Join("\", \"", columns)}\") VALUES ({string.Join(", ", names)})",
                [.. names.Select(name => (name, (object)DBNull.Value))]);
        }

        public void Add(params object[] values)
        {
            for (var i = 0; i < values.Length; i++)
            {
                command.Parameters[i].Value = values[i];
            }

            command.ExecuteNonQuery();
        }
    }
}
