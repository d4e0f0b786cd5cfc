using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Attribution.Tests.Faults;

/// <summary>What goes on in a shop, as one connection sends it: page views, campaigns, time on pages, orders, what goes back, calls by phone. Seeded.</summary>
internal sealed class Traffic(Books books, int seed, int connection, TimeProvider clock)
{
    private const int Visitors = 15;

    // People come and go: whoever touched more often than once a second for a minute would be taken for a bot.
    private const int HitsOfACrowd = 20 * Visitors;

    private static readonly string[] Campaigns = ["autumn", "winter", "brand"];

    private readonly Random random = new(unchecked((seed * 397) ^ connection));
    private readonly Dictionary<string, string> sessions = [];
    private readonly List<string> open = [];
    private readonly List<Call> sent = [];
    private int orders;
    private int hits;

    /// <summary>The next call; now and then one that was answered long ago, as clients do that are not sure.</summary>
    public (Call Call, bool Again) Next()
    {
        var chance = random.Next(100);
        return chance < 5 && sent.Count > 0 ? (sent[random.Next(sent.Count)], true) : (Make(chance), false);
    }

    /// <summary>Keeps some of what was answered, to send it again one day.</summary>
    public void Remember(Call call)
    {
        if (sent.Count < 200 && !sent.Contains(call))
        {
            sent.Add(call);
        }
    }

    private Call Make(int chance) => chance switch
    {
        < 45 => Browser([Hit(isNews: chance < 33)]),
        < 55 => Browser([.. Enumerable.Range(0, random.Next(2, 7)).Select(_ => Hit(random.Next(2) == 0))]),
        < 65 => Browser([Pulse()]),
        < 72 => Server([.. Enumerable.Range(0, random.Next(1, 9)).Select(_ => random.Next(3) == 0 ? PhoneCall() : ServerTouch())]),
        < 87 => OneOrder(),
        < 90 => OrderBatch(),
        < 95 when open.Count > 0 => Refund(),
        _ when open.Count > 0 => Cancel(),
        _ => OneOrder(),
    };

    private JsonObject Hit(bool isNews) => new()
    {
        ["kind"] = "touch",
        ["touchId"] = Guid.CreateVersion7(clock.GetUtcNow()).ToString(),
        ["occurredAt"] = clock.GetUtcNow().ToString("O"),
        ["url"] = isNews ? $"https://shop.example/?utm_source=google&utm_medium=cpc&utm_campaign={Campaigns[random.Next(3)]}" : "https://shop.example/shoes",
        ["visitorId"] = Visitor(),
        ["consent"] = "granted",
    };

    private JsonObject Pulse()
    {
        if (sessions.Count == 0)
        {
            return Hit(isNews: true);
        }

        var (visitor, session) = sessions.ElementAt(random.Next(sessions.Count));
        var seconds = random.Next(1, 60);
        Interlocked.Add(ref books.SecondsSent, seconds);
        return new()
        {
            ["kind"] = "pulse",
            ["touchId"] = Guid.CreateVersion7(clock.GetUtcNow()).ToString(),
            ["visitorId"] = visitor,
            ["sessionId"] = session,
            ["consent"] = "granted",
            ["pages"] = 1,
            ["seconds"] = seconds,
        };
    }

    private JsonObject ServerTouch() => new()
    {
        ["touchId"] = Guid.CreateVersion7(clock.GetUtcNow()).ToString(),
        ["occurredAt"] = Lately().ToString("O"),
        ["sessionId"] = $"s{connection}-{random.Next(40)}",
        ["visitorId"] = $"w{connection}-{random.Next(40)}",
        ["utm"] = new JsonObject { ["source"] = "newsletter", ["medium"] = "email", ["campaign"] = Campaigns[random.Next(3)] },
    };

    private JsonObject PhoneCall() => new()
    {
        ["touchId"] = Guid.CreateVersion7(clock.GetUtcNow()).ToString(),
        ["type"] = "phone_call",
        ["userId"] = $"u{random.Next(50)}",
        ["occurredAt"] = Lately().ToString("O"),
    };

    private Call Browser(JsonObject[] hits)
    {
        var body = hits.Length > 1 ? new JsonObject { ["items"] = new JsonArray([.. hits]) } : hits[0];
        body["key"] = Shopkeeper.PublicKey;
        return new(HttpMethod.Post, "/api/tracking/marketing-touch", false, body.ToJsonString(), (status, answer) => NoteHits(hits, status, answer));
    }

    private Call Server(JsonObject[] hits) =>
        new(HttpMethod.Post, "/api/touches", true, new JsonObject { ["items"] = new JsonArray([.. hits]) }.ToJsonString(), (status, answer) => NoteHits(hits, status, answer));

