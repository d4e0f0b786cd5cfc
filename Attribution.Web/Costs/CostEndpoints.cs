using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Attribution.Domain;
using Attribution.Domain.Channels;
using Attribution.Web.Http;
using Attribution.Web.Storage;

namespace Attribution.Web.Costs;

/// <summary>Spend over HTTP.</summary>
internal static partial class CostEndpoints
{
    private const int MaxItems = 10_000;
    private const int MaxLimit = 1_000;
    private const int DefaultLimit = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var costs = routes.MapGroup("/api/costs").WithTags("Costs");
        costs.MapPut("", Put).RequireAuthorization(Policies.Manage)
            .WithName("SetCosts").WithSummary("Write spend; the same key again replaces it").Produces<CostsWritten>().ProducesProblem(400);
        costs.MapGet("", Get).RequireAuthorization(Policies.Read)
            .WithName("ListCosts").WithSummary("Spend of a range of days").Produces<CostList>().ProducesProblem(400);
    }

    private static Task<IResult> Put(ServerCall call, CostBook costs, TimeProvider clock) => call.RunOnce(async (store, body) =>
    {
        var faults = new Faults();
        var entries = Entries(body, store, store.Today(clock), faults);
        return faults.Any
            ? Problem.Validation("The costs were not accepted", faults.ToDictionary())
            : TypedResults.Json(await costs.Replace(store, entries, call.Who, call.Aborted));
    });

    private static async Task<IResult> Get(HttpContext context, StoreAccess access, CostQueries costs, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await access.StoreOf(context, cancellationToken) is not { } store)
        {
            return Problem.NotFound();
        }

        var faults = new Faults();
        var query = context.Request.Query;
        var yesterday = store.Today(clock).AddDays(-1);
        var last = Day(query, "endDate", faults) ?? yesterday;
        var first = Day(query, "startDate", faults) ?? (last.DayNumber > 29 ? last.AddDays(-29) : last);
        var limit = Limit(query["limit"].ToString(), faults);
        var skip = Cursor.Read(query["cursor"].ToString());
        if (skip is null)
        {
            faults.Add("cursor", "This is no cursor of ours. Send `nextCursor` of the page before, or none.");
        }

        if (!faults.Any && last < first)
        {
            faults.Add("endDate", $"{last:yyyy-MM-dd} is before {first:yyyy-MM-dd}. Send a day from `startDate` on.");
        }

        if (faults.Any)
        {
            return Problem.Validation("The costs can't be listed", faults.ToDictionary());
        }

        var list = await costs.Between(store, new DateRange(first, last), skip!.Value, limit, cancellationToken);
        return new ReadAnswer<CostList>(list, Version(list), answer => answer.ToTable());
    }

    private static List<CostEntry> Entries(JsonElement body, StoreSettings store, DateOnly today, Faults faults)
    {
        var fields = new JsonFields(body, faults);
        var elements = fields.List("items", MaxItems);
        fields.RefuseOthers();
        var entries = new List<CostEntry>(elements.Count);
        var places = new Dictionary<CostKey, int>();
        for (var i = 0; i < elements.Count; i++)
        {
            var item = fields.Item("items", i, elements[i]);
            var entry = Entry(item, store, today);
            if (!places.TryAdd(entry.Key, i) && !faults.Any)
            {
                item.Fault("date", $"items[{places[entry.Key]}] has the same date, channel, source, medium and campaign. Send them as one.");
            }

            entries.Add(entry);
        }

        if (elements.Count == 0 && !faults.Any)
        {
            fields.Fault("items", $"There are none. Send 1 to {MaxItems}.");
        }

        return entries;
    }

    private static CostEntry Entry(JsonFields item, StoreSettings store, DateOnly today)
    {
        var date = Date(item, today);
        var channel = Channel(item);
        var money = new MoneyReading(item, store.Currency);
        var (currency, rate) = money.CurrencyAndRate("send `rate`");
        if (!item.Has("cost"))
        {
            item.Fault("cost", "This is missing. Send what was spent, 0 or more.");
        }

        var cost = money.Amount("cost", currency, "Send what was spent, 0 or more.") ?? new Money(0, currency);
        money.CheckConverted("cost", cost, rate);
        var entry = new CostEntry(date, channel, Name(item, "source").ToLowerInvariant(), Name(item, "medium").ToLowerInvariant(), Name(item, "campaign"), cost, rate)
        {
            Impressions = item.Count("impressions"),
            Clicks = item.Count("clicks"),
        };
        item.RefuseOthers();
        return entry;
    }

    private static DateOnly Date(JsonFields item, DateOnly today)
    {
        if (!item.Has("date"))
        {
            item.Fault("date", "This is missing. Send the store's local day, such as 2026-11-21.");
            return default;
        }

        var date = item.Day("date");
        if (date?.Year < 2000 || date > today.AddDays(366))
        {
            item.Fault("date", "This is before 2000 or more than a year ahead.");
        }

        return date ?? default;
    }

    private static string Channel(JsonFields item)
    {
        var channel = item.RequiredId("channel", 100, "Send the channel's id, such as paid_search.");
        if (channel.Length > 0 && (channel == MarketingChannel.Unattributed || !ChannelId().IsMatch(channel)))
        {
            item.Fault("channel", $"`{channel}` is no channel. Send an id such as paid_search, paid_social, email or display.");
        }

        return channel;
    }

    private static string Name(JsonFields item, string name) => item.Words(name, 255).Trim();

    private static DateOnly? Day(IQueryCollection query, string name, Faults faults)
    {
        var text = query[name].ToString();
        if (text.Length == 0)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        faults.Add(name, "This is no day. Send YYYY-MM-DD, such as 2026-11-21.");
        return null;
    }

    private static int Limit(string text, Faults faults)
    {
        if (text.Length == 0)
        {
            return DefaultLimit;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit)
        {
            return limit;
        }

        faults.Add("limit", $"Send a whole number from 1 to {MaxLimit}.");
        return DefaultLimit;
    }

    private static string Version(CostList list) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(list, ApiJson.Options)).AsSpan(0, 12));

    [GeneratedRegex(@"\A[a-z0-9_]{1,40}\z")]
    private static partial Regex ChannelId();
}