    // A batch was known where each hit that leaves a row was.
    private bool NoteHits(JsonObject[] hits, HttpStatusCode status, JsonElement answer)
    {
        if (status != HttpStatusCode.OK)
        {
            books.Odd.Enqueue($"{(int)status} {answer}");
            return false;
        }

        JsonElement[] answers = answer.TryGetProperty("items", out var items) ? [.. items.EnumerateArray()] : [answer];
        return hits.Zip(answers).Select(pair => NoteHit(pair.First, pair.Second)).ToList().TrueForAll(known => known);
    }

    private bool NoteHit(JsonObject hit, JsonElement answer)
    {
        var outcome = answer.TryGetProperty("outcome", out var said) ? said.GetString() : "";
        var id = hit["touchId"]!.GetValue<string>();
        if (outcome is not ("created" or "duplicate" or "activity"))
        {
            books.Odd.Enqueue($"{id}: {answer}");
        }

        if ((string?)hit["kind"] == "pulse")
        {
            books.TellPulse(Guid.Parse(id), hit["seconds"]!.GetValue<int>());
            return outcome == "duplicate";
        }

        if (outcome is "created" or "duplicate")
        {
            books.Touches[Guid.Parse(id)] = hit["type"] is not null;
        }

        if ((string?)hit["kind"] == "touch" && answer.GetProperty("sessionId").GetString() is { } session)
        {
            sessions[hit["visitorId"]!.GetValue<string>()] = session;
        }

        return outcome is "duplicate" or "activity";
    }

    private (JsonObject Body, string Id, long Cents) Order()
    {
        var (id, cents) = ($"{connection}-{++orders}", 100L * random.Next(2, 300));
        var body = new JsonObject { ["orderId"] = id, ["value"] = cents / 100m, ["occurredAt"] = Lately().ToString("O") };
        if (sessions.Count > 0 && random.Next(4) > 0)
        {
            var (visitor, session) = sessions.ElementAt(random.Next(sessions.Count));
            (body["visitorId"], body["sessionId"]) = (visitor, session);
            body["occurredAt"] = clock.GetUtcNow().ToString("O");
        }

        return (body, id, cents);
    }

    private Call OneOrder()
    {
        var (body, id, cents) = Order();
        return new(HttpMethod.Post, "/api/orders", true, body.ToJsonString(), (status, answer) => Note(status, answer, () => books.Orders[id] = cents, () => open.Add(id)));
    }

    private Call OrderBatch()
    {
        var made = Enumerable.Range(0, random.Next(2, 20)).Select(_ => Order()).ToArray();
        var body = new JsonObject { ["items"] = new JsonArray([.. made.Select(order => order.Body)]) };
        return new(HttpMethod.Post, "/api/orders/batch", true, body.ToJsonString(), (status, answer) =>
        {
            Note(status, answer, () => Array.ForEach(made, order => books.Orders[order.Id] = order.Cents));
            return answer.GetProperty("items").EnumerateArray().All(item => item.GetProperty("outcome").GetString() == "duplicate");
        });
    }

    private Call Refund()
    {
        var order = Take();
        var body = new JsonObject { ["refundId"] = "r1", ["amount"] = 1.5m, ["reason"] = "returned" };
        return new(HttpMethod.Post, $"/api/orders/{order}/refunds", true, body.ToJsonString(), (status, answer) => Note(status, answer, () => books.Refunds[(order, "r1")] = 150));
    }

    private Call Cancel()
    {
        var order = Take();
        return new(HttpMethod.Patch, $"/api/orders/{order}", true, """{"status":"cancelled"}""", (status, answer) => Note(status, answer, () => books.Cancelled[order] = true));
    }

    private bool Note(HttpStatusCode status, JsonElement answer, Action enter, Action? once = null)
    {
        if (status is not (HttpStatusCode.Created or HttpStatusCode.OK))
        {
            books.Odd.Enqueue($"{(int)status} {answer}");
            return false;
        }

        enter();
        if (once is not null && status == HttpStatusCode.Created)
        {
            once();
        }

        return status == HttpStatusCode.OK;
    }

    private string Take()
    {
        var at = random.Next(open.Count);
        var order = open[at];
        open.RemoveAt(at);
        return order;
    }

    private string Visitor() => $"v{connection}-{hits++ / HitsOfACrowd}-{random.Next(Visitors)}";

    private DateTimeOffset Lately() => clock.GetUtcNow() - TimeSpan.FromMinutes(random.Next(4 * 24 * 60));
}
